import { describe, expect, it } from "vitest";
import { EnterGuard, SAME_SCAN, ScanGuard } from "./scan";

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

describe("EnterGuard", () => {
  const after = (...gaps: number[]) => {
    const guard = new EnterGuard();
    let at = 0;
    for (const gap of gaps.slice(0, -1)) guard.key((at += gap));
    return guard.endsScan(at + (gaps.at(-1) ?? 0));
  };

  it("knows the Enter of a scanner", () => {
    expect(after(0, 8, 8, 8, 8, 8)).toBe(true);
  });

  it("lets a hand's Enter be, also after two keys rolled fast", () => {
    expect(after(0, 120, 130, 140)).toBe(false);
    expect(after(0, 120, 20, 90)).toBe(false);
    expect(after(0, 120, 20)).toBe(false);
  });

  it("lets an Enter be that comes a while after a scan", () => {
    expect(after(0, 8, 8, 8, 600)).toBe(false);
  });
});
