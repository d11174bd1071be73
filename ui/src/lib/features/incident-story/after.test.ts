import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { MemoryClient } from "$lib/ipc/memory";
import { After } from "./after.svelte";
import { tell } from "./timeline";

let client: MemoryClient;
let id: string;
let after: After;

beforeEach(async () => {
  client = new MemoryClient(() => new Date("2026-11-22T18:42:00Z"));
  await client.startSample();
  id = client.ledger.told.find(({ incident }) => client.care.causeOf(incident.id) === null)?.incident.id ?? "";
  after = new After(new Session(client, await client.appState()), () => id, () => "Nadia Haddad");
});

describe("what is done about an incident", () => {
  it("names the cause, and then what is done about it, and then that it was done", async () => {
    after.begin("cause", await client.incident(id));
    after.cause = "Heat lamp out";
    after.whys[0] = "Nobody looks at it";
    after.more();
    expect(after.whys).toEqual(["Nobody looks at it", ""]);
    const named = await after.naming.run();
    expect(named?.cause).toMatchObject({ cause: "Heat lamp out", whys: ["Nobody looks at it"], staff: "Nadia Haddad" });
    after.begin("action", await client.incident(id));
    expect(after.due).toBe("2026-11-29");
    Object.assign(after, { what: "New lamp", owner: "Priya Nair" });
    const planned = await after.planning.run();
    const action = planned?.preventions[0];
    expect(action).toMatchObject({ what: "New lamp", owner: "Priya Nair", done_on: null });
    await after.finishing.run(action?.id ?? "");
    const story = await client.incident(id);
    expect(story.preventions[0]?.done_on).toBe("2026-11-22");
    expect(story.timeline.slice(-3).map((entry) => tell(entry, story).title)).toEqual(["Cause named by Nadia Haddad", "Priya Nair does something about it", "Done by Nadia Haddad"]);
  });

  it("asks for a cause before an action", async () => {
    after.begin("action", await client.incident(id));
    Object.assign(after, { what: "New lamp", owner: "Priya Nair" });
    await after.planning.run();
    expect(after.planning.failure?.says).toBe("Name the cause first, then what is done about it.");
  });

  it("keeps the score on return with the guest's words", async () => {
    after.begin("score", await client.incident(id));
    Object.assign(after, { score: 9, words: "Worth the second try." });
    const story = await after.scoring.run();
    expect(story?.scores.at(-1)).toMatchObject({ moment: "return", score: 9, standing: "promoter", words: "Worth the second try." });
    const last = story?.timeline.at(-1);
    expect(last && story && tell(last, story)).toMatchObject({ title: "Score on return: 9", quote: "Worth the second try.", text: "Asked by Nadia Haddad." });
  });

  it("asks why at most five times", async () => {
    after.begin("cause", await client.incident(id));
    for (let why = 0; why < 9; why++) {
      after.whys[after.whys.length - 1] = `why ${why}`;
      after.more();
    }
    expect(after.whys).toHaveLength(5);
  });
});
