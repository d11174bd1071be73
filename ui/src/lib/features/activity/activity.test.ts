import { beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import type { Activity, ActivityFilter } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import { ActivityList, PAGE } from "./activity.svelte";

let client: MemoryClient;
let list: ActivityList;

beforeEach(async () => {
  client = new MemoryClient(() => new Date("2026-11-22T00:42:00Z"));
  client.delay = 0;
  await client.startSample();
  list = new ActivityList(new Session(client, await client.appState()));
  list.when = "all";
});

describe("activity", () => {
  it("is loaded from the latest on, a part at a time, without a gap", async () => {
    list.follow();
    await expect.poll(() => list.loaded).toBe(true);
    expect(list.rows.length).toBe(PAGE);
    expect(list.rows[0]?.seq).toBe(list.events);
    await list.more();
    const seqs = list.rows.map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, place) => list.events - place));
    while (list.next !== null) await list.more();
    expect(list.rows.at(-1)?.seq).toBe(1);
  });

  it("puts rows under the days they count for, in the order of events", async () => {
    list.follow();
    await expect.poll(() => list.loaded).toBe(true);
    const [first, second] = list.lines;
    expect([first?.line, second?.line]).toEqual(["day", "row"]);
    expect(list.lines.filter(({ line }) => line === "row").length).toBe(list.rows.length);
  });

  it("is narrowed by what it is about, by whom, and by words", async () => {
    list.topic = "door";
    list.follow();
    await expect.poll(() => list.loaded).toBe(true);
    expect(list.rows.length).toBeGreaterThan(0);
    expect(list.rows.every(({ topic }) => topic === "door")).toBe(true);
    const who = list.rows.find(({ staff }) => staff)?.staff ?? "";
    list.staff = who;
    await list.reload();
    expect(list.rows.every(({ staff }) => staff === who)).toBe(true);
    list.clear();
    list.search = "no such words";
    await list.reload();
    expect([list.rows.length, list.next, list.narrowed]).toEqual([0, null, true]);
  });

  it("goes on through parts that hold nothing, and asks before it goes on for ever", async () => {
    const asked = vi.spyOn(client, "activity").mockImplementation(({ before }: ActivityFilter): Promise<Activity> => {
      const from = before ?? 5_000_000;
      return Promise.resolve({ rows: [], events: 5_000_000, next: from - 50_000 });
    });
    await list.reload();
    expect(asked).toHaveBeenCalledTimes(20);
    expect([list.rows.length, list.next]).toEqual([0, 4_000_000]);
    await list.more();
    expect(asked).toHaveBeenCalledTimes(40);
    expect(list.next).toBe(3_000_000);
  });

  it("keeps what it had when the books do not answer", async () => {
    await list.reload();
    const before = list.rows;
    vi.spyOn(client, "activity").mockRejectedValueOnce(new Failure({ code: "unknown", message: "the wire broke", details: {} }));
    await list.reload();
    expect(list.rows).toBe(before);
    expect(list.failure?.uncertain).toBe(true);
    await list.reload();
    expect(list.failure).toBeNull();
  });
});
