import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { MakeRightDraft } from "$lib/features/make-right/draft.svelte";
import type { Playbook } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import { planned } from "$lib/ipc/twin/playbooks";
import { Toasts } from "$lib/ui/toasts.svelte";
import { PlaybookEdit } from "./editing.svelte";
import { Playbooks, suggestionOf } from "./playbooks.svelte";

const writing = { prefix: "$", decimals: 2 };
const plan: Playbook = planned("food_quality", 2);
let client: MemoryClient;
let session: Session;
let books: Playbooks;

beforeEach(async () => {
  client = new MemoryClient(() => new Date("2026-11-22T18:42:00Z"));
  await client.startSample();
  session = new Session(client, await client.appState());
  books = new Playbooks(session);
  await books.load();
});

describe("what a playbook suggests", () => {
  it("is said as people say it", () => {
    expect(suggestionOf(plan, writing)).toBe("a check, $18 to $26");
    expect(suggestionOf({ ...plan, offer_to: "" }, writing)).toBe("a check, $18");
    expect(suggestionOf({ ...plan, offer: "certificate", offer_what: "Breakfast for two" }, writing)).toBe("a certificate, breakfast for two");
    expect(suggestionOf({ ...plan, offer: "comp", offer_from: "", offer_to: "" }, writing)).toBe("a comp");
  });

  it("is taken in one go, and may still be changed", () => {
    const draft = new MakeRightDraft(session, new Toasts());
    draft.kind = "gesture";
    draft.takeSuggestion(plan);
    expect(draft.makeGood).toMatchObject({ kind: "check", amount: "18.00" });
    draft.takeSuggestion({ ...plan, offer: "certificate", offer_what: "dinner for two", offer_from: "30.00" });
    expect(draft.makeGood).toMatchObject({ kind: "certificate", benefit: "dinner for two", value: "30.00" });
  });

  it("goes by whose lapse it was, in step with the form, and says why", async () => {
    const draft = new MakeRightDraft(session, new Toasts());
    draft.category = "food_quality";
    draft.followSuggestion();
    await expect.poll(() => draft.suggestion.answer?.offer_from).toBe("18.00");
    draft.responsibility = "partly_ours";
    draft.followSuggestion();
    await expect.poll(() => draft.suggestion.answer).toMatchObject({ offer_from: "9.00", offer_to: "13.00", because: "Half, as it was partly ours." });
    expect(draft.request().responsibility).toBe("partly_ours");
    draft.next();
    expect(draft.responsibility).toBe("ours");
    expect(draft.suggestion.answer).toBeNull();
  });

  it("sends the steps that were done, and none of the last guest's", () => {
    const draft = new MakeRightDraft(session, new Toasts());
    draft.tick("New plate fired");
    draft.tick("Dessert sent");
    draft.tick("New plate fired");
    expect(draft.request().steps).toEqual(["Dessert sent"]);
    draft.next();
    expect(draft.request().steps).toEqual([]);
  });
});

describe("the house's own playbooks", () => {
  it("has one for each category and severity", () => {
    expect(books.all).toHaveLength(27);
    expect(books.of("takeout", 3)?.manager).toBe(true);
    expect(books.of(null, 2)).toBeNull();
  });

  it("keeps what is changed, and goes back to the original", async () => {
    const edit = new PlaybookEdit(session, books);
    expect(edit.changed).toBe(false);
    edit.change("say", "We are sorry.");
    edit.change("steps", ["  New plate fired ", "", "Owner told"]);
    expect(edit.changed).toBe(true);
    await edit.saving.run();
    expect(books.of("food_quality", 2)).toMatchObject({ say: "We are sorry.", steps: ["New plate fired", "Owner told"], original: false });
    expect(edit.changed).toBe(false);
    await edit.resetting.run();
    expect(books.of("food_quality", 2)).toEqual(plan);
  });

  it("says which field lacks something, and keeps what was typed", async () => {
    const edit = new PlaybookEdit(session, books);
    edit.change("say", " ");
    await edit.saving.run();
    expect(edit.errorOf("say")).toBe("The wording is missing. Write it, then try again.");
    expect(edit.plan?.say).toBe(" ");
  });

  it("forgets what was not saved when another plan is picked", () => {
    const edit = new PlaybookEdit(session, books);
    edit.change("say", "We are sorry.");
    edit.pick("billing", 1);
    expect(edit.plan).toEqual(planned("billing", 1));
  });
});
