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
 * Tells the keys of a hand from those of a scanner, and keeps what a scanner typed, whatever the field made of it. A
 * scanner sends every key within a few milliseconds of the one before; a hand may roll two keys that fast, and not three.
 */
export class ScanEar {
  #typed = "";
  #last = Number.NEGATIVE_INFINITY;

  /** Notes a key that types something. */
  key(character: string, at: number): void {
    this.#typed = at - this.#last < BURST_GAP ? this.#typed + character : character;
    this.#last = at;
  }

  /** What a scanner typed, if an Enter or a Tab at this time ends it; null after the keys of a hand. */
  endedBy(at: number): string | null {
    return at - this.#last < BURST_GAP && this.#typed.length > 1 ? this.#typed : null;
  }
}
