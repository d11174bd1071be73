import type { Category, Incident, IncidentRow, MakeGood, MakeGoodKind, Responsibility } from "$lib/ipc/generated/types";
import { daysBetween } from "$lib/ui/dates";
import { counted } from "$lib/ui/figures";

/** What fell short, as people read it: the same words as on paper and in the books. */
export const CATEGORY_WORDS: Record<Category, string> = {
  food_quality: "Food quality",
  wrong_item: "Missing or wrong item",
  long_wait: "Long wait",
  service: "Service",
  cleanliness: "Cleanliness",
  billing: "Billing",
  reservation: "Reservation",
  takeout: "Delivery or takeout",
  other: "Other",
};

export const KIND_WORDS: Record<MakeGoodKind, string> = {
  check: "Check",
  certificate: "Certificate",
  comp: "Comp now",
  gesture: "Gesture",
};

export const SEVERITY_WORDS: Record<number, string> = { 1: "a slip", 2: "a let-down", 3: "serious" };

/** Told where it was not the house's alone. */
export const RESPONSIBILITY_WORDS: Record<Responsibility, string | null> = { ours: null, partly_ours: "partly ours", not_ours: "not ours" };

/** A mark's shape, its tone and its word. */
export interface MarkWords {
  shape: "full" | "ring" | "half" | "dash" | "cross";
  tone: "good" | "open" | "past";
  word: string;
}

/** Where a make-good stands, as a shape and a word. */
export function markOf(good: MakeGood, today: string): MarkWords {
  switch (good.status) {
    case "came_back":
      return { shape: "full", tone: "good", word: "Came back" };
    case "part_used":
      return { shape: "half", tone: "good", word: "Part used" };
    case "open": {
      const days = good.expires_on ? daysBetween(today, good.expires_on) : 0;
      return { shape: "ring", tone: "open", word: days === 0 ? "Open, last day" : `Open, ${counted(days, "day")}` };
    }
    case "voided":
      return { shape: "cross", tone: "past", word: "Voided" };
    case "expired":
      return { shape: "cross", tone: "past", word: "Expired" };
    case "done":
      return { shape: "dash", tone: "past", word: "Done" };
  }
}

const TELLING = ["open", "part_used", "came_back", "expired", "done", "voided"] as const;

/** The make-good that says most about where the incident stands. */
export function telling(goods: readonly MakeGood[]): MakeGood | null {
  return goods.toSorted((one, other) => TELLING.indexOf(one.status) - TELLING.indexOf(other.status))[0] ?? null;
}

/** The second line of a make-good: what it is, or the end of its code. */
export function goodNote(good: MakeGood, others: number): string {
  const note = good.what ?? (good.last_four ? `…${good.last_four}` : "off that bill");
  return others > 0 ? `${note}, and ${others} more` : note;
}

/** Where and to whom: "Food quality, table 12, Helen Okafor". */
export function placeAndGuest({ category, place, guest }: Incident): string {
  const where = place && /^\p{Lu}\p{Ll}/u.test(place) ? place.charAt(0).toLowerCase() + place.slice(1) : place;
  return [CATEGORY_WORDS[category], where, guest ?? "no name"].filter(Boolean).join(", ");
}

/** What was given for the incident, in minor units; null where nothing has a figure. */
export function givenFor({ make_goods }: IncidentRow): number | null {
  const amounts = make_goods.flatMap((good) => good.amount?.minor ?? []);
  return amounts.length > 0 ? amounts.reduce((sum, minor) => sum + minor, 0) : null;
}

/** What happened, short enough for a title: its first clause, or as many words as fit. */
export function headline(what: string, fits = 44): string {
  const sentence = what.trim().replace(/\s+/g, " ").replace(/[.\s]+$/, "");
  if (sentence.length <= fits) return sentence;
  const clause = sentence.split(/[,;:.!?]\s/)[0] ?? sentence;
  if (clause.length >= 8 && clause.length <= fits) return clause;
  const cut = sentence.slice(0, fits);
  const space = cut.lastIndexOf(" ");
  return `${(space > 12 ? cut.slice(0, space) : cut).replace(/[,;:.]$/, "")}…`;
}
