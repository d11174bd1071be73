import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualItem } from "@tanstack/virtual-core";

/**
 * A long list of which only what can be seen is drawn. Heights are known beforehand. Meant to be mounted by an effect,
 * and followed by another that calls `update` whenever the list changes.
 */
export class VirtualList {
  items = $state.raw<readonly VirtualItem[]>([]);
  height = $state(0);
  readonly #virtualizer: Virtualizer<HTMLElement, Element>;

  constructor(element: HTMLElement, heightOf: (index: number) => number, from = 0) {
    this.#virtualizer = new Virtualizer<HTMLElement, Element>({
      count: 0,
      getScrollElement: () => element,
      estimateSize: heightOf,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      initialOffset: from,
      overscan: 8,
      paddingEnd: 24,
      scrollPaddingEnd: 20,
      onChange: () => {
        this.#show();
      },
    });
  }

  /** Watches the element; call the answer to stop. */
  mount(): () => void {
    const stop = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
    return stop;
  }

  update(count: number): void {
    this.#virtualizer.setOptions({ ...this.#virtualizer.options, count });
    this.#virtualizer.measure();
    this.#virtualizer._willUpdate();
    this.#show();
  }

  /** Brings this one into view, moving no more than it takes. */
  reveal(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: "auto" });
  }

  #show(): void {
    this.items = this.#virtualizer.getVirtualItems();
    this.height = this.#virtualizer.getTotalSize();
  }
}
