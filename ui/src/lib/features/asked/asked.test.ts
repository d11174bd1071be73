import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import type { MakeItRight } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import { openWithCrew, PASSWORD, PIN } from "$lib/ipc/twin/crew";
import { AskedList } from "./asked.svelte";
import { gives } from "./words";

const WISH: MakeItRight = {
  request_id: "one",
  category: "food_quality",
  severity: 2,
  what: "Duck came to the table cold.",
  place: "",
  guest: "Helen Okafor",
  contact: "",
  staff: "",
  score: null,
  make_good: { kind: "check", amount: "56.00", expires_on: null },
};

/** Marcus asked for a check; then this person is in. */
async function asked(name: string) {
  const client = new MemoryClient(() => new Date("2026-11-22T00:42:00Z"));
  await client.startSample();
  client.ledger.told = [];
  const { team } = client.ledger;
  openWithCrew(team, "Marcus Bell");
  await client.askFor(WISH);
  const idOf = (called: string) => team.members.find(({ person }) => person.name === called)?.person.id ?? "";
  await client.signIn(idOf(name), name === "Nadia Haddad" ? PASSWORD : PIN);
  const session = new Session(client, await client.appState());
  const list = new AskedList(session);
  await list.reading.run();
  const [row] = list.rows;
  if (!row) throw new Error("nothing waits");
  return { client, session, list, row, idOf };
}

describe("what was asked for", () => {
  let world: Awaited<ReturnType<typeof asked>>;
  beforeEach(async () => {
    world = await asked("Owen Brandt");
  });

  it("is counted for who may answer, and given with their yes", async () => {
    const { session, list, row } = world;
    expect([session.state.asked_for, row.mine, row.by]).toEqual([1, true, "Marcus Bell"]);
    list.begin(row, true);
    expect(list.missing).toBeNull();
    const answered = await list.answer();
    expect(answered?.made?.voucher?.amount?.text).toBe("$56.00");
    expect([list.rows.length, session.state.asked_for, list.asked]).toEqual([0, 0, null]);
  });

  it("is declined with a reason, and not without", async () => {
    const { client, list, row } = world;
    list.begin(row, false);
    expect(list.missing).toBe("Write why not, in a sentence.");
    expect(await list.answer()).toBeNull();
    list.reason = "A dessert is enough for this.";
    expect(await list.answer()).toMatchObject({ yes: false, made: null });
    expect(client.ledger.told).toHaveLength(1);
    expect(client.ledger.told[0]?.makeGood).toBeNull();
  });

  it("is answered at the screen of who asked only with somebody else's PIN", async () => {
    const { session, list, row, idOf } = await asked("Marcus Bell");
    expect([session.state.asked_for, row.mine]).toEqual([0, false]);
    list.begin(row, true);
    expect(list.others.map(({ name }) => name)).toEqual(["Owen Brandt", "Priya Nair", "Nadia Haddad"]);
    expect(list.missing).toBe("Choose who answers.");
    list.choose(idOf("Priya Nair"));
    list.secret = "000000";
    expect(await list.answer()).toBeNull();
    expect([list.answering.failure?.says, list.secret]).toEqual(["That is not right. Look whose name is chosen, then write it again.", ""]);
    list.secret = PIN;
    expect((await list.answer())?.made?.voucher?.amount?.text).toBe("$56.00");
  });

  it("is said in words", () => {
    const { row } = world;
    expect(gives(row)).toBe("a check for $56.00");
    expect(gives({ ...row, kind: "certificate", amount: null, gives: "breakfast for two" })).toBe("a certificate for breakfast for two");
    expect(gives({ ...row, kind: "gesture", gives: "flowers" })).toBe("flowers, $56.00");
    expect(gives({ ...row, kind: "comp" })).toBe("a comp for $56.00");
  });
});
