import { BURST_GAP } from "$lib/ui/guard";

/** The same scan within this time, in milliseconds, is the same look: a hand holds the trigger a little long. */
export const SAME_SCAN = 2_000;
/** How long a verdict has to be on screen, in milliseconds, before a key may confirm it. */
export const SETTLE = 400;

/** Takes the same scan twice within a moment for one. Times are milliseconds of any one clock. */
export class ScanGuard {
  #last = "";
  #at = Number.NEGATIVE_INFINITY;

  /** Whether this code was the last one looked at, just now. Notes it if not. */
  isRepeat(code: string, at: number): boolean {
    if (code === this.#last && at - this.#at < SAME_SCAN) return true;
    this.#last = code;
    this.#at = at;
    return false;
  }

  /** The next look is a new one, whatever is scanned: someone cleared the screen. */
  forget(): void {
    this.#at = Number.NEGATIVE_INFINITY;
  }
}

/**
 * Tells the Enter of a hand from the Enter at the end of a scan. A scanner sends every key within a few milliseconds of
 * the one before; a hand may roll two keys that fast, and not three.
 */
export class EnterGuard {
  #before = Number.NEGATIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  /** Notes a key that is not Enter. */
  key(at: number): void {
    this.#before = this.#last;
    this.#last = at;
  }

  /** Whether an Enter at this time ends a scan. */
  endsScan(at: number): boolean {
    return at - this.#last < BURST_GAP && this.#last - this.#before < BURST_GAP;
  }
}
