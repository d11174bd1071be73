import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import { MemoryClient } from "$lib/ipc/memory";
import { playSample, sampleHouse } from "$lib/ipc/twin/sample";
import { Toasts } from "$lib/ui/toasts.svelte";
import { InsightsPage } from "./insights.svelte";

const NOW = new Date("2026-12-11T23:58:00Z");

let client: MemoryClient;
let page: InsightsPage;

beforeEach(async () => {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  playSample(client.ledger, NOW);
  page = new InsightsPage(new Session(client, await client.appState()), new Toasts());
});

describe("the days", () => {
  it.each([
    ["today12", "2026-11-20"],
    ["weeks12", "2026-01-02"],
  ])("are %s where the first incident is of %s: a young house leaves none out", async (span, first_on) => {
    const insights = client.insights;
    client.insights = async (asked) => ({ ...(await insights(asked)), first_on });
    await page.read();
    expect(page.span).toBe(span);
  });
});

describe("the page", () => {
  it("is read ahead of the first look, and not again for it", async () => {
    let asked = 0;
    const insights = client.insights;
    client.insights = (of) => {
      asked += 1;
      return insights(of);
    };
    await Promise.all([page.ahead(), page.ahead()]);
    await page.ahead();
    expect(asked).toBe(1);
    expect(page.shown?.incidents).toBeGreaterThan(0);
  });
});

describe("a chart", () => {
  it("is saved, and says where", async () => {
    expect(await page.save("Where it happens", "<svg/>")).toBe(`Saved as ${client.ledger.state().save_folder}/Where it happens.svg`);
  });

  it("that was not saved says why, or what to do", async () => {
    client.saveChart = () => Promise.reject(new Failure({ code: "cannot_write", message: "The folder cannot be written to. Choose another; nothing was lost.", details: {} }));
    expect(await page.save("Where it happens", "<svg/>")).toBe("The folder cannot be written to. Choose another; nothing was lost.");
    client.saveChart = () => Promise.reject(new Error("gone"));
    expect(await page.save("Where it happens", "<svg/>")).toBe("The picture was not saved. Nothing was lost: save it again.");
  });
});
