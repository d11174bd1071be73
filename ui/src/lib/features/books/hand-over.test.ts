import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
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
  books.turn(-1);
  await books.read();
  await books.closing.run();
});

const row = () => books.closings?.rows[0] ?? expect.fail("nothing is closed");

describe("handing a closed month over", () => {
  it("begins with what is for reading, and leaves out nothing of it", () => {
    books.handOver.begin(row(), []);
    expect(books.handOver.chosen).toEqual(["xlsx", "csv", "summary", "pdf"]);
    books.handOver.toggle("csv");
    expect(books.handOver.chosen).toEqual(["xlsx", "summary", "pdf"]);
    books.handOver.toggle("csv");
    expect(books.handOver.chosen).toEqual(["xlsx", "summary", "pdf", "csv"]);
  });

  it("remembers the programs that had an export", () => {
    const made = { at: NOW.toISOString(), from: "2026-10-01", to: "2026-10-31", batch: null, revision: null, form: "qbo", files: [], staff: null };
    books.handOver.begin({ ...row(), journals: ["CB261101-30"] }, [made]);
    expect(books.handOver.chosen).toEqual(["xlsx", "csv", "summary", "pdf", "qbo"]);
    books.handOver.begin(row(), [made]);
    expect(books.handOver.chosen, "it was closed without a journal").toEqual(["xlsx", "csv", "summary", "pdf"]);
  });

  it("wants one form at least", () => {
    books.handOver.begin(row(), []);
    for (const form of ["xlsx", "csv", "summary", "pdf"] as const) books.handOver.toggle(form);
    expect(books.handOver.missing).toBe("Choose one form at least.");
  });

  it("tells where the folder is, and the register of it", async () => {
    books.handOver.begin(row(), []);
    await books.handOver.running.run();
    expect(toasts.shown?.text).toBe("4 files and a manifest in /home/host/Documents/Comeback/comeback-batch-1");
    expect([books.handOver.row, books.closings?.exports.map(({ form, batch }) => [form, batch])]).toEqual([
      null,
      [
        ["pdf", 1],
        ["summary", 1],
        ["csv", 1],
        ["xlsx", 1],
      ],
    ]);
    expect(books.handOver.headway.progress).toEqual({ done: 4_000, total: 4_000 });
  });

  it("stops when somebody thinks better of it, and nothing is written", async () => {
    books.handOver.begin(row(), []);
    const running = books.handOver.running.run();
    await books.handOver.headway.stop();
    await running;
    expect(books.handOver.trouble).toBe("The export was stopped. No file was written.");
    expect([books.handOver.row?.batch, books.closings?.exports]).toEqual([1, []]);
  });

  it("says what the folder kept from being written", async () => {
    client.bundle = () => Promise.reject(new TypeError("the wire broke"));
    books.handOver.begin(row(), []);
    await books.handOver.running.run();
    expect(books.handOver.trouble).toBe("The folder was not written. Nothing in the books changed: try again, or choose another folder under Settings.");
  });
});

describe("a long export", () => {
  it("tells how far it is, and can be stopped", async () => {
    const running = books.exporting.run("xlsx");
    expect(books.headway.progress).toEqual({ done: 0, total: 4_000 });
    await books.headway.stop();
    expect(books.headway.stopping).toBe(true);
    await running;
    expect(books.exportTrouble).toBe("The export was stopped. No file was written.");
    expect(toasts.shown?.text, "the one before").toBe("Closed as batch 1. It does not change any more.");
  });
});
