import { describe, expect, it } from "vitest";
import type { PaperBehind } from "$lib/ipc/generated/types";
import { happened, howMany } from "./papers";

const PAPER: PaperBehind = {
  day: "2026-11-21",
  kind: "check",
  last_four: "7Q2D",
  what: null,
  incident_id: "one",
  issued_on: "2026-11-02",
  expires_on: "2027-02-19",
  count: 1,
  amount: null,
};

describe("the papers behind a figure", () => {
  it("say what happened to each", () => {
    const said = (figure: string, count: number) => happened(figure, { ...PAPER, count });
    expect([said("issued", 1), said("redeemed", 1), said("redeemed", 0), said("expired", 1), said("expired", -1), said("voided", 1), said("voided", 0), said("age", 1)]).toEqual([
      "issued",
      "used up",
      "used in part",
      "ran out",
      "not expired any more",
      "voided",
      "left over",
      "good until then",
    ]);
  });

  it("say how the count beside the figure comes out of them", () => {
    const said = (figure: string, total: number, count: number) => howMany(figure, { rows: Array.from({ length: total }, () => PAPER), total, count });
    expect(said("issued", 1, 1)).toBe("1 paper.");
    expect(said("redeemed", 3, 2)).toBe("3 papers, 2 of them used up.");
    expect(said("voided", 3, 2)).toBe("3 papers, 2 of them voided; of the others something was left over.");
    expect(said("expired", 3, 1)).toBe("3 papers; those below nought are not expired any more.");
  });

  it("say where all of them are when they are more than can be shown", () => {
    const said = (figure: string) => howMany(figure, { rows: [PAPER, PAPER], total: 10_012, count: 10_012 });
    expect(said("issued")).toBe("The latest 2 of 10,012 papers. Export the details to have them all.");
    expect(said("closing")).toBe("The 2 that run out first, of 10,012 papers. The workbook has them all.");
    expect(said("opening")).toBe("The 2 that run out first, of 10,012 papers. The workbook of the days before has them all.");
    expect(said("expired")).toBe("The latest 2 of 10,012 papers.");
  });
});
