/** Which way an arrow key goes, to the right and down. */
const WAYS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const middle = (part: Element): [number, number] => {
  const { left, top, width, height } = part.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
};

/** The nearest part that way; one that lies aside counts as farther. */
function next(from: Element, parts: readonly Element[], [right, down]: readonly [number, number]): Element | undefined {
  const [x, y] = middle(from);
  const found = parts.flatMap((part) => {
    const [theirX, theirY] = middle(part);
    const ahead = (theirX - x) * right + (theirY - y) * down;
    const aside = Math.abs((theirX - x) * down) + Math.abs((theirY - y) * right);
    return ahead > 1 ? [{ part, far: ahead + 3 * aside }] : [];
  });
  return found.toSorted((one, other) => one.far - other.far)[0]?.part;
}

/** Makes a chart one stop for Tab: the arrow keys go from part to part, the way they lie. */
export function roving(svg: SVGSVGElement): () => void {
  const parts = (): SVGElement[] => [...svg.querySelectorAll<SVGElement>("[role=button]")];
  const settle = (current: Element | null | undefined): void => {
    for (const part of parts()) part.setAttribute("tabindex", part === current ? "0" : "-1");
  };
  const partOf = (event: Event) => (event.target as Element).closest<SVGElement>("[role=button]");
  const focused = (event: Event): void => {
    settle(partOf(event));
  };
  const pressed = (event: KeyboardEvent): void => {
    const [way, from] = [WAYS[event.key], partOf(event)];
    if (!way || !from) return;
    event.preventDefault();
    (next(from, parts(), way) as SVGElement | undefined)?.focus();
  };
  // Other figures are other parts.
  const watch = new MutationObserver(() => {
    if (!parts().some((part) => part === document.activeElement)) settle(parts()[0]);
  });
  settle(parts()[0]);
  watch.observe(svg, { childList: true });
  svg.addEventListener("focusin", focused);
  svg.addEventListener("keydown", pressed);
  return () => {
    watch.disconnect();
    svg.removeEventListener("focusin", focused);
    svg.removeEventListener("keydown", pressed);
  };
}
