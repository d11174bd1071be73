import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import { MemoryClient } from "$lib/ipc/memory";
import { playSample, sampleHouse } from "$lib/ipc/twin/sample";
import { AccountsEdit } from "./accounts.svelte";

const NOW = new Date("2026-12-11T23:58:00Z");
const NOVEMBER = { from: "2026-11-01", to: "2026-11-30" };

let client: MemoryClient;
let edit: AccountsEdit;

beforeEach(async () => {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  playSample(client.ledger, NOW);
  edit = new AccountsEdit(new Session(client, await client.appState()));
  await edit.reading.run();
});

describe("the accounts", () => {
  it("begin with report only, an empty line to write on, and no journal", async () => {
    expect([edit.form.mode, edit.rules.length, edit.typed.rules]).toEqual(["report_only", 1, []]);
    expect(edit.modes.map(({ label }) => label)).toEqual(["Report only", "Reclass", "Gross-up"]);
    await edit.previewing.run(NOVEMBER);
    expect(edit.previewing.failure?.says).toMatch(/^Posting is switched to report only/);
  });

  it("give a journal that balances once they are saved", async () => {
    edit.form.mode = "reclass";
    edit.form.against = "Comps:Till";
    const [line] = edit.rules;
    if (line) line.account = "Comps:Recovery";
    edit.touch();
    await edit.saving.run();
    expect([edit.changed, edit.typed.rules]).toEqual([false, [{ category: null, kind: null, account: "Comps:Recovery" }]]);
    const journals = await edit.previewing.run(NOVEMBER);
    for (const { lines, total } of journals ?? []) {
      const sum = (side: "debit" | "credit") => lines.reduce((all, each) => all + (each[side]?.minor ?? 0), 0);
      expect([sum("debit"), sum("credit")]).toEqual([total.minor, total.minor]);
    }
    expect(journals?.length).toBe(1);
  });

  it("say at the lines that two of them are alike, and keep what was typed", async () => {
    edit.add();
    for (const rule of edit.rules) rule.account = "Comps";
    await edit.saving.run();
    expect(edit.errorOf("rules")).toBe("Two accounts take the same category and kind. Remove one of the two.");
    expect([edit.trouble, edit.rules.length, edit.changed]).toEqual([null, 2, true]);
    edit.remove(edit.rules[0]?.key ?? 0);
    expect([edit.errorOf("rules"), edit.rules.length]).toEqual([null, 1]);
  });

  it("say that it may not be kept when nobody answers", async () => {
    client.setAccounts = () => Promise.reject(new Failure({ code: "unknown", message: "the wire broke", details: {} }));
    await edit.saving.run();
    expect(edit.trouble).toBe("The books did not answer, so it may not be kept. Look whether it stands here, then save again.");
  });
});
