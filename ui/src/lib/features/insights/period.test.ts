import { describe, expect, it } from "vitest";
import { periodOf, spans } from "./period";

const NONE = { from: "", to: "" };

describe("the days of the insights", () => {
  it("are whole weeks to the last Sunday that is over or today", () => {
    expect(periodOf("weeks12", "2026-11-23", NONE)).toEqual({ from: "2026-08-31", to: "2026-11-22" });
    expect(periodOf("weeks12", "2026-11-22", NONE)).toEqual({ from: "2026-08-31", to: "2026-11-22" });
    expect(periodOf("weeks4", "2026-11-21", NONE)).toEqual({ from: "2026-10-19", to: "2026-11-15" });
    expect(spans("2026-11-23")[0]?.label).toBe("Twelve weeks to 22 Nov");
  });

  it("are of this month up to today", () => {
    expect(periodOf("month", "2026-11-23", NONE)).toEqual({ from: "2026-11-01", to: "2026-11-23" });
    expect(periodOf("last_month", "2026-11-23", NONE)).toEqual({ from: "2026-10-01", to: "2026-10-31" });
  });
});
