import { createContext } from "svelte";

/** One line that passes by, with at most one thing to do. Never for errors about money: those stay in place. */
export interface Toast {
  text: string;
  action?: { label: string; act: () => void };
}

const SHOWN_FOR = 6000;

/** The one toast on screen. A new one takes the place of the old. */
export class Toasts {
  shown = $state.raw<Toast | null>(null);
  #timer: number | undefined;

  show(toast: Toast): void {
    window.clearTimeout(this.#timer);
    this.shown = toast;
    this.#timer = window.setTimeout(() => {
      this.hide();
    }, SHOWN_FOR);
  }

  hide(): void {
    window.clearTimeout(this.#timer);
    this.shown = null;
  }
}

export const [getToasts, setToasts] = createContext<Toasts>();
