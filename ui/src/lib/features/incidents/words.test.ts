import { describe, expect, it } from "vitest";
import type { Incident, MakeGood } from "$lib/ipc/generated/types";
import { goodNote, headline, markOf, placeAndGuest, telling } from "./words";

const good = (changes: Partial<MakeGood>): MakeGood => ({
  id: "1",
  kind: "check",
  amount: null,
  what: null,
  status: "open",
  last_four: "9TWH",
  expires_on: "2027-02-19",
  ...changes,
});

describe("marks", () => {
  it("says where a make-good stands", () => {
    const today = "2026-11-21";
    expect(markOf(good({}), today).word).toBe("Open, 90 days");
    expect(markOf(good({ expires_on: "2026-11-22" }), today).word).toBe("Open, 1 day");
    expect(markOf(good({ expires_on: today }), today).word).toBe("Open, last day");
    expect(markOf(good({ status: "part_used" }), today).word).toBe("Part used");
    expect(markOf(good({ status: "came_back" }), today).word).toBe("Came back");
    expect(markOf(good({ status: "expired" }), today).word).toBe("Expired");
    expect(markOf(good({ status: "voided" }), today).word).toBe("Voided");
    expect(markOf(good({ kind: "comp", status: "done" }), today).word).toBe("Done");
  });

  it("lets the one that is still open speak for several", () => {
    expect(telling([good({ id: "a", status: "done" }), good({ id: "b" })])?.id).toBe("b");
    expect(telling([])).toBeNull();
  });
});

describe("second lines", () => {
  const incident = { category: "food_quality", place: "Table 12", guest: "Helen Okafor" } as Incident;

  it("says where and to whom", () => {
    expect(placeAndGuest(incident)).toBe("Food quality, table 12, Helen Okafor");
    expect(placeAndGuest({ ...incident, place: null, guest: null })).toBe("Food quality, no name");
  });

  it("says which, and never more of a code than its end", () => {
    expect(goodNote(good({}), 0)).toBe("…9TWH");
    expect(goodNote(good({ kind: "certificate", what: "dessert for six" }), 0)).toBe("dessert for six");
    expect(goodNote(good({ kind: "comp", last_four: null }), 1)).toBe("off that bill, and 1 more");
  });
});

describe("a title", () => {
  it("is what happened, its first clause, or as many words as fit", () => {
    expect(headline("Soup had a hair in it.")).toBe("Soup had a hair in it");
    expect(headline("Duck came to the table cold, twenty minutes after the other three plates.")).toBe("Duck came to the table cold");
    expect(headline("Forty minutes between the starter and the main course that they had ordered")).toBe("Forty minutes between the starter and the…");
    expect(headline("x".repeat(80))).toBe(`${"x".repeat(44)}…`);
  });
});
