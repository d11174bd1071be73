import { describe, expect, it } from "vitest";
import { addDays, addMonths, dayAndTime, daysBetween, isDate, longDayAndTime, monthOf, shortDate, timeOf } from "./dates";

describe("dates as people read them", () => {
  it("writes a business date without minding any time zone", () => {
    expect(shortDate("2027-02-19")).toBe("19 Feb 2027");
    expect(shortDate("2026-09-01")).toBe("1 Sep 2026");
  });

  it("writes an instant in the house's zone", () => {
    const instant = "2026-11-22T00:42:00Z";
    expect(timeOf(instant, "America/Detroit")).toBe("7:42 pm");
    expect(timeOf("2026-11-22T05:10:00Z", "America/Detroit")).toBe("12:10 am");
    expect(dayAndTime(instant, "America/Detroit")).toBe("Sat 21 Nov, 7:42 pm");
    expect(longDayAndTime(instant, "America/Detroit")).toBe("Saturday 21 November, 7:42 pm");
  });

  it("counts days across months, years and leap days", () => {
    expect(addDays("2026-11-21", 90)).toBe("2027-02-19");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(daysBetween("2026-11-21", "2027-02-19")).toBe(90);
    expect(monthOf("2028-02-10")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
    expect(addMonths("2026-12-01", 1)).toBe("2027-01-01");
  });

  it("knows a date from a wish", () => {
    expect([isDate("2027-03-31"), isDate("2027-02-31"), isDate("31.3.2027"), isDate("")]).toEqual([true, false, false, false]);
  });
});
