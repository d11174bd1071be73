import { describe, expect, it } from "vitest";
import { drawCode, dice } from "$lib/ipc/twin/rules";
import { bareCode, beforeCode, caretAfterGrouping, codeArriving, groupCode, lastFour, meantAsCode, strangers } from "./code";

const whole = drawCode(dice(3));
const grouped = groupCode(whole);

describe("a code while it is typed", () => {
  it("groups by four, whatever the case and the dashes", () => {
    expect(groupCode("k7q")).toBe("K7Q");
    expect(groupCode("k7qd")).toBe("K7QD");
    expect(groupCode("k7qd4")).toBe("K7QD-4");
    for (const typed of ["k7qd4nxr9twh", "K7QD-4NXR-9TWH", "k7qd 4nxr 9twh", "K7QD–4NXR—9TWH", " K7QD.4NXR_9TWH ", "Ｋ７ＱＤ４ＮＸＲ９ＴＷＨ"]) {
      expect(groupCode(typed)).toBe("K7QD-4NXR-9TWH");
    }
  });

  it("takes off what a QR and its reader put in front", () => {
    expect(groupCode("CB1:K7QD4NXR9TWH")).toBe("K7QD-4NXR-9TWH");
    expect(groupCode("]Q1CB1:K7QD4NXR9TWH")).toBe("K7QD-4NXR-9TWH");
  });

  it("keeps what a person typed wrong, so that it can be put right", () => {
    expect(bareCode("o7qd")).toBe("O7QD");
    expect(groupCode("K7QD4NXR9TWHX")).toBe("K7QD-4NXR-9TWH-X");
    expect(strangers("K7QO-4NAR-9TOH")).toEqual(["O", "A"]);
    expect(strangers("K7QD-4NXR-1IUH")).toEqual([]);
  });

  it("keeps the caret where it was among the characters", () => {
    expect(caretAfterGrouping("")).toBe(0);
    expect(caretAfterGrouping("K7QD")).toBe(4);
    expect(caretAfterGrouping("K7QD4")).toBe(6);
    expect(caretAfterGrouping("K7QD-4NXR")).toBe(9);
    expect(caretAfterGrouping("K7QD-4NXR9")).toBe(11);
  });

  it("shows the last four alone afterwards", () => {
    expect(lastFour(grouped)).toBe(whole.slice(8));
  });
});

describe("a code where a bill number is asked for", () => {
  it("is a new scan once it is whole, also behind digits that stood there", () => {
    for (const typed of [whole, grouped, grouped.toLowerCase(), `CB1:${whole}`, `4093${whole}`, `40931CB1:${whole}`]) {
      expect(codeArriving(typed)).toBe(whole);
    }
    expect(codeArriving(whole.slice(0, 11))).toBeNull();
    expect([whole, grouped, `4093${whole}`, `40931CB1:${whole}`].map(beforeCode)).toEqual(["", "", "4093", "40931"]);
  });

  it("leaves bill numbers alone", () => {
    for (const bill of ["40931", "2026-11-22-0417", "TABLE 12", "BAR-0040931", "100000000001"]) {
      expect(codeArriving(bill)).toBeNull();
      expect(meantAsCode(bill)).toBe(false);
    }
  });

  it("knows a code with a slip in it for a code", () => {
    const slip = `${whole.slice(0, 11)}${whole.endsWith("Z") ? "Y" : "Z"}`;
    expect(codeArriving(slip)).toBeNull();
    expect(meantAsCode(slip)).toBe(true);
  });
});
