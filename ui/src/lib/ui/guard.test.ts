import { beforeEach, describe, expect, it } from "vitest";
import { BURST_GAP, BURST_REST, BurstGuard, type Timers } from "./guard";

/** Time that moves only when told to. */
class HandClock implements Timers {
  now = 0;
  #next = 1;
  #waiting = new Map<number, { due: number; run: () => void }>();

  set(run: () => void, after: number): number {
    const handle = this.#next++;
    this.#waiting.set(handle, { due: this.now + after, run });
    return handle;
  }

  clear(handle: number): void {
    this.#waiting.delete(handle);
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    for (const [handle, { due, run }] of this.#waiting) {
      if (due > this.now) continue;
      this.#waiting.delete(handle);
      run();
    }
  }
}

describe("BurstGuard", () => {
  let clock: HandClock;
  let guard: BurstGuard;
  let fired: string[];

  const press = (key: string, afterMilliseconds: number) => {
    clock.pass(afterMilliseconds);
    if (!guard.note(clock.now)) guard.whenAlone(() => fired.push(key));
  };

  beforeEach(() => {
    clock = new HandClock();
    guard = new BurstGuard(clock);
    fired = [];
  });

  it("lets a single key act after a short quiet", () => {
    press("3", 0);
    expect(fired).toEqual([]);
    clock.pass(BURST_GAP);
    expect(fired).toEqual(["3"]);
  });

  it("lets two unhurried keys act, each once", () => {
    press("3", 0);
    press("4", 120);
    clock.pass(BURST_GAP);
    expect(fired).toEqual(["3", "4"]);
  });

  it("fires nothing for a scanned code, not even its first or last character", () => {
    for (const key of "K7QD4MXR9TWH") press(key, 8);
    clock.pass(1000);
    expect(fired).toEqual([]);
  });

  it("keeps ignoring a scanner that pauses between groups", () => {
    for (const key of "K7QD") press(key, 8);
    press("4", BURST_GAP * 2);
    clock.pass(BURST_REST + 1);
    expect(fired).toEqual([]);
  });

  it("reports Enter at the end of a burst as the scanner's", () => {
    for (const key of "9TWH") press(key, 8);
    clock.pass(8);
    expect(guard.note(clock.now)).toBe(true);
  });

  it("trusts the hand again after a rest", () => {
    for (const key of "9TWH") press(key, 8);
    press("5", BURST_REST + 1);
    clock.pass(BURST_GAP);
    expect(fired).toEqual(["5"]);
  });
});
