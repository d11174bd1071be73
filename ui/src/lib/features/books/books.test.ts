import { beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import type { Code } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import { playSample, sampleHouse } from "$lib/ipc/twin/sample";
import { Toasts } from "$lib/ui/toasts.svelte";
import { Books } from "./books.svelte";

const NOW = new Date("2026-12-11T23:58:00Z");

let client: MemoryClient;
let toasts: Toasts;
let books: Books;

beforeEach(async () => {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  playSample(client.ledger, NOW);
  toasts = new Toasts();
  books = new Books(new Session(client, await client.appState()), toasts);
});

const failing = (code: Code, message: string) => () => Promise.reject(new Failure({ code, message, details: {} }));

describe("the period", () => {
  it("is this month, and turns to the ones before, never past today", () => {
    expect([books.name, books.shortName]).toEqual(["December 2026", "December"]);
    expect([books.monthName(1), books.monthName(-1)]).toEqual([null, "November 2026"]);
    books.turn(1);
    expect(books.name).toBe("December 2026");
    books.turn(-1);
    expect(books.period).toEqual({ from: "2026-11-01", to: "2026-11-30" });
    books.turn(1);
    expect(books.name).toBe("December 2026");
  });

  it("begins days of one's own with those shown, and goes back to the month they begin in", () => {
    books.turn(-1);
    books.toggleCustom();
    expect([books.from, books.to]).toEqual(["2026-11-01", "2026-11-30"]);
    books.from = "2026-10-15";
    expect([books.name, books.shortName]).toEqual(["15 Oct to 30 Nov 2026", "In all"]);
    books.toggleCustom();
    expect(books.name).toBe("October 2026");
  });

  it("stays as it was while the days typed make none, and says what to write", () => {
    books.toggleCustom();
    books.to = "2026-11";
    expect(books.problem).toEqual({ field: "to", says: "Write the date as 2026-11-21." });
    expect(books.name).toBe("December 2026");
  });
});

describe("the totals", () => {
  it("are those of the period shown, also when it changes while they are read", async () => {
    const first = books.read();
    books.turn(-1);
    await Promise.all([first, books.read()]);
    expect(books.totals?.from).toBe("2026-11-01");
    expect(books.totals?.total.cost.minor).toBeGreaterThan(0);
  });

  it("tie out: the categories and the kinds each add up to the total", async () => {
    books.turn(-1);
    await books.read();
    const totals = books.totals;
    for (const rows of [totals?.categories ?? [], totals?.kinds ?? []]) {
      expect(rows.reduce((sum, row) => sum + row.cost.minor, 0)).toBe(totals?.total.cost.minor);
      expect(rows.reduce((sum, row) => sum + row.issued.count, 0)).toBe(totals?.total.issued.count);
    }
  });
});

describe("what is outstanding", () => {
  it("rolls forward: before, and what moved, is after", async () => {
    books.turn(-1);
    await books.read();
    const roll = books.outstanding;
    if (!roll) throw new Error("it was not read");
    for (const of of ["count", "minor"] as const) {
      const figure = (flow: typeof roll.opening) => (of === "count" ? flow.count : flow.amount.minor);
      expect(figure(roll.opening) + figure(roll.issued) - figure(roll.redeemed) - figure(roll.expired) - figure(roll.voided)).toBe(figure(roll.closing));
    }
    for (const buckets of [roll.by_age, roll.by_time_left]) {
      expect(buckets.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(roll.closing.amount.minor);
    }
    expect(roll.closing.count).toBeGreaterThan(0);
  });

  it("opens the papers that each figure is the sum of", async () => {
    books.turn(-1);
    await books.read();
    const roll = books.outstanding;
    if (!roll) throw new Error("it was not read");
    const figures = (["opening", "issued", "redeemed", "expired", "voided", "closing"] as const).map((figure) => ({ figure, bucket: null as number | null, ...roll[figure] }));
    const buckets = [...roll.by_age.map((each) => ({ figure: "age", ...each })), ...roll.by_time_left.map((each) => ({ figure: "time_left", ...each }))];
    for (const { figure, bucket, count, amount } of [...figures, ...buckets.map((each) => ({ ...each, bucket: each.from }))]) {
      await books.openPapers(figure, figure, bucket);
      const behind = books.papers.found;
      expect([figure, bucket, behind?.count]).toEqual([figure, bucket, count]);
      expect(behind?.rows.reduce((sum, row) => sum + (row.amount?.minor ?? 0), 0)).toBe(amount.minor);
    }
    expect(books.papers.opened?.name).toBe("time_left");
    books.forget();
    expect(books.papers.opened).toBeNull();
  });
});

describe("a figure", () => {
  it("opens the movements that it is the sum of", async () => {
    books.turn(-1);
    await books.read();
    const [food] = books.totals?.categories ?? [];
    await books.open("Food, what it cost", { by: "category", key: food?.key ?? "" }, "cost");
    expect(books.movements.opened?.name).toBe("Food, what it cost");
    expect(books.movements.found?.rows.reduce((sum, { amount }) => sum + (amount?.minor ?? 0), 0)).toBe(food?.cost.minor);
  });

  it("is added up by people as well, to the same sum", async () => {
    books.turn(-1);
    await books.read();
    await books.sortBy("staff");
    expect(books.sorted?.reduce((sum, row) => sum + row.cost.minor, 0)).toBe(books.totals?.total.cost.minor);
    books.turn(-1);
    expect(books.sorted).toBeNull();
    await books.read();
    expect(books.sorted).not.toBeNull();
  });
});

describe("closing", () => {
  it("waits until the last day is over", async () => {
    await books.read();
    expect([books.closed, books.cannotClose]).toEqual([null, "Its last day is not over yet."]);
  });

  it("makes a month final, with everything before it, and says as what", async () => {
    books.turn(-1);
    await books.read();
    expect([books.cannotClose, books.closesAs]).toEqual([null, "batch 1"]);
    expect(books.closesFrom && books.closesFrom < "2026-11-01").toBe(true);
    books.asking = true;
    await books.closing.run();
    expect([books.asking, books.closed?.batch, books.final]).toEqual([false, 1, false]);
    expect(toasts.shown?.text).toBe("Closed as batch 1. It does not change any more.");
  });

  it("is undone with a reason, and done again as the next revision", async () => {
    books.turn(-1);
    await books.read();
    await books.closing.run();
    await books.reopening.run(1, " ");
    expect(books.reopening.failure?.field).toBe("reason");
    await books.reopening.run(1, "Wrong account");
    expect([books.closed, books.closesAs]).toEqual([null, "batch 1, revision 2"]);
    books.turn(-1);
    await books.read();
    expect(books.cannotClose).toBe("Batch 1 was reopened. Close it again first.");
    books.turn(1);
    await books.read();
    await books.closing.run();
    expect(books.closed?.revision).toBe(2);
  });

  it("says in place what went wrong", async () => {
    client.closePeriod = failing("unknown", "the wire broke");
    await books.closing.run();
    expect(books.closeTrouble).toBe("The books did not answer. Look whether it is closed before you try again.");
  });
});

describe("the export", () => {
  it("says where the file is", async () => {
    books.turn(-1);
    await books.exporting.run("csv");
    expect(toasts.shown?.text).toBe("Exported as /home/host/Documents/Comeback/comeback-2026-11-01-to-2026-11-30.csv");
    expect(toasts.shown?.action?.label).toBe("Open the folder");
  });

  it("says in place what went wrong, and goes on in another folder", async () => {
    const plain = client.exportBooks;
    client.exportBooks = failing("cannot_write", "The folder cannot be written to. Choose another; nothing was lost.");
    await books.exporting.run("csv");
    expect(books.exportTrouble).toBe("The folder cannot be written to. Choose another; nothing was lost.");
    expect(toasts.shown).toBeNull();
    client.exportBooks = plain;
    const chosen = vi.spyOn(client, "chooseFolder");
    await books.chooseFolder();
    expect(chosen).toHaveBeenCalledOnce();
    expect([books.exportTrouble, toasts.shown?.text.startsWith("Exported as ")]).toEqual([null, true]);
  });

  it("says what keeps a journal back, and leads to the accounts", async () => {
    books.turn(-1);
    await books.exporting.run("qbo");
    expect(books.exportTrouble).toBe(
      "Posting is switched to report only, because the till has usually booked its comps already. Choose reclass or gross-up under Accounts first.",
    );
    expect([books.needsAccounts, books.canChooseFolder]).toEqual([true, false]);
  });

  it("does not speak of papers when the answer is uncertain", async () => {
    client.exportBooks = failing("unknown", "the wire broke");
    await books.exporting.run("csv");
    expect(books.exportTrouble).toBe("The file was not written. Nothing in the books changed: export again, or choose another folder.");
  });
});
