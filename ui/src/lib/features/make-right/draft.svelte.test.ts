import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import type { MakeItRight } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import { Toasts } from "$lib/ui/toasts.svelte";
import { MakeRightDraft } from "./draft.svelte";

const NOW = new Date("2026-11-22T00:42:00Z");

/** A house with nothing recorded, and a blank form. */
async function blank() {
  const client = new MemoryClient(() => NOW);
  await settled(client.startSample());
  client.ledger.told = [];
  const session = new Session(client, await settled(client.appState()));
  return { client, session, draft: new MakeRightDraft(session, new Toasts()) };
}

/** What this comes to, with all the waiting done at once. */
async function settled<Result>(work: Promise<Result>): Promise<Result> {
  await vi.advanceTimersByTimeAsync(20_000);
  return work;
}

function fill(draft: MakeRightDraft): void {
  draft.category = "food_quality";
  draft.what = "Duck came to the table cold.";
  draft.amount = "24.00";
}

const lost = () => new Failure({ code: "unknown", message: "channel closed", details: {} });

describe("making it right", () => {
  let world: Awaited<ReturnType<typeof blank>>;
  beforeEach(async () => {
    vi.useFakeTimers();
    world = await blank();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("says what is missing, one thing at a time, and only once someone tried", async () => {
    const { draft } = world;
    expect(draft.errorOf("category")).toBeNull();
    expect(await settled(draft.finish())).toBe("category");
    expect(draft.errorOf("category")).toBe("Choose what went wrong: a key from 1 to 9.");
    draft.category = "service";
    expect(await settled(draft.finish())).toBe("what");
    draft.what = "Nobody came by.";
    expect(await settled(draft.finish())).toBe("amount");
    expect(draft.errorOf("amount")).toBe("Write the amount.");
  });

  it("shows the paper as wide as it is looked at, by the design in force, and once issued as it was", async () => {
    const { client, session, draft } = world;
    const previewPaper = vi.spyOn(client, "previewPaper");
    const previewVoucher = vi.spyOn(client, "previewVoucher");
    const follow = () => {
      draft.followPaper();
      return settled(Promise.resolve());
    };
    fill(draft);
    await follow();
    expect([draft.preview.answer, previewPaper.mock.calls.length]).toEqual([null, 0]);
    draft.wanted = 480;
    await follow();
    expect([draft.preview.answer?.width, draft.preview.answer?.height]).toEqual([480, 621]);
    await follow();
    expect(previewPaper).toHaveBeenCalledTimes(1);
    session.take(await settled(client.changeHouse({ ...session.house, accent: "#7A1F1F" })));
    await follow();
    expect([...(draft.preview.answer?.pixels.slice(0, 3) ?? [])]).toEqual([0x7a, 0x1f, 0x1f]);
    await settled(draft.finish());
    draft.wanted = 960;
    draft.paper = "receipt80";
    await follow();
    expect(previewVoucher.mock.calls).toEqual([[draft.made?.voucher?.id, "receipt80", 960]]);
    draft.next();
    expect(draft.preview.answer).toBeNull();
  });

  it("issues a check, and is a record from then on", async () => {
    const { draft, client } = world;
    fill(draft);
    expect(await settled(draft.finish())).toBeNull();
    expect(draft.made?.voucher?.amount?.text).toBe("$24.00");
    expect(draft.made?.voucher?.expires_on).toBe("2027-02-19");
    expect(draft.locked).toBe(true);
    await settled(draft.finish());
    expect(client.ledger.told).toHaveLength(1);
  });

  it("keeps the text and names the field when something typed has to change", async () => {
    const { draft } = world;
    fill(draft);
    draft.amount = "12,50";
    await settled(draft.finish());
    expect(draft.errorOf("amount")).toBe("Write the amount as 12.50.");
    expect(draft.amount).toBe("12,50");
    expect(draft.locked).toBe(false);
  });

  it("asks the same request again until it knows, and then shows the one paper", async () => {
    const { draft, client } = world;
    fill(draft);
    const ids: string[] = [];
    const real = client.makeItRight;
    client.makeItRight = async (request: MakeItRight) => {
      ids.push(request.request_id);
      const made = await real(request);
      if (ids.length < 3) throw lost();
      return made;
    };
    await settled(draft.finish());
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(client.ledger.told).toHaveLength(1);
    expect(draft.made).not.toBeNull();
  });

  it("stays locked while nobody knows, and asks with the same id when the person asks again", async () => {
    const { draft, client } = world;
    fill(draft);
    const ids: string[] = [];
    client.makeItRight = (request: MakeItRight) => {
      ids.push(request.request_id);
      return Promise.reject(lost());
    };
    await settled(draft.finish());
    expect(draft.unsettled).toBe(true);
    expect(draft.locked).toBe(true);
    await settled(draft.finish());
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids).size).toBe(1);
  });

  it("takes changed content for a new request", async () => {
    const { draft, client } = world;
    const ids: string[] = [];
    const real = client.makeItRight;
    client.makeItRight = (request: MakeItRight) => {
      ids.push(request.request_id);
      return real(request);
    };
    fill(draft);
    draft.amount = "0";
    await settled(draft.finish());
    await settled(draft.finish());
    draft.amount = "5";
    await settled(draft.finish());
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it("begins blank for the next guest, with the same person recording", async () => {
    const { draft } = world;
    draft.staff = "Nadia Haddad";
    fill(draft);
    await settled(draft.finish());
    draft.next();
    flushSync();
    expect(draft.made).toBeNull();
    expect([draft.category, draft.what, draft.amount]).toEqual([null, "", ""]);
    expect(draft.staff).toBe("Nadia Haddad");
  });

  it("lays away what one person typed while another works, and brings it back", () => {
    const { draft } = world;
    fill(draft);
    draft.lieFor("marcus", "ines");
    expect([draft.what, draft.amount]).toEqual(["", ""]);
    draft.what = "Soup had a hair in it.";
    draft.lieFor("ines", "marcus");
    expect([draft.category, draft.what, draft.amount]).toEqual(["food_quality", "Duck came to the table cold.", "24.00"]);
    draft.lieFor("marcus", "ines");
    expect(draft.what).toBe("Soup had a hair in it.");
  });

  it("asks of each make-good only what it needs", () => {
    const { draft } = world;
    fill(draft);
    draft.kind = "gesture";
    expect(draft.missing).toEqual({ field: "gesture", says: "Write what the gesture is." });
    draft.gesture = "a box of cookies";
    draft.cost = "8.50";
    expect(draft.missing).toBeNull();
    expect(draft.makeGood).toEqual({ kind: "gesture", what: "a box of cookies", cost: "8.50" });
    draft.kind = "certificate";
    draft.benefit = "breakfast for two";
    expect(draft.makeGood).toEqual({ kind: "certificate", benefit: "breakfast for two", value: null, expires_on: "2027-02-19" });
  });
});
