import { describe, expect, it } from "vitest";
import { MemoryClient } from "$lib/ipc/memory";
import { PrinterChoices, readMillimetres } from "./printer-choices.svelte";
import { Session } from "./session.svelte";

async function station() {
  const client = new MemoryClient(() => new Date("2026-11-22T00:42:00Z"));
  const session = new Session(client, await client.startSample());
  return { client, session, printers: new PrinterChoices(session) };
}

describe("the printers of a station", () => {
  it("keeps one choice for each paper, as it is made", async () => {
    const { client, session, printers } = await station();
    await printers.keep("receipt80", { printer: "Kitchen" });
    await printers.keep("letter", { printer: "Front", shift_x_mm: 1.5 });
    const kept = (await client.appState()).printing.filter(({ printer }) => printer !== null);
    expect(kept).toEqual([
      { paper: "letter", printer: "Front", shift_x_mm: 1.5, shift_y_mm: 0 },
      { paper: "receipt80", printer: "Kitchen", shift_x_mm: 0, shift_y_mm: 0 },
    ]);
    expect(session.state.printing).toEqual((await client.appState()).printing);
    expect(printers.choices).toHaveLength(7);
  });

  it("loses no change of a quick hand", async () => {
    const { printers, session } = await station();
    await Promise.all([printers.keep("receipt80", { printer: "Kitchen" }), printers.keep("letter", { printer: "Front" }), printers.keep("letter", { shift_y_mm: -1 })]);
    expect(session.state.printing.filter(({ printer }) => printer !== null).map(({ paper, shift_y_mm }) => [paper, shift_y_mm])).toEqual([
      ["letter", -1],
      ["receipt80", 0],
    ]);
  });

  it("offers the system's usual one first, and still names a printer that is gone", async () => {
    const { printers } = await station();
    await printers.listing.run();
    const labels = printers.optionsFor({ paper: "letter", printer: "Attic", shift_x_mm: 0, shift_y_mm: 0 }).map(({ label }) => label);
    expect(labels).toEqual(["Front desk, the usual one", "Front desk", "Kitchen receipts", "Attic, not there now"]);
  });

  it("keeps what was chosen when the shell refuses", async () => {
    const { client, printers, session } = await station();
    client.setPrinters = () => Promise.reject({ code: "cannot_write", message: "The choice was not kept. Try again." });
    await printers.keep("letter", { printer: "Front" });
    expect(printers.keeping.failure?.says).toBe("The choice was not kept. Try again.");
    expect(session.state.printing.every(({ printer }) => printer === null)).toBe(true);
  });

  it("reads lengths as people write them", () => {
    expect(["", "1.5", "-0,5", " 2 ", "\u22121"].map(readMillimetres)).toEqual([0, 1.5, -0.5, 2, -1]);
    expect(["left", "1.555", "26", "--1"].map(readMillimetres)).toEqual([null, null, null, null]);
  });
});
