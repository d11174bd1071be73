import { expect, it } from "vitest";
import { Failure } from "$lib/ipc/errors";
import { LookBehind } from "./look-behind.svelte";

it("shows the figure that was opened last, whichever answer comes first", async () => {
  const answers: Record<string, (found: string) => void> = {};
  const look = new LookBehind<string, string>((asked) => new Promise((resolve) => (answers[asked] = resolve)));
  const [slow, quick] = [look.open("Food", "food"), look.open("Bill", "bill")];
  answers.bill?.("of the bill");
  await quick;
  answers.food?.("of the food");
  await slow;
  expect([look.opened?.name, look.found]).toEqual(["Bill", "of the bill"]);
  look.close();
  expect([look.opened, look.found]).toEqual([null, null]);
});

it("says why nothing was found, and asks again", async () => {
  let fails = true;
  const look = new LookBehind<null, string>(() => (fails ? Promise.reject(new Error("gone")) : Promise.resolve("found")));
  await look.open("Food", null);
  expect([look.found, look.trouble]).toEqual([null, "The books did not answer. Nothing was lost: ask again."]);
  fails = false;
  await look.again();
  expect([look.found, look.trouble]).toEqual(["found", null]);
  const refused = new LookBehind<null, string>(() => Promise.reject(new Failure({ code: "bad_choice", message: "There is no such figure. Choose one of them.", details: {} })));
  await refused.open("Food", null);
  expect(refused.trouble).toBe("There is no such figure. Choose one of them.");
});
