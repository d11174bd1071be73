import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { MakeRightDraft } from "$lib/features/make-right/draft.svelte";
import { MemoryClient } from "$lib/ipc/memory";
import { Toasts } from "$lib/ui/toasts.svelte";
import { Concerns } from "./concerns.svelte";

let client: MemoryClient;
let session: Session;
let draft: MakeRightDraft;
let toasts: Toasts;
let concerns: Concerns;

beforeEach(async () => {
  client = new MemoryClient(() => new Date("2026-11-22T18:42:00Z"));
  await client.startSample();
  client.care.concerns = [];
  session = new Session(client, await client.appState());
  toasts = new Toasts();
  draft = new MakeRightDraft(session, toasts);
  concerns = new Concerns(session, draft, toasts);
});

describe("a concern", () => {
  it("is what was typed, and leaves the form blank", async () => {
    Object.assign(draft, { what: "Ticket 41 is 18 minutes old.", place: "Table 9", category: "long_wait" });
    expect(await concerns.note()).toBe(true);
    expect(draft.what).toBe("");
    expect(draft.category).toBeNull();
    expect(concerns.open).toMatchObject([{ what: "Ticket 41 is 18 minutes old.", place: "Table 9", category: "long_wait" }]);
    expect(session.state.concerns).toBe(1);
    expect(toasts.shown?.text).toBe("Noted as a concern. It stands above the form.");
  });

  it("asks for words first", async () => {
    expect(await concerns.note()).toBe(false);
    expect(concerns.open).toEqual([]);
    expect(toasts.shown?.text).toBe("Write what you see, then note it as a concern.");
  });

  it("becomes the incident, and is not open any more once that is recorded", async () => {
    Object.assign(draft, { what: "Ticket 41 is 18 minutes old.", category: "long_wait" });
    await concerns.note();
    const [concern] = concerns.open;
    if (!concern) throw new Error("no concern was noted");
    expect(concerns.take(concern)).toBe(true);
    expect(draft.what).toBe("Ticket 41 is 18 minutes old.");
    expect(draft.category).toBe("long_wait");
    expect(draft.request().concern_id).toBe(concern.id);
    expect(concerns.first).toBeNull();
    draft.amount = "18.00";
    await draft.finish();
    await concerns.load();
    expect(concerns.open).toEqual([]);
    expect(session.state.concerns).toBe(0);
  });

  it("does not push aside what is typed already", async () => {
    draft.what = "Ticket 41 is 18 minutes old.";
    await concerns.note();
    draft.what = "Soup had a hair in it.";
    const [concern] = concerns.open;
    expect(concern && concerns.take(concern)).toBe(false);
    expect(draft.what).toBe("Soup had a hair in it.");
    expect(toasts.shown?.text).toBe("Finish this one first, then take the concern.");
  });

  it("is dropped in one go", async () => {
    draft.what = "Ticket 41 is 18 minutes old.";
    await concerns.note();
    await concerns.drop(concerns.open[0]?.id ?? "");
    expect(concerns.open).toEqual([]);
    expect(session.state.concerns).toBe(0);
    await concerns.drop("gone");
    expect(toasts.shown?.text).toBe("This concern is not open any more. Look at the list again.");
  });
});
