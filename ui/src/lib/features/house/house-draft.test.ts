import { describe, expect, it } from "vitest";
import { MemoryClient } from "$lib/ipc/memory";
import { CashBackTable } from "./cash-back.svelte";
import { HouseDraft } from "./house-draft.svelte";
import { Session } from "./session.svelte";

async function settings() {
  const client = new MemoryClient(() => new Date("2026-11-22T00:42:00Z"));
  const session = new Session(client, await client.startSample());
  return { client, session, draft: new HouseDraft(session) };
}

describe("the settings as they are being changed", () => {
  it("are changed only while they differ, lists too", async () => {
    const { draft, session } = await settings();
    draft.change("benefits", [...session.house.benefits]);
    expect(draft.changed).toBe(false);
    draft.change("benefits", [...session.house.benefits, "a bottle of house wine"]);
    draft.change("style", "modern");
    expect(draft.changed).toBe(true);
    expect(session.house.style).toBe("classic");
    await draft.saving.run();
    expect([draft.changed, session.house.style, session.house.benefits.at(-1)]).toEqual([false, "modern", "a bottle of house wine"]);
  });

  it("preview what is not saved", async () => {
    const { client, draft } = await settings();
    const proof = () => client.previewDesign(draft.house, "letter", "check", 400);
    const before = await proof();
    expect([before.width, before.height]).toEqual([400, 518]);
    draft.change("apology", "We are truly sorry.");
    const sorry = await proof();
    expect(sorry.pixels).not.toEqual(before.pixels);
    draft.change("accent", "#FF0000");
    expect([...(await proof()).pixels.slice(0, 4)]).toEqual([255, 0, 0, 255]);
    draft.change("accent", "#FF");
    await expect(proof()).rejects.toMatchObject({ field: "accent", says: "“#FF” is not a colour. Write six hexadecimal digits, such as #1E4D3B." });
  });
});

describe("the thresholds of the states", () => {
  it("are kept as typed, without the empty rows", async () => {
    const { client, session } = await settings();
    const table = new CashBackTable(session);
    await table.reading.run();
    expect(table.rows.map(({ state, below }) => [state, below])).toEqual([["California", "15.00"], ["Washington", "5.00"]]);
    table.add();
    expect([table.changed, table.missing]).toEqual([true, null]);
    const row = table.rows.at(-1);
    if (!row) throw new Error("a row was added");
    Object.assign(row, { state: " Maine ", below: "5" });
    expect(table.missing).toBe("Write where the rule of Maine stands.");
    row.below = "five";
    expect(table.missing).toBe("Write the amount for Maine as 10.00.");
    Object.assign(row, { below: "5", source: "33 MRSA 1953" });
    await table.saving.run();
    expect((await client.cashBack()).at(-1)).toEqual({ state: "Maine", below_minor: 500, currency: "USD", source: "33 MRSA 1953" });
    expect([table.changed, table.rows.at(-1)?.below]).toEqual([false, "5.00"]);
  });

  it("keep what was typed when it is refused", async () => {
    const { session } = await settings();
    const table = new CashBackTable(session);
    await table.reading.run();
    table.remove(table.rows[1]?.key ?? -1);
    table.add();
    Object.assign(table.rows[1] ?? {}, { state: "california", below: "10", source: "the same" });
    await table.saving.run();
    expect(table.saving.failure?.says).toBe("california is there twice. Remove one of the two.");
    expect([table.rows.length, table.changed]).toEqual([2, true]);
  });
});
