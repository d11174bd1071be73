import { describe, expect, it } from "vitest";
import { drawCode, dice } from "$lib/ipc/twin/rules";
import { bareCode, beforeCode, caretAfterGrouping, codeArriving, drawnAsWords, groupCode, meantAsCode, meantAsSearch, strangers } from "./code";

const whole = drawCode(dice(3));
const grouped = groupCode(whole);

/** What stands in the field after a hand typed this, key by key. */
function byHand(typed: string): string {
  let field = "";
  for (const character of typed) field = groupCode(field + character);
  return field;
}

describe("a code while it is typed", () => {
  it("groups by four, whatever the case and the dashes", () => {
    expect(groupCode("k7q")).toBe("K7Q");
    expect(groupCode("bcdf")).toBe("bcdf");
    expect(groupCode("bcdf2")).toBe("BCDF-2");
    expect(groupCode("bcdfghjklmnp")).toBe("BCDF-GHJK-LMNP");
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

  it("leaves words, figures and days as they are typed", () => {
    for (const typed of ["Helen Okafor", "o'hara", "zoë", "(616) 555-0119", "+1 616 555 0119", "21 Nov", "Nov 21", "2026-11-21", "11/21"]) {
      expect(groupCode(typed)).toBe(typed);
      expect(caretAfterGrouping(typed)).toBe(typed.length);
    }
  });

  it("leaves them so while a hand types them, key by key", () => {
    for (const typed of ["21 Nov", "Nov 21", "Jul 4", "June 4", "21 nov okafor", "smith 0119", "lynn 0119", "Anna 0119", "0119 okafor", "0119 Anna", "okafor TWH9", "Anna TWH9", "helen okafor 9twh", "Chris Dunkirk", "Flynn", "Phyllis Ng", "Ng", "flynn 0119", "616 555 0119", "Mary Ng 21 Nov"]) {
      expect(byHand(typed)).toBe(typed);
      expect([typed, meantAsSearch(byHand(typed))]).toEqual([typed, true]);
    }
  });

  it("draws words as words, and what may be a code on its lines", () => {
    for (const typed of ["", "k", "lynn", "9TWH", "K7QD-4", whole]) expect([typed, drawnAsWords(typed)]).toEqual([typed, false]);
    for (const typed of ["flynn", "okafor", "21 Nov", "lynn 0119", "616 555 0119"]) expect([typed, drawnAsWords(typed)]).toEqual([typed, true]);
  });

  it("groups a code that a hand types, however it is spaced", () => {
    for (const typed of ["k7qd4nxr9twh", "k7qd 4nxr 9twh", "k7q d4n xr9 twh", "k7qd4n xr9twh", "k 7 q d 4 n x r 9 t w h", "bcdf 4nxr 9twh", "k7qd-4nxr-9twh"]) {
      const field = byHand(typed);
      expect([typed, field]).toEqual([typed, groupCode(typed.replace(/[ -]/g, ""))]);
      expect(field).toMatch(/^\w{4}-\w{4}-\w{4}$/);
      expect(meantAsSearch(field)).toBe(false);
    }
  });

  it("points at what is wrong in a code, whatever its spaces", () => {
    for (const typed of ["k7qo 4nar 9toh", "k7qo4nar9toh"]) {
      expect(byHand(typed)).toBe("K7QO-4NAR-9TOH");
      expect(meantAsSearch(byHand(typed))).toBe(false);
    }
  });

  it("leaves a scan on another keyboard as it arrives, dashes and all", () => {
    for (const scan of ["CB1ÖK7QD4NXR9TZY", "CB&MKèAD'NXRçTYW", "CB&M_-èçKDTRNXL_", "cb1ök7qd4nxr9tzy"]) {
      let field = "";
      for (const character of scan) field = groupCode(field + character);
      expect(field.toUpperCase()).toBe(scan.toUpperCase());
    }
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

  it("knows a scan on another keyboard, and what stood before it", () => {
    for (const scan of ["CB1ÖK7QD4NXR9TZY", "CB&MKèAD'NXRçTYW", "cb1mk7ad4nxr9tyw"]) {
      expect([codeArriving(scan), codeArriving(`4093${scan}`), beforeCode(`4093${scan}`)]).toEqual([scan, scan, "4093"]);
    }
  });

  it("knows a code with a slip in it for a code", () => {
    const slip = `${whole.slice(0, 11)}${whole.endsWith("Z") ? "Y" : "Z"}`;
    expect(codeArriving(slip)).toBeNull();
    expect(meantAsCode(slip)).toBe(true);
  });
});

describe("a paper that was left at home", () => {
  it("is asked for by what is no code", () => {
    for (const typed of ["Helen Okafor", "okafor", "Ng", "Flynn", "lynn", "9TWH", "…9twh", "0119", "616 555 0119", "21 Nov", "2026-11-21", "okafor 9twh"]) {
      expect([typed, meantAsSearch(typed)]).toEqual([typed, true]);
    }
  });

  it("is not asked for by a code, nor by the code of something else", () => {
    for (const typed of ["", whole, grouped, "K7QD-4NXR-9TW", "K7QO-4NAR-9TOH", "CB1ÖK7QD4NXR9TZY", "https://example.com/menu", "WIFI:S:Guests;;"]) {
      expect([typed, meantAsSearch(typed)]).toEqual([typed, false]);
    }
  });
});
