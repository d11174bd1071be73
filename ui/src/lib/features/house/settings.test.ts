import { describe, expect, it } from "vitest";
import type { AppState } from "$lib/ipc/generated/types";
import { currencyOptions, cutoverOptions, lastingOptions, suggestedHouse, timezoneNow, timezoneOptions } from "./settings";

const STATE = { suggested_apology: "We are sorry." } as AppState;
const guess = (language: string) => {
  const { currency, paper } = suggestedHouse(STATE, language);
  return [currency, paper];
};

describe("what a new house starts with", () => {
  it("follows the machine's region", () => {
    expect(guess("en-US")).toEqual(["USD", "letter"]);
    expect(guess("de")).toEqual(["EUR", "a4"]);
    expect(guess("en-CA")).toEqual(["CAD", "letter"]);
    expect(guess("en-GB")).toEqual(["GBP", "a4"]);
  });

  it("starts somewhere on a machine that names no language", () => {
    for (const language of ["", "C", "c", "POSIX.UTF-8"]) expect(guess(language)).toEqual(["USD", "letter"]);
  });

  it("takes the usual cut-over, expiry and apology", () => {
    expect(suggestedHouse(STATE, "en-US")).toMatchObject({ cutover: "04:00", expiry_days: 90, legend: true, apology: "We are sorry." });
  });
});

describe("the choices", () => {
  it("read as people say them", () => {
    expect(cutoverOptions("04:00").find(({ value }) => value === "04:00")?.label).toBe("4:00 am");
    expect(cutoverOptions("00:00").slice(0, 2).map(({ label }) => label)).toEqual(["Midnight", "12:30 am"]);
    expect(currencyOptions()[0]).toEqual({ value: "USD", label: "US Dollar, USD" });
    const detroit = timezoneOptions("UTC").find(({ value }) => value === "America/Detroit");
    expect(detroit).toEqual({ value: "America/Detroit", label: "Detroit, America" });
    expect(timezoneNow("America/Detroit", Date.parse("2026-11-21T22:20:00Z"))).toBe("Detroit, 5:20 pm now");
  });

  it("always hold what is set, however unusual", () => {
    expect(cutoverOptions("03:17").map(({ value }) => value)).toContain("03:17");
    expect(lastingOptions(45).map(({ value }) => value)).toContain(45);
    expect(timezoneOptions("Etc/GMT+5").map(({ value }) => value)).toContain("Etc/GMT+5");
  });

  it("leave out what nobody pays with", () => {
    const codes = currencyOptions().map(({ value }) => value);
    expect(codes).not.toContain("XAU");
    expect(codes).toContain("XOF");
    expect(new Set(codes).size).toBe(codes.length);
  });
});
