/** Keys inside a group that is one tab stop: arrows move and choose, Home and End go to the ends. Null for other keys. */
export function nextIndex(key: string, from: number, count: number, rightToLeft = false): number | null {
  const forward = rightToLeft ? "ArrowLeft" : "ArrowRight";
  const back = rightToLeft ? "ArrowRight" : "ArrowLeft";
  if (key === forward || key === "ArrowDown") return (from + 1) % count;
  if (key === back || key === "ArrowUp") return (from - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}
