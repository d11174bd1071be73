import { beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import { MemoryClient } from "$lib/ipc/memory";
import type { Held } from "$lib/ipc/twin/ledger";
import { sampleHouse } from "$lib/ipc/twin/sample";
import { rowsOf } from "./rows";
import { VoucherLedger } from "./voucher.svelte";

const writing = { prefix: "$", decimals: 2 };
let client: MemoryClient;
let check: Held;
let ledger: VoucherLedger;

beforeEach(async () => {
  client = new MemoryClient(() => new Date("2026-12-11T23:58:00Z"));
  client.ledger.house = sampleHouse();
  const make_good = { kind: "check", amount: "24.00", expires_on: null } as const;
  const base = { category: "food_quality", severity: 2, what: "Duck came cold.", place: "", guest: "", contact: "", staff: "Owen Brandt", score: null } as const;
  client.ledger.makeRight({ ...base, request_id: "1", make_good });
  const held = client.ledger.held[0];
  if (!held) throw new Error("nothing was issued");
  check = held;
  ledger = new VoucherLedger(new Session(client, await client.appState()), () => check.voucher.id, () => "Nadia Haddad", [0]);
});

const lines = () => (ledger.reading.result ? rowsOf(ledger.reading.result, "America/Detroit", writing) : []).map(({ what, change, balance }) => [what, change, balance]);
const redeem = () => client.redeem({ request_id: "r", code: check.code, amount: "20.00", value: null, bill: "40931", bill_total: "", staff: "Marcus Bell" });

async function act(...[name, more]: Parameters<VoucherLedger["begin"]>): Promise<boolean> {
  ledger.begin(name, more);
  ledger.reason = "Wrong guest";
  return ledger.run();
}

describe("the ledger of a voucher", () => {
  it("gives back what a redemption of today took, and keeps both lines", async () => {
    await redeem();
    const read = await ledger.reading.run();
    const seq = read?.may.reverse[0] ?? 0;
    expect(await act("reverse", { redemption: seq })).toBe(true);
    expect(lines()).toEqual([
      ["Issued", "$24.00", "$24.00"],
      ["Off bill 40931, reversed since", "−$20.00", "$4.00"],
      ["Reversed", "$20.00", "$24.00"],
    ]);
    expect(check.voucher).toMatchObject({ status: "outstanding", remaining: { minor: 2400 } });
    expect(ledger.reading.result?.may.reverse).toEqual([]);
  });

  it("voids a paper, and nothing may be done to it any more", async () => {
    expect(await act("void")).toBe(true);
    expect(lines().at(-1)).toEqual(["Voided", "−$24.00", "$0.00"]);
    expect(ledger.reading.result?.may).toEqual({ reverse: [], void: false, replace: false, extend_to: null });
    expect(await client.lookUp(check.code)).toMatchObject({ verdict: "voided", replaced: false, reason: "Wrong guest" });
  });

  it("gives a lost paper a new code for what was left, and the old one is dead", async () => {
    await redeem();
    await act("replace");
    expect(ledger.replacement).toMatchObject({ amount: { minor: 400 }, status: "outstanding" });
    expect(lines().at(-1)?.[0]).toBe(`Lost, replaced by …${ledger.replacement?.last_four ?? ""}`);
    expect(await client.lookUp(check.code)).toMatchObject({ verdict: "voided", replaced: true });
  });

  it("extends once, as far as the house allows", async () => {
    const read = await ledger.reading.run();
    const latest = read?.may.extend_to ?? "";
    ledger.begin("extend", { latest });
    expect(ledger.to).toBe(latest);
    Object.assign(ledger, { reason: "They were away", to: "2028-01-01" });
    expect(await ledger.run()).toBe(false);
    expect(ledger.errorOf("to")).toBe(`The house extends up to ${latest}. Choose that date or an earlier one.`);
    ledger.to = latest;
    expect(await ledger.run()).toBe(true);
    expect(check.voucher).toMatchObject({ expires_on: latest, extended: true });
    expect(ledger.reading.result?.may.extend_to).toBeNull();
  });

  it("asks for the reason first", async () => {
    const asked = vi.spyOn(client, "voidVoucher");
    ledger.begin("void");
    expect(await ledger.run()).toBe(false);
    expect(ledger.errorOf("reason")).toBe("Write why: it stands in the ledger for good.");
    expect(asked).not.toHaveBeenCalled();
  });

  it("asks the same request until the answer is certain, and keeps the form until then", async () => {
    const ids: string[] = [];
    const plain = client.replaceVoucher;
    client.replaceVoucher = async (request) => {
      ids.push(request.request_id);
      const answer = await plain(request);
      if (ids.length < 3) throw new Failure({ code: "unknown", message: "the wire broke", details: {} });
      return answer;
    };
    expect(await act("replace")).toBe(false);
    expect(ledger.trouble).toBe("We are checking what happened. Do not give a second paper yet.");
    ledger.leave();
    expect(ledger.open?.act).toBe("replace");
    expect(await ledger.run()).toBe(true);
    expect(new Set(ids).size).toBe(1);
    expect(client.ledger.held).toHaveLength(2);
  });
});
