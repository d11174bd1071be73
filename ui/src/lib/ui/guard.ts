/**
 * Tells a hand from a scanner. A keyboard-wedge scanner types letters and digits a few milliseconds apart and ends
 * with Enter; a hand leaves more time between two keys. So a single-key shortcut waits for a moment of quiet before it
 * acts, and a key inside a burst never acts at all.
 */

/** Two keys closer together than this, in milliseconds, come from a machine. */
export const BURST_GAP = 45;
/** After a burst, this much quiet, in milliseconds, before a key counts as a hand's again. */
export const BURST_REST = 300;

/** What the guard needs to know of the world; a test brings its own. */
export interface Timers {
  set(run: () => void, after: number): number;
  clear(handle: number): void;
}

const windowTimers: Timers = {
  set: (run, after) => window.setTimeout(run, after),
  clear: (handle) => {
    window.clearTimeout(handle);
  },
};

export class BurstGuard {
  #last = Number.NEGATIVE_INFINITY;
  #burstUntil = Number.NEGATIVE_INFINITY;
  #pending: number | undefined;
  readonly #timers: Timers;

  constructor(timers: Timers = windowTimers) {
    this.#timers = timers;
  }

  /**
   * Notes that a bare printable key or Enter went down at `at` (milliseconds, any origin) and says whether it belongs to
   * a burst. Cancels a waiting shortcut if it does.
   */
  note(at: number): boolean {
    const close = at - this.#last < BURST_GAP;
    this.#last = at;
    if (close) {
      this.#cancel();
      this.#burstUntil = at + BURST_REST;
      return true;
    }
    if (at < this.#burstUntil) {
      this.#burstUntil = at + BURST_REST;
      return true;
    }
    return false;
  }

  /** Runs `act` once it is certain that the key just noted stands alone. */
  whenAlone(act: () => void): void {
    this.#cancel();
    this.#pending = this.#timers.set(() => {
      this.#pending = undefined;
      act();
    }, BURST_GAP);
  }

  #cancel(): void {
    if (this.#pending !== undefined) this.#timers.clear(this.#pending);
    this.#pending = undefined;
  }
}
