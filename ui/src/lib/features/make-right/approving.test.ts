import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import type { MakeItRight } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import { openWithCrew, PIN } from "$lib/ipc/twin/crew";
import { Toasts } from "$lib/ui/toasts.svelte";
import { MakeRightDraft } from "./draft.svelte";

const NOW = new Date("2026-11-22T00:42:00Z");

async function settled<Result>(work: Promise<Result>): Promise<Result> {
  await vi.advanceTimersByTimeAsync(20_000);
  return work;
}

/** Marcus, a host with $50 a day, and a form. */
async function marcus() {
  const client = new MemoryClient(() => NOW);
  await settled(client.startSample());
  client.ledger.told = [];
  openWithCrew(client.ledger.team, "Marcus Bell");
  const session = new Session(client, await settled(client.appState()));
  const draft = new MakeRightDraft(session, new Toasts());
  draft.category = "food_quality";
  draft.what = "Duck came to the table cold.";
  const type = async (amount: string) => {
    draft.amount = amount;
    draft.followRoom();
    await settled(Promise.resolve());
  };
  const approver = (name: string) => {
    draft.approving.choose(draft.approving.approvers.find((each) => each.name === name)?.id ?? null);
  };
  return { client, session, draft, type, approver };
}

describe("the room one has left", () => {
  let world: Awaited<ReturnType<typeof marcus>>;
  beforeEach(async () => {
    vi.useFakeTimers();
    world = await marcus();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("follows the typing, and says who may approve once it is over", async () => {
    const { draft, type } = world;
    await type("24.00");
    expect(draft.room.answer?.sentence).toBe("Room left $50 of $50 today");
    expect([draft.room.answer?.left.text, draft.over]).toEqual(["$26.00", false]);
    await type("56.00");
    expect(draft.room.answer?.sentence).toBe("That is $6 over your $50 today. Owen or Priya or Nadia can approve.");
    expect(draft.over).toBe(true);
  });

  it("within it, issues without a question, and counts it the next time", async () => {
    const { draft, type } = world;
    await type("38.00");
    await settled(draft.finish());
    expect(draft.made?.voucher?.amount?.text).toBe("$38.00");
    expect(draft.approving.open).toBe(false);
    draft.next();
    flushSync();
    await type("20.00");
    expect(draft.room.answer?.sentence).toBe("That is $8 over your $50 today. Owen or Priya or Nadia can approve.");
  });

  it("over it, asks who approves before anything is sent, and issues with their PIN", async () => {
    const { client, draft, type, approver } = world;
    const asked = vi.spyOn(client, "makeItRight");
    await type("56.00");
    await settled(draft.finish());
    expect(asked).not.toHaveBeenCalled();
    expect([draft.approving.open, draft.approving.missing]).toEqual([true, "Choose who approves."]);
    approver("Owen Brandt");
    expect(draft.approving.missing).toBe("Their PIN is missing.");
    draft.approving.secret = PIN;
    await settled(draft.approving.approve());
    expect(draft.made?.voucher?.amount?.text).toBe("$56.00");
    expect([draft.approving.open, draft.approving.secret, draft.approving.given]).toEqual([false, "", null]);
  });

  it("keeps everything typed after a wrong PIN, and says so in the dialog", async () => {
    const { session, draft, type, approver } = world;
    await type("56.00");
    await settled(draft.finish());
    approver("Owen Brandt");
    draft.approving.secret = "000000";
    await settled(draft.approving.approve());
    expect(draft.approving.trouble).toBe("That is not right. Look whose name is chosen, then write it again.");
    expect([draft.approving.open, draft.approving.secret, draft.approving.by?.name]).toEqual([true, "", "Owen Brandt"]);
    expect([draft.amount, draft.made, session.shut]).toEqual(["56.00", null, false]);
    draft.approving.secret = PIN;
    await settled(draft.approving.approve());
    expect(draft.made).not.toBeNull();
  });

  it("sends no PIN with what is only looked at", async () => {
    const { client, draft, type, approver } = world;
    const seen: MakeItRight[] = [];
    client.previewPaper = (wish: MakeItRight) => {
      seen.push(wish);
      return Promise.resolve({ width: 0, height: 0, pixels: new Uint8ClampedArray() });
    };
    await type("56.00");
    await settled(draft.finish());
    approver("Owen Brandt");
    draft.approving.secret = PIN;
    draft.wanted = 480;
    draft.followPaper();
    await settled(Promise.resolve());
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain(PIN);
  });

  it("left waiting, records what happened, and is a record of its own", async () => {
    const { client, draft, type } = world;
    await type("56.00");
    await settled(draft.finish());
    await settled(draft.approving.ask());
    expect([draft.made, draft.settled, draft.locked, draft.approving.open]).toEqual([null, true, true, false]);
    expect(draft.waiting?.asked.why).toBe("That is $6 over your $50 today. Owen or Priya or Nadia can approve.");
    expect(client.ledger.told[0]?.makeGood).toBeNull();
    await settled(draft.finish());
    expect(client.ledger.told).toHaveLength(1);
    draft.next();
    expect([draft.settled, draft.what]).toEqual([false, ""]);
  });

  it("asks for the same thing once, however often the answer is lost", async () => {
    const { client, draft, type } = world;
    const real = client.askFor;
    const ids: string[] = [];
    client.askFor = async (request: MakeItRight) => {
      ids.push(request.request_id);
      const waiting = await real(request);
      if (ids.length < 7) throw new Failure({ code: "unknown", message: "channel closed", details: {} });
      return waiting;
    };
    await type("56.00");
    await settled(draft.finish());
    await settled(draft.approving.ask());
    expect([draft.unsettled, draft.locked]).toEqual([true, true]);
    await settled(draft.finish());
    expect(draft.waiting).not.toBeNull();
    expect(new Set(ids).size).toBe(1);
    expect(client.ledger.told).toHaveLength(1);
  });

  it("asks for what never goes without a manager, whatever it is worth", async () => {
    const { draft, type, approver } = world;
    draft.what = "The allergy was written on the ticket and not read.";
    await type("5.00");
    expect(draft.over).toBe(false);
    await settled(draft.finish());
    expect(draft.approving.open).toBe(true);
    expect(draft.approving.why).toBe("This never goes without a manager. Owen or Priya or Nadia can approve.");
    expect(draft.approving.trouble).toBeNull();
    approver("Priya Nair");
    draft.approving.secret = PIN;
    await settled(draft.approving.approve());
    expect(draft.made?.voucher?.amount?.text).toBe("$5.00");
  });

  it("stops nobody while people do not sign in", async () => {
    const { client, session, draft, type } = world;
    client.ledger.team.setSignin(false, null, null);
    await settled(session.refresh());
    draft.staff = "Marcus Bell";
    await type("56.00");
    expect([draft.room.answer?.limit.text, draft.over]).toEqual(["$50.00", false]);
    await settled(draft.finish());
    expect(draft.made?.voucher?.amount?.text).toBe("$56.00");
  });
});
