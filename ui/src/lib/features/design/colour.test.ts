import { describe, expect, it } from "vitest";
import { contrastOnWhite, LEAST_CONTRAST, printed, readColour, saysOf, SWATCHES } from "./colour";

describe("the colour of the paper", () => {
  it("is read as people write it", () => {
    expect(["#1E4D3B", "1e4d3b", " #1e4d3b ", "#f0a"].map(readColour)).toEqual(["#1E4D3B", "#1E4D3B", "#1E4D3B", "#FF00AA"]);
    expect(["", "#", "green", "#12345", "#1234567", "#éééééé"].map(readColour)).toEqual([null, null, null, null, null, null]);
  });

  it("prints as it is where it can be read on white", () => {
    expect(contrastOnWhite("#000000")).toBeCloseTo(21, 5);
    expect(contrastOnWhite("#FFFFFF")).toBeCloseTo(1, 5);
    for (const { value } of SWATCHES) {
      expect(printed(value)).toBe(value);
      expect(contrastOnWhite(value)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    }
    expect(saysOf("#1E4D3B")).toBe("reads on white, 9.6 : 1");
  });

  it("is darkened where it cannot, and keeps its hue", () => {
    for (const colour of ["#FFD24A", "#FF0000", "#9AD0F5", "#FFFFFF", "#777777"]) {
      const shade = printed(colour);
      expect(contrastOnWhite(shade)).toBeGreaterThanOrEqual(LEAST_CONTRAST - 0.05);
      expect(shade).not.toBe(colour);
    }
    const [red = 0, green = 0, blue = 0] = (printed("#FF0000").match(/[0-9A-F]{2}/g) ?? []).map((pair) => Number.parseInt(pair, 16));
    expect(red).toBeGreaterThan(100);
    expect([green, blue]).toEqual([0, 0]);
    expect(saysOf("#FFD24A")).toBe("too light to read on white, so it prints darker");
  });
});
