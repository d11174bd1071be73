import { beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import { MemoryClient } from "$lib/ipc/memory";
import { playSample, sampleHouse } from "$lib/ipc/twin/sample";
import { IncidentList, PAGE, periodOf } from "./list.svelte";

const NOW = new Date("2026-12-11T23:58:00Z");
const dates = { from: "2026-10-03", to: "2026-10-05" };

let client: MemoryClient;
let list: IncidentList;

async function open(incidents: number): Promise<void> {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  playSample(client.ledger, NOW, incidents);
  list = new IncidentList(new Session(client, await client.appState()));
  list.when = "all";
}

const settled = () => vi.waitFor(() => {
  expect(list.loading).toBe(false);
  expect(list.loaded).toBe(true);
});

describe("the days of a choice", () => {
  it("counts weeks and months from today's business date", () => {
    const today = "2026-12-11";
    expect(periodOf("week", today, dates)).toEqual({ from: "2026-12-07", to: "2026-12-13" });
    expect(periodOf("last_week", today, dates)).toEqual({ from: "2026-11-30", to: "2026-12-06" });
    expect(periodOf("month", today, dates)).toEqual({ from: "2026-12-01", to: "2026-12-31" });
    expect(periodOf("last_month", "2027-01-31", dates)).toEqual({ from: "2026-12-01", to: "2026-12-31" });
    expect(periodOf("all", today, dates)).toEqual({ from: null, to: null });
    expect(periodOf("dates", today, dates)).toEqual(dates);
  });
});

describe("the list", () => {
  beforeEach(() => open(500));

  it("loads a page, then the next ones, until there is no more", async () => {
    list.follow();
    await settled();
    expect([list.rows.length, list.total, list.complete]).toEqual([PAGE, 500, false]);
    await list.more();
    await list.more();
    expect([list.rows.length, list.complete]).toEqual([500, true]);
    await list.more();
    expect(list.rows).toHaveLength(500);
    expect(new Set(list.rows.map(({ incident }) => incident.id)).size).toBe(500);
  });

  it("says the sum of a day only once all of it is loaded", async () => {
    list.follow();
    await settled();
    const headings = list.lines.filter((line) => line.line === "day");
    expect(headings[0]?.sum).toMatch(/ so far$/);
    expect(headings[1]?.sum).toMatch(/^\d+ incidents, \$[\d,]+\.\d\d$/);
    expect(headings.at(-1)?.sum).toBe("");
  });

  it("keeps as many rows, and the place, when it is loaded again", async () => {
    list.follow();
    await settled();
    await list.more();
    list.cursor = 321;
    list.scrollTop = 4_000;
    list.follow();
    await settled();
    expect([list.rows.length, list.cursor, list.scrollTop]).toEqual([2 * PAGE, 321, 4_000]);
  });

  it("starts at the top under another filter", async () => {
    list.follow();
    await settled();
    list.cursor = 12;
    list.scrollTop = 900;
    list.kind = "gesture";
    list.follow();
    await settled();
    expect([list.cursor, list.scrollTop]).toEqual([0, 0]);
    expect(list.rows.every(({ make_goods }) => make_goods.some(({ kind }) => kind === "gesture"))).toBe(true);
  });

  it("shows the answer to the last question only", async () => {
    const plain = client.incidents;
    let answerFirst: () => void = () => undefined;
    client.incidents = (filter) =>
      filter.kind === "check" ? new Promise<void>((done) => (answerFirst = done)).then(() => plain(filter)) : plain(filter);
    list.kind = "check";
    list.follow();
    list.kind = "comp";
    list.follow();
    await settled();
    answerFirst();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(list.rows[0]?.make_goods[0]?.kind).toBe("comp");
  });

  it("asks for nothing while the dates make no sense, and says why", async () => {
    list.when = "dates";
    list.from = "2026-10-05";
    list.to = "2026-10-01";
    list.follow();
    expect(list.loading).toBe(false);
    expect(list.datesProblem?.says).toBe("The last day lies before the first, 5 Oct 2026. Choose a later one.");
  });

  it("keeps what it had when the books do not answer", async () => {
    list.follow();
    await settled();
    client.incidents = () => Promise.reject(new Failure({ code: "busy", message: "busy", details: {} }));
    await list.reload();
    expect(list.failure?.code).toBe("busy");
    expect(list.rows).toHaveLength(PAGE);
  });
});
