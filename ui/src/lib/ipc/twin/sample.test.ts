import { expect, it } from "vitest";
import { MemoryClient } from "$lib/ipc/memory";
import { playSample, sampleHouse } from "$lib/ipc/twin/sample";

it("plays a history as long as a list is tried with, no bill twice", () => {
  const now = new Date("2026-12-11T23:58:00Z");
  const { ledger } = new MemoryClient(() => now);
  ledger.house = sampleHouse();
  playSample(ledger, now, 2_000);
  expect(ledger.told.length).toBe(2_000);
  const bills = ledger.held.flatMap(({ uses }) => uses.map(({ bill }) => bill));
  expect(bills.length).toBeGreaterThan(300);
  expect(new Set(bills).size).toBe(bills.length);
});
