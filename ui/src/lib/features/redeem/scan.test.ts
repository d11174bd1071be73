import { describe, expect, it } from "vitest";
import { SAME_SCAN, ScanEar, ScanGuard } from "./scan";

describe("ScanGuard", () => {
  it("counts the same scan within two seconds once", () => {
    const guard = new ScanGuard();
    expect(guard.isRepeat("A", 0)).toBe(false);
    expect(guard.isRepeat("A", SAME_SCAN - 1)).toBe(true);
    expect(guard.isRepeat("A", SAME_SCAN)).toBe(false);
  });

  it("counts two papers twice, however fast", () => {
    const guard = new ScanGuard();
    expect([guard.isRepeat("A", 0), guard.isRepeat("B", 100), guard.isRepeat("A", 200)]).toEqual([false, false, false]);
  });

  it("looks anew after the screen was cleared", () => {
    const guard = new ScanGuard();
    guard.isRepeat("A", 0);
    guard.forget();
    expect(guard.isRepeat("A", 100)).toBe(false);
  });
});

describe("ScanEar", () => {
  const after = (...gaps: number[]) => {
    const ear = new ScanEar();
    let at = 0;
    for (const [place, gap] of gaps.slice(0, -1).entries()) ear.key("CB1:K7QD"[place] ?? "", (at += gap));
    return ear.endedBy(at + (gaps.at(-1) ?? 0));
  };

  it("knows the Enter or Tab of a scanner, and what it typed", () => {
    expect(after(0, 8, 8, 8, 8, 8)).toBe("CB1:K");
  });

  it("keeps nothing of what a hand typed before", () => {
    expect(after(0, 120, 130, 8, 8, 8)).toBe("1:K");
  });

  it("lets a hand's Enter and Tab be, also after two keys rolled fast", () => {
    expect(after(0, 120, 130, 140)).toBeNull();
    expect(after(0, 120, 20, 90)).toBeNull();
    expect(after(0, 120, 20)).toBeNull();
  });

  it("lets an Enter be that comes a while after a scan", () => {
    expect(after(0, 8, 8, 8, 600)).toBeNull();
  });
});
