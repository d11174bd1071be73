import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import { MemoryClient } from "$lib/ipc/memory";
import { sampleHouse } from "$lib/ipc/twin/sample";
import { MOST_DAYS, TakingsEdit, type TakingsLine } from "./takings.svelte";

const NOW = new Date("2026-11-22T00:42:00Z");
const NOVEMBER = { from: "2026-11-01", to: "2026-11-30" };

let client: MemoryClient;
let edit: TakingsEdit;

beforeEach(async () => {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  edit = new TakingsEdit(new Session(client, await client.appState()));
  await edit.read(NOVEMBER);
});

function line(from: string): TakingsLine {
  const found = edit.lines.find((each) => each.from === from);
  if (!found) throw new Error(`no line for ${from}`);
  return found;
}

describe("the days", () => {
  it("are those that have come, a line each", () => {
    expect([edit.lines.length, edit.lines[0]?.from, edit.lines.at(-1)?.to]).toEqual([21, "2026-11-01", "2026-11-21"]);
    expect(edit.changed).toBe(false);
  });

  it("are too many to list in a long period", async () => {
    await edit.read({ from: "2026-01-01", to: "2026-11-30" });
    expect(edit.known?.days).toBeGreaterThan(MOST_DAYS);
    expect(edit.lines).toEqual([]);
  });
});

describe("a day", () => {
  it("is saved with what was typed, and shown as it stands in the books", async () => {
    line("2026-11-20").typed = { net_sales: "4821.5", covers: "212", comps: "" };
    expect(edit.changed).toBe(true);
    await edit.save();
    expect([edit.trouble, edit.changed]).toEqual([null, false]);
    expect(line("2026-11-20").kept).toEqual({ net_sales: "4,821.50", covers: "212", comps: "" });
    expect([edit.known?.net_sales?.minor, edit.known?.net_sales_days]).toEqual([482_150, 1]);
    await edit.clear(line("2026-11-20"));
    expect(line("2026-11-20").kept).toEqual({ net_sales: "", covers: "", comps: "" });
  });

  it("names the figure that cannot be read, and keeps all that was typed", async () => {
    line("2026-11-19").typed = { net_sales: "10", covers: "", comps: "" };
    line("2026-11-20").typed = { net_sales: "", covers: "many", comps: "" };
    await edit.save();
    expect(edit.errorOf(line("2026-11-20"), "covers")).toBe("20 Nov 2026: Write the covers as a whole number, such as 212.");
    expect([edit.errorOf(line("2026-11-19"), "covers"), edit.trouble]).toEqual([null, null]);
    expect([line("2026-11-19").typed.net_sales, edit.known?.net_sales]).toEqual(["10", null]);
    edit.touch();
    expect(edit.errorOf(line("2026-11-20"), "covers")).toBeNull();
  });

  it("keeps what is typed while another month is looked at", async () => {
    line("2026-11-20").typed = { net_sales: "4821.5", covers: "", comps: "" };
    await edit.read({ from: "2026-10-01", to: "2026-10-31" });
    expect([edit.lines.length, edit.changed]).toEqual([31, false]);
    await edit.read(NOVEMBER);
    expect([line("2026-11-20").typed.net_sales, edit.changed]).toEqual(["4821.5", true]);
  });

  it("says that it may not be kept when nobody answers", async () => {
    client.setTakings = () => Promise.reject(new Failure({ code: "unknown", message: "the wire broke", details: {} }));
    line("2026-11-20").typed = { net_sales: "1", covers: "", comps: "" };
    await edit.save();
    expect(edit.trouble).toBe("The books did not answer, so it may not be kept. Look whether it stands here, then save again.");
    expect(line("2026-11-20").typed.net_sales).toBe("1");
  });
});

describe("a paste", () => {
  it("is saved as a whole, and goes only then", async () => {
    edit.pasted = "Date\tNet sales\n2026-11-02\t4,821.50\nSunday\t1";
    await edit.readPaste();
    expect(edit.pasting.result?.faults).toEqual(["Line 3: “Sunday” is not a date. Write it as 2026-11-21."]);
    await edit.savePaste();
    expect([edit.pasted.length > 0, edit.known?.net_sales]).toEqual([true, null]);
    edit.pasted = "2026-11-02\t4,821.50\n2026-11-03\t3990";
    await edit.readPaste();
    await edit.savePaste();
    expect([edit.pasted, edit.known?.net_sales?.minor, edit.known?.net_sales_days]).toEqual(["", 881_150, 2]);
  });
});

describe("the whole period", () => {
  it("is one stretch, and stands in the way of its days", async () => {
    await edit.read({ from: "2026-10-01", to: "2026-10-31" });
    edit.whole.net_sales = "118,420.00";
    await edit.saveWhole();
    expect([edit.lines.length, edit.lines[0]?.kept.net_sales, edit.known?.net_sales_days]).toEqual([1, "118,420.00", 31]);
    expect([edit.whole.net_sales, edit.daysHaveTheirOwn]).toEqual(["", false]);
    await edit.read({ from: "2026-10-01", to: "2026-10-15" });
    expect(edit.daysHaveTheirOwn).toBe(true);
    expect(edit.known?.net_sales).toBeNull();
  });
});
