import { describe, expect, it } from "vitest";
import { counted, figures, moneyText, spokenMoney } from "./figures";

const dollars = { prefix: "$", decimals: 2 };

describe("figures", () => {
  it("groups thousands and keeps the decimals of the currency", () => {
    expect(figures(0, 2)).toBe("0.00");
    expect(figures(5, 2)).toBe("0.05");
    expect(figures(103_800, 2)).toBe("1,038.00");
    expect(figures(123_456_789_012, 2)).toBe("1,234,567,890.12");
    expect(figures(1_500, 0)).toBe("1,500");
    expect(figures(12_500, 3)).toBe("12.500");
  });

  it("writes a true minus", () => {
    expect(figures(-2_400, 2)).toBe("\u221224.00");
    expect(moneyText(-2_400, dollars)).toBe("\u2212$24.00");
  });

  it("says whole amounts without the cents", () => {
    expect(spokenMoney(2_400, dollars)).toBe("$24");
    expect(spokenMoney(2_450, dollars)).toBe("$24.50");
    expect(spokenMoney(1_500, { prefix: "¥", decimals: 0 })).toBe("¥1,500");
  });

  it("counts in words that agree", () => {
    expect(counted(1, "guest")).toBe("1 guest");
    expect(counted(0, "guest")).toBe("0 guests");
    expect(counted(10_000, "incident")).toBe("10,000 incidents");
  });
});
