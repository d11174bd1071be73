import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { MemoryClient } from "$lib/ipc/memory";
import { Toasts } from "$lib/ui/toasts.svelte";
import { FollowUpList } from "./follow-ups.svelte";
import { called, dueWords, inShort } from "./words";

let now = new Date("2026-11-22T18:42:00Z");
let client: MemoryClient;
let session: Session;
let toasts: Toasts;
let list: FollowUpList;

beforeEach(async () => {
  now = new Date("2026-11-22T18:42:00Z");
  client = new MemoryClient(() => now);
  await client.startSample();
  session = new Session(client, await client.appState());
  toasts = new Toasts();
  list = new FollowUpList(session, toasts);
  await list.load();
});

describe("the calls to make", () => {
  it("begins with the one that is late, and goes on to the next when it is saved", async () => {
    const [first, second] = list.open;
    expect(list.chosen).toBe(first);
    expect(list.lists?.overdue).toContain(first);
    list.outcome = "recovered";
    list.note = "Glad someone rang.";
    list.score = 9;
    await list.save();
    expect(list.chosen?.id).toBe(second?.id);
    expect([list.outcome, list.note, list.score]).toEqual([null, "", null]);
    const settled = list.lists?.settled.find(({ id }) => id === first?.id);
    expect(settled).toMatchObject({ outcome: "recovered", note: "Glad someone rang.", new_score: 9 });
    const story = await client.incident(first?.incident_id ?? "");
    expect(story.scores.at(-1)).toMatchObject({ moment: "follow_up", score: 9, standing: "promoter" });
  });

  it("does not save before it is said how it went", async () => {
    const count = list.open.length;
    await list.save();
    expect(list.tried).toBe(true);
    expect(list.missing).toBe("Say how it went first.");
    expect(list.open).toHaveLength(count);
  });

  it("tries again later where nobody answered, and keeps no score of it", async () => {
    const first = list.chosen;
    list.outcome = "not_reached";
    list.score = 3;
    list.again = 24;
    await list.save();
    const again = list.open.find(({ incident_id }) => incident_id === first?.incident_id);
    expect(again?.due_at).toBe("2026-11-23T18:42:00.000Z");
    expect(list.lists?.settled.find(({ id }) => id === first?.id)?.new_score).toBeNull();
  });

  it("leaves it at that where so chosen", async () => {
    const first = list.chosen;
    list.outcome = "not_reached";
    list.again = 0;
    await list.save();
    expect(list.open.some(({ incident_id }) => incident_id === first?.incident_id)).toBe(false);
  });

  it("moves along the list, and keeps what was typed of each call", () => {
    list.note = "half a word";
    list.move(1);
    expect(list.chosen).toBe(list.open[1]);
    expect(list.note).toBe("");
    list.move(-5);
    expect(list.chosen).toBe(list.open[0]);
    expect(list.note).toBe("half a word");
  });

  it("keeps what one person typed from the next, and gives it back", () => {
    list.outcome = "recovered";
    list.note = "half a word";
    list.lieFor("nadia", "ines");
    expect([list.outcome, list.note]).toEqual([null, ""]);
    list.note = "another";
    list.lieFor("ines", "nadia");
    expect([list.outcome, list.note]).toEqual(["recovered", "half a word"]);
  });

  it("says once that a call has become late", async () => {
    list.remind();
    expect(toasts.shown).toBeNull();
    const next = list.lists?.today[0];
    now = new Date(Date.parse(next?.due_at ?? "") + 60_000);
    await session.refresh();
    list.remind();
    expect(toasts.shown?.text).toBe(`${called(next ?? { guest: null, place: null })} is waiting for a call.`);
    toasts.hide();
    list.remind();
    expect(toasts.shown).toBeNull();
  });
});

describe("the words of a call", () => {
  it("calls a guest without a name by where they sat", () => {
    expect(called({ guest: null, place: "Table 2" })).toBe("Guest at table 2");
    expect(called({ guest: null, place: null })).toBe("A guest without a name");
  });

  it("tells what happened and what was promised in one line", () => {
    expect(inShort({ what: "Duck came cold. ", promised: "a check for $24.00, until 19 Feb 2027" })).toBe("Duck came cold. A check for $24.00, until 19 Feb 2027.");
    expect(inShort({ what: "Duck came cold", promised: null })).toBe("Duck came cold.");
  });

  it("says until when, and since when it is late", () => {
    const zone = "America/Detroit";
    const at = Date.parse("2026-11-22T18:42:00Z");
    expect(dueWords("2026-11-22T20:00:00Z", at, true, zone)).toBe("by 3:00 pm");
    expect(dueWords("2026-11-22T01:50:00Z", at, false, zone)).toBe("since Sat 21 Nov, 8:50 pm");
  });
});
