import { describe, expect, it } from "vitest";
import { isWholeMonth, monthAway, periodName, periodProblem, weekOf } from "./period";

describe("weeks and months", () => {
  it("runs a week from Monday to Sunday", () => {
    const week = { from: "2026-11-16", to: "2026-11-22" };
    for (const date of ["2026-11-16", "2026-11-19", "2026-11-22"]) expect(weekOf(date)).toEqual(week);
    expect(weekOf("2026-11-23").from).toBe("2026-11-23");
    expect(weekOf("2027-01-01")).toEqual({ from: "2026-12-28", to: "2027-01-03" });
  });

  it("goes from month to month, over the year's end and through February", () => {
    expect(monthAway("2026-11-21", 0)).toEqual({ from: "2026-11-01", to: "2026-11-30" });
    expect(monthAway("2026-12-31", 1)).toEqual({ from: "2027-01-01", to: "2027-01-31" });
    expect(monthAway("2027-01-31", 1)).toEqual({ from: "2027-02-01", to: "2027-02-28" });
    expect(monthAway("2028-03-31", -1)).toEqual({ from: "2028-02-01", to: "2028-02-29" });
    expect(monthAway("2026-01-15", -1)).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  });

  it("names a whole month by its name, and other periods by their ends", () => {
    expect(isWholeMonth({ from: "2026-10-01", to: "2026-10-31" })).toBe(true);
    expect(isWholeMonth({ from: "2026-10-01", to: "2026-10-30" })).toBe(false);
    expect(periodName({ from: "2026-10-01", to: "2026-10-31" })).toBe("October 2026");
    expect(periodName({ from: "2026-10-03", to: "2026-10-15" })).toBe("3 to 15 Oct 2026");
    expect(periodName({ from: "2026-09-03", to: "2026-11-15" })).toBe("3 Sep to 15 Nov 2026");
    expect(periodName({ from: "2026-12-30", to: "2027-01-02" })).toBe("30 Dec 2026 to 2 Jan 2027");
    expect(periodName({ from: "2026-10-03", to: "2026-10-03" })).toBe("3 Oct 2026");
  });
});

describe("typed dates", () => {
  it("says what to write", () => {
    expect(periodProblem("2026-10-01", "2026-10-31")).toBeNull();
    expect(periodProblem("", "2026-10-31")).toEqual({ field: "from", says: "Write the date as 2026-11-21." });
    expect(periodProblem("2026-02-28", "2026-02-30")).toEqual({ field: "to", says: "Write the date as 2026-11-21." });
    expect(periodProblem("2026-10-05", "2026-10-01")).toEqual({
      field: "to",
      says: "The last day lies before the first, 5 Oct 2026. Choose a later one.",
    });
  });
});
