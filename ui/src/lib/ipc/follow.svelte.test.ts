import { beforeEach, describe, expect, it } from "vitest";
import { Failure } from "./errors";
import { Follow } from "./follow.svelte";

describe("an answer that follows the typing", () => {
  let asked: { wish: string; answer: (text: string) => void; refuse: (error: unknown) => void }[];
  let follow: Follow<string, string>;

  beforeEach(() => {
    asked = [];
    follow = new Follow(
      (wish) =>
        new Promise((answer, refuse) => {
          asked.push({ wish, answer, refuse });
        }),
    );
  });

  const wishes = () => asked.map(({ wish }) => wish);
  const settle = () => new Promise((next) => setTimeout(next, 0));
  async function answered(text: string): Promise<void> {
    asked.at(-1)?.answer(text);
    await settle();
  }
  const badAmount = () => new Failure({ code: "bad_amount", message: "Write the amount as 12.50.", details: {} });

  it("asks at once, and of a burst only the newest next", async () => {
    for (const wish of ["1", "12", "12.", "12.5"]) follow.follow(wish);
    expect(wishes()).toEqual(["1"]);
    await answered("page 1");
    expect(wishes()).toEqual(["1", "12.5"]);
  });

  it("asks nothing for the same wish again", () => {
    follow.follow("1");
    follow.follow("1");
    expect(wishes()).toEqual(["1"]);
  });

  it("keeps the old answer until the new one is there", async () => {
    follow.follow("1");
    await answered("page 1");
    follow.follow("2");
    expect(follow.answer).toBe("page 1");
    await answered("page 2");
    expect(follow.answer).toBe("page 2");
  });

  it("says why the newest wish has no answer, and keeps the last good one", async () => {
    follow.follow("1");
    await answered("page 1");
    follow.follow("1.");
    asked.at(-1)?.refuse(badAmount());
    await settle();
    expect(follow.answer).toBe("page 1");
    expect(follow.failure?.says).toBe("Write the amount as 12.50.");
  });

  it("says nothing of a refusal that was only on the way", async () => {
    follow.follow("1.");
    follow.follow("1.5");
    asked[0]?.refuse(badAmount());
    await settle();
    expect(follow.failure).toBeNull();
    await answered("page 1.5");
    expect(follow.answer).toBe("page 1.5");
  });

  it("is empty at once when there is nothing to ask, whatever is still out", async () => {
    follow.follow("1");
    await answered("page 1");
    follow.follow("2");
    follow.follow(null);
    expect(follow.answer).toBeNull();
    await answered("page 2");
    expect(follow.answer).toBeNull();
  });

  it("shows what it is told to, over what is still out", async () => {
    follow.follow("draft");
    const shown = follow.show(() => Promise.resolve("issued"));
    asked[0]?.answer("draft");
    await shown;
    await settle();
    expect(follow.answer).toBe("issued");
    follow.follow("draft");
    expect(wishes()).toEqual(["draft", "draft"]);
  });
});
