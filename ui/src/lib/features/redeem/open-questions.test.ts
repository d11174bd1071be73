import { beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import { MemoryClient } from "$lib/ipc/memory";
import type { Held } from "$lib/ipc/twin/ledger";
import { sampleHouse } from "$lib/ipc/twin/sample";
import { Door } from "./door.svelte";
import { toldOf } from "./open-questions.svelte";
import { SETTLE } from "./scan";

const NOW = new Date("2026-12-11T23:58:00Z");
const unknown = () => new Failure({ code: "unknown", message: "the wire broke", details: {} });

let client: MemoryClient;
let clock: number;
let check: Held;

const open = async () => new Door(new Session(client, await client.appState()), () => clock, [0, 0]);
const told = (door: Door) => door.questions.all.map((question) => toldOf(question, "America/Detroit"));

/** A redemption is asked for, and the window dies before it hears the answer. */
async function die(dies: "before" | "after"): Promise<Door> {
  const plain = client.redeem;
  client.redeem = async (request) => {
    client.asking.note(request);
    if (dies === "after") await plain(request);
    throw unknown();
  };
  const door = await open();
  await door.lookAt(check.code);
  clock += SETTLE;
  door.type("bill", "40931");
  await door.confirm();
  expect(door.inDoubt).toBe("We are checking what happened. Do not give a second paper yet.");
  client.redeem = plain;
  return door;
}

beforeEach(() => {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  clock = 1_000;
  client.ledger.makeRight({
    request_id: "made",
    category: "food_quality",
    severity: 2,
    what: "Duck came cold.",
    place: "Table 12",
    guest: "Helen Okafor",
    contact: "",
    staff: "Owen Brandt",
    score: null,
    make_good: { kind: "check", amount: "24.00", expires_on: null },
  });
  const [held] = client.ledger.held;
  if (!held) throw new Error("nothing was issued");
  check = held;
});

describe("a redemption whose answer the host did not wait for", () => {
  it("is found out on the free screen, and told until it is read", async () => {
    const door = await die("after");
    door.clear();
    await vi.waitFor(() => {
      expect(told(door)).toHaveLength(1);
      expect(told(door)[0]?.word).toBe("Taken");
    });
    const [question] = door.questions.all;
    if (question) await door.questions.read(question);
    expect(door.questions.all).toEqual([]);
  });
});

describe("a window that died in the middle of a redemption", () => {
  it("tells that it was taken, once, until it is read", async () => {
    await die("after");
    let door = await open();
    await door.questions.find();
    const { last_four } = check.voucher;
    expect(told(door)).toEqual([
      { tone: "good", word: "Taken", text: `$24.00 off bill 40931 with …${last_four}, at 6:58 pm. It is noted once: do not take it again.` },
    ]);
    door = await open();
    await door.questions.find();
    const [question] = door.questions.all;
    if (!question) throw new Error("it is told until it is read");
    await door.questions.read(question);
    door = await open();
    await door.questions.find();
    expect(told(door)).toEqual([]);
    expect(check.uses).toHaveLength(1);
  });

  it("tells that it was not taken, and the paper is still good", async () => {
    await die("before");
    const door = await open();
    await door.questions.find();
    expect(told(door)).toEqual([
      { tone: "look", word: "Not taken", text: `Nothing came off bill 40931 with …${check.voucher.last_four}. Scan the paper again.` },
    ]);
    await door.lookAt(check.code);
    expect(door.good?.remaining?.minor).toBe(2400);
  });

  it("says that it is checking, never that it failed, while the books do not answer", async () => {
    await die("after");
    const plain = client.whatBecameOf;
    client.whatBecameOf = () => Promise.reject(unknown());
    const door = await open();
    await door.questions.find();
    expect(told(door)).toEqual([
      { tone: "wait", word: "We are checking what happened", text: `…${check.voucher.last_four}, bill 40931, 6:58 pm. Do not give a second paper yet.` },
    ]);
    client.whatBecameOf = plain;
    const [question] = door.questions.all;
    if (question) await door.questions.ask(question.asked);
    expect(told(door)[0]?.word).toBe("Taken");
  });

  it("says when what was taken was reversed since", async () => {
    await die("after");
    await client.reverse({ request_id: "r", voucher_id: check.voucher.id, redemption: null, reason: "Wrong bill", staff: "" });
    const door = await open();
    await door.questions.find();
    expect(told(door)[0]?.text).toContain("It was reversed since.");
  });

  it("is asked again when the first visit found the screen locked", async () => {
    await die("after");
    const plain = client.unheard;
    client.unheard = () => Promise.reject(new Failure({ code: "locked", message: "The screen is locked.", details: {} }));
    const door = await open();
    await door.questions.find();
    expect(door.questions.all).toEqual([]);
    client.unheard = plain;
    await door.questions.find();
    expect(told(door)[0]?.word).toBe("Taken");
  });
});

describe("an answer that was heard", () => {
  it("leaves nothing to ask, whether it was taken or refused", async () => {
    const door = await open();
    await door.lookAt(check.code);
    clock += SETTLE;
    door.type("bill", "40931");
    door.type("amount", "99");
    await door.confirm();
    expect(door.confirmation.errorOf("amount")).not.toBeNull();
    door.type("amount", "24");
    await door.confirm();
    expect(door.done).not.toBeNull();
    await vi.waitFor(() => {
      expect(client.asking.open).toEqual([]);
    });
  });
});
