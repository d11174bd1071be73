import { describe, expect, it } from "vitest";
import { amountAsTyped, decimalsOf, minorOf, plainAmount, quickAmounts, signOf, stepAmount } from "./amount";

describe("stepping an amount", () => {
  it("steps by one unit of the currency", () => {
    expect(stepAmount("24.00", 1, 2)).toBe("25.00");
    expect(stepAmount("24.5", -1, 2)).toBe("23.50");
    expect(stepAmount("2", 5, 3)).toBe("7.000");
  });

  it("steps a currency without decimals by a hundred", () => {
    expect(stepAmount("1500", 1, 0)).toBe("1600");
  });

  it("starts from nothing, and goes back to nothing", () => {
    expect(stepAmount("", 1, 2)).toBe("1.00");
    expect(stepAmount("1.00", -1, 2)).toBe("");
    expect(stepAmount("", -1, 2)).toBe("");
  });

  it("leaves alone what it cannot read", () => {
    for (const typed of ["12,50", "1e3", "-4", "twelve", "12.345"]) expect(stepAmount(typed, 1, 2)).toBe(typed);
  });

  it("never goes through a float", () => {
    let typed = "0.10";
    for (let n = 0; n < 3; n++) typed = stepAmount(typed, 1, 2);
    expect(typed).toBe("3.10");
    expect(minorOf("999999999.99", 2)).toBe(99_999_999_999);
  });
});

describe("an amount told while it is typed", () => {
  it("has one sign before it, typed or not", () => {
    for (const typed of ["24", " 24 ", "$24", "$ 24"]) expect(amountAsTyped(typed, "USD")).toBe("$24");
    expect(amountAsTyped("CHF 24.5", "CHF")).toBe("CHF\u00a024.5");
  });

  it("is none where it does not read as one", () => {
    for (const typed of ["", "$", "abc", "-5", "24,50", "0.001", "$$24", "9".repeat(400)]) expect(amountAsTyped(typed, "USD")).toBeNull();
  });
});

describe("currencies", () => {
  it("knows decimals and signs", () => {
    expect([decimalsOf("USD"), decimalsOf("JPY"), decimalsOf("KWD")]).toEqual([2, 0, 3]);
    expect([signOf("USD"), signOf("EUR"), signOf("CHF")]).toEqual(["$", "€", "CHF\u00a0"]);
  });

  it("writes minor units plainly", () => {
    expect(plainAmount(5, 2)).toBe("0.05");
    expect(plainAmount(5, 0)).toBe("5");
    expect(quickAmounts(2)).toEqual(["10.00", "15.00", "25.00", "40.00"]);
    expect(quickAmounts(0)).toEqual(["1000", "1500", "2500", "4000"]);
  });
});
