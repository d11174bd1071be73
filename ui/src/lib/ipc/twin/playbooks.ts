import type { Category, MakeGoodKind, Playbook, Responsibility, Suggestion } from "$lib/ipc/generated/types";

/** A few words for each kind of let-down; the real defaults are in Rust. */
interface Plan {
  say: string;
  steps: readonly string[];
  no: string;
  instead: readonly string[];
}

const PLANS: Record<Category, Plan> = {
  food_quality: {
    say: "I’m sorry. That plate should have come hot, and with the others. A fresh one is on the fire now.",
    steps: ["New plate fired", "Manager visits", "Dessert sent"],
    no: "The kitchen cannot make that dish again tonight: say so, and say until when.",
    instead: ["Another main, at once", "The dish packed for tomorrow"],
  },
  wrong_item: {
    say: "I’m sorry, that is not what you ordered. The right one comes first now.",
    steps: ["Right dish fired", "Wrong one left or cleared"],
    no: "The dish is sold out: name the two that come closest.",
    instead: ["The dish that comes closest", "A starter while they choose"],
  },
  long_wait: {
    say: "I’m sorry. You have waited too long, and nobody told you. Your plates come next.",
    steps: ["Kitchen gives a time", "Bread and a drink brought", "Manager visits"],
    no: "The kitchen is behind for everybody: give an honest time.",
    instead: ["Dishes that are ready sooner", "A table on another evening"],
  },
  service: {
    say: "I’m sorry. You asked, and we did not hear you. I am looking after your table now.",
    steps: ["Table taken over", "Thanked by name"],
    no: "The table by the window is promised: say when it is free.",
    instead: ["Another table tonight", "That table, booked for next time"],
  },
  cleanliness: {
    say: "I’m sorry. You should not have had to see that. I am changing it now, and looking at the rest.",
    steps: ["Cleaned at once", "Neighbouring tables looked at"],
    no: "The room cannot be closed for cleaning: say what is done now.",
    instead: ["Another table"],
  },
  billing: {
    say: "I’m sorry, that bill is wrong. Here is the right one, and thank you for telling us.",
    steps: ["Bill read line by line", "New bill brought"],
    no: "The price stands on the menu: show it, without arguing.",
    instead: ["A coffee on the house"],
  },
  reservation: {
    say: "I’m sorry. We have your booking, and we got it wrong. This is what I can do this minute.",
    steps: ["Seats offered", "Drink while they wait", "Booking put right"],
    no: "Every table is taken: give the earliest honest time.",
    instead: ["The bar, with the whole menu", "Another evening, the best table"],
  },
  takeout: {
    say: "I’m sorry, that was to be in the bag. I can bring it, or take it off: which helps you tonight?",
    steps: ["Missing dish made", "Driver sent, or taken off"],
    no: "We cannot drive that far: say so, and take it off.",
    instead: ["The dish taken off the bill", "It waits, hot, until nine"],
  },
  other: {
    say: "I’m sorry that it was not as it should be. Tell me what would put it right.",
    steps: ["Listened to the end", "Manager told"],
    no: "Say what we cannot do, and why, in one sentence.",
    instead: ["What we can do tonight"],
  },
};

const OFFERS: readonly { offer: MakeGoodKind; from: string; to: string; what: string; hours: number | null }[] = [
  { offer: "gesture", from: "", to: "", what: "a box of cookies", hours: null },
  { offer: "check", from: "18.00", to: "26.00", what: "", hours: null },
  { offer: "certificate", from: "30.00", to: "60.00", what: "dinner for two", hours: 24 },
];

export const planned = (category: Category, severity: number): Playbook => {
  const plan = PLANS[category];
  const offer = OFFERS[severity - 1] ?? OFFERS[1];
  return {
    category,
    severity,
    say: plan.say,
    steps: [...plan.steps],
    offer: offer?.offer ?? "check",
    offer_from: offer?.from ?? "",
    offer_to: offer?.to ?? "",
    offer_what: offer?.what ?? "",
    no_because: plan.no,
    instead: [...plan.instead],
    follow_up_hours: offer?.hours ?? null,
    manager: severity === 3,
    original: true,
  };
};

const half = (typed: string) => (typed ? (Number(typed) / 2).toFixed(2) : "");

/** The plan's offer, bent by whose lapse it was; the room left is for Rust to know. */
export function suggested({ offer, offer_from, offer_to, offer_what }: Playbook, whose: Responsibility): Suggestion {
  const whole = { offer, offer_from, offer_to, offer_what, because: null };
  if (whose === "ours" || offer === "gesture") return whole;
  if (whose === "not_ours") return { offer: "gesture", offer_from: "", offer_to: "", offer_what: "A coffee or something sweet", because: "A kindness, as it was not ours." };
  return { offer: offer === "comp" ? "comp" : "check", offer_from: half(offer_from), offer_to: half(offer_to), offer_what: "", because: "Half, as it was partly ours." };
}

/** Nine categories, three severities each. */
export const originalPlaybooks = (): Playbook[] =>
  (Object.keys(PLANS) as Category[]).flatMap((category) => [1, 2, 3].map((severity) => planned(category, severity)));
