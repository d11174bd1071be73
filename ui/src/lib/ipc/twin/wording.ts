import type { MakeItRight, ShopSettings, WordingRemark } from "$lib/ipc/generated/types";

/** A few of the shop's rules about its words, enough to see a remark; the real ones are in Rust. */
export function remarksOn(house: ShopSettings, { make_good: good, guest }: Pick<MakeItRight, "make_good" | "guest">): WordingRemark[] {
  const remarks: WordingRemark[] = [];
  if (good.kind === "check" && !house.legend) {
    remarks.push({
      rule: "legend",
      weight: "missing",
      sentence: "THIS IS NOT A CHECK is switched off. New York (GBL 396-aa) and Washington (RCW 19.170.050) ask for it across a paper that looks like a check. Switch it on under Settings.",
    });
  }
  if (good.kind === "certificate" && /[$€£]\s*\d/.test(good.benefit)) {
    remarks.push({ rule: "figure", weight: "note", sentence: "The benefit names a sum of money. A free item without one is outside the gift card rules. Leave the sum out if you can." });
  }
  const strange = [...guest].find((character) => /\p{Co}/u.test(character));
  if (strange) {
    const point = `U+${strange.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0") ?? ""}`;
    remarks.push({ rule: "glyphs", weight: "missing", sentence: `No font on this machine has “${strange}” (${point}), so a box stands in its place. Install a font that has it, or write it in other letters.` });
  }
  return remarks;
}
