import type { Category, MakeGoodKind, Responsibility } from "$lib/ipc/generated/types";

/** What can go wrong, in the order of the number keys. */
export const CATEGORIES: readonly { value: Category; label: string; /** On its tile. */ short: string }[] = [
  { value: "food_quality", label: "Food quality", short: "Food" },
  { value: "wrong_item", label: "Missing or wrong", short: "Wrong item" },
  { value: "long_wait", label: "Long wait", short: "Long wait" },
  { value: "service", label: "Service", short: "Service" },
  { value: "cleanliness", label: "Cleanliness", short: "Cleaning" },
  { value: "billing", label: "Billing", short: "Bill" },
  { value: "reservation", label: "Reservation", short: "Booking" },
  { value: "takeout", label: "Delivery, takeout", short: "Takeout" },
  { value: "other", label: "Other", short: "Other" },
];

export const SEVERITIES = [
  { value: 1, label: "A slip" },
  { value: 2, label: "A let-down" },
  { value: 3, label: "Serious" },
] as const;

/** Whose lapse it was; the apology is owed all the same. */
export const RESPONSIBILITIES: readonly { value: Responsibility; label: string; shown?: string }[] = [
  { value: "ours", label: "Our lapse", shown: "Ours" },
  { value: "partly_ours", label: "Partly ours", shown: "Partly" },
  { value: "not_ours", label: "Not ours" },
];

/** How the guest feels now, 0 to 10. */
export const SCORES = Array.from({ length: 11 }, (_, score) => ({ value: score, label: String(score) }));

/** What the guest can get, with the letter that Alt and it choose. */
export const MAKE_GOODS: readonly { value: MakeGoodKind; label: string; note: string; key: string }[] = [
  { value: "comp", label: "Comp now", note: "off this bill", key: "C" },
  { value: "check", label: "Check", note: "now or next time", key: "K" },
  { value: "certificate", label: "Certificate", note: "a visit or a dish", key: "T" },
  { value: "gesture", label: "Gesture", note: "cookies, flowers", key: "G" },
];

/** Words that stand ready while typing; any other word is as good. */
export const PLACES = ["Table ", "Bar", "Takeout", "Delivery", "Phone", "Drive-through"];
export const BENEFITS = ["breakfast for two", "a main course", "dessert for the table", "a bottle of house wine"];
export const GESTURES = ["a box of cookies", "flowers", "drove the missing dish over"];
