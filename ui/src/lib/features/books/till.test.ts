import { beforeEach, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import { MemoryClient } from "$lib/ipc/memory";
import { playSample, sampleHouse } from "$lib/ipc/twin/sample";
import { TillEdit } from "./till.svelte";

const NOW = new Date("2026-11-22T00:42:00Z");
const NOVEMBER = { from: "2026-11-01", to: "2026-11-30" };

let client: MemoryClient;
let till: TillEdit;

beforeEach(async () => {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  playSample(client.ledger, NOW);
  client.till.playSample(40);
  till = new TillEdit(new Session(client, await client.appState()));
  await till.read(NOVEMBER);
});

it("holds the days that both sides know against each other", () => {
  const tie = till.tie;
  if (!tie) throw new Error("it was not read");
  expect(tie.known_days).toBeGreaterThan(10);
  expect(tie.known_days).toBeLessThan(tie.days);
  expect(tie.difference.minor).toBe(tie.ours.minor - tie.till.minor);
  expect(tie.rows.reduce((sum, { till: said }) => sum + said.minor, 0)).toBe(tie.till.minor);
});

it("sets a list as a whole, and looks for its bills", async () => {
  till.pasted = "2026-11-20\tZZ-1\t24.00\nFriday\tZZ-2\t1";
  await till.readPaste();
  expect(till.pasting.result?.faults).toEqual(["Line 2: “Friday” is not a date. Write it as 2026-11-21."]);
  await till.savePaste();
  expect([till.pasted.length > 0, till.tie?.days_with_bills]).toEqual([true, 0]);
  till.pasted = "2026-11-20\tZZ-1\t24.00";
  await till.readPaste();
  await till.savePaste();
  expect([till.pasted, till.tie?.days_with_bills]).toEqual(["", 1]);
  expect(till.tie?.till_alone.map(({ bill, amount }) => [bill, amount.minor])).toEqual([["ZZ-1", 2_400]]);
});

it("keeps the list when nobody answers, and says so", async () => {
  client.setTillBills = () => Promise.reject(new Failure({ code: "unknown", message: "the wire broke", details: {} }));
  till.pasted = "2026-11-20\tZZ-1\t24.00";
  await till.readPaste();
  await till.savePaste();
  expect(till.trouble).toBe("The books did not answer, so it may not be kept. Look whether it stands here, then save again.");
  expect(till.pasted).not.toBe("");
});

it("is of the period that was asked for last", async () => {
  const october = till.read({ from: "2026-10-01", to: "2026-10-31" });
  expect(till.tie).toBeNull();
  await october;
  expect(till.tie?.from).toBe("2026-10-01");
});
