import type { Category, MakeGoodRequest, MakeItRight, ShopSettings } from "$lib/ipc/generated/types";
import type { Ledger } from "$lib/ipc/twin/ledger";
import { plusDays } from "$lib/ipc/twin/ledger";
import { dice } from "$lib/ipc/twin/rules";

const STORIES: readonly { category: Category; what: string; places?: readonly string[] }[] = [
  { category: "food_quality", what: "Duck came to the table cold, twenty minutes after the other three plates." },
  { category: "food_quality", what: "Risotto was salted twice; sent back and slow to return." },
  { category: "food_quality", what: "Soup had a hair in it." },
  { category: "wrong_item", what: "Oat milk asked for twice, cream came twice." },
  { category: "wrong_item", what: "Steak ordered medium came well done." },
  { category: "long_wait", what: "Fifty minutes for mains, and nobody came by." },
  { category: "long_wait", what: "Waited at the door with a booking while walk-ins were seated." },
  { category: "service", what: "Asked twice for honey, and had to ask a third time." },
  { category: "service", what: "Birthday candle promised on the phone, forgotten at dessert." },
  { category: "takeout", what: "Dressing left out of the takeout salad; noticed at home.", places: ["Takeout", "Phone", "Delivery"] },
  { category: "takeout", what: "Order was handed to the wrong guest; the second one was cold.", places: ["Takeout", "Drive-through"] },
  { category: "billing", what: "Charged for a bottle they sent back." },
  { category: "reservation", what: "Booking for six was read as four; waited in the rain.", places: ["Host stand", "Phone"] },
  { category: "cleanliness", what: "High chair was sticky." },
  { category: "cleanliness", what: "Lipstick on a water glass." },
  { category: "other", what: "Speaker above the table hummed all evening." },
];
const PLACES = ["Table 2", "Table 4", "Table 7", "Table 9", "Table 12", "Table 21", "Bar"] as const;
const GUESTS = [
  "Helen Okafor", "Marcus Lindqvist", "", "Priya Raman", "Tomás and Ana Rivas", "Ida Kowalczyk", "", "Walt Jensen",
  "Ji-woo Park", "Mara Quist", "Daniel Osei", "", "Greta Lindqvist", "Paul Hendry", "Sam Whitlock", "Noor Haddad",
] as const;
const STAFF = ["Owen Brandt", "Nadia Haddad", "Lucía Prieto"];
const BENEFITS: readonly { benefit: string; value: string }[] = [
  { benefit: "breakfast for two", value: "31.00" },
  { benefit: "dessert for the table", value: "27.00" },
  { benefit: "a main course", value: "24.50" },
];
const GESTURES: readonly { what: string; cost: string }[] = [
  { what: "a box of sablés", cost: "6.00" },
  { what: "drove the missing dish over", cost: "8.50" },
  { what: "flowers", cost: "14.00" },
];

const SAMPLE_HOUSE = {
  name: "Bistro Verveine",
  address: "27 Orchard Lane, Fairhaven, Michigan",
  telephone: "(616) 555-0142",
  currency: "USD",
  timezone: "America/Detroit",
  cutover: "04:00",
  paper: "letter",
  expiry_days: 90,
  apology: "That was our lapse, and we are sorry. Please let us cook for you again, and properly.",
  legend: true,
  style: "classic",
  accent: "#1E4D3B",
  save_ink: false,
  logo: null,
  fine_print: "",
  benefits: ["breakfast for two", "a main course", "dessert for the table"],
  letter: "",
  closing: "",
  retention_months: 24,
  extend_days: 30,
  stacking: false,
  keeps_balance: true,
  bill_total: false,
} as const satisfies Omit<ShopSettings, "benefits"> & { benefits: readonly string[] };

/** The sample's house, as a copy that may be changed. */
export const sampleHouse = (): ShopSettings => ({ ...SAMPLE_HOUSE, benefits: [...SAMPLE_HOUSE.benefits] });

function pick<Item>(items: readonly Item[], at: number): Item {
  return items[Math.floor(at * items.length) % items.length] as Item;
}

function wish(random: () => number, days: number, date: string): MakeGoodRequest {
  const roll = random();
  const amount = `${8 + Math.floor(random() * 30)}.${random() < 0.3 ? "50" : "00"}`;
  const expires_on = plusDays(date, days > 60 ? 30 : 90);
  if (roll < 0.52) return { kind: "check", amount, expires_on };
  if (roll < 0.68) {
    const { benefit, value } = pick(BENEFITS, random());
    return { kind: "certificate", benefit, value: random() < 0.6 ? value : null, expires_on };
  }
  if (roll < 0.88) return { kind: "comp", amount };
  return { kind: "gesture", ...pick(GESTURES, random()) };
}

/** A guest, with a number of their own where it was noted. */
function guestOf(guest: (typeof GUESTS)[number], noted: boolean): { guest: string; contact: string } {
  return { guest, contact: guest && noted ? `(616) 555-01${19 + GUESTS.indexOf(guest)}` : "" };
}

/** Somewhere in the service, from noon to ten at night in Detroit (five hours behind UTC), and not after now. */
function during(now: Date, days: number, at: number): Date {
  const noon = Date.parse(`${now.toISOString().slice(0, 10)}T17:00:00Z`) - days * 86_400_000;
  const time = noon + at * 10 * 3_600_000;
  return new Date(time < now.getTime() ? time : now.getTime() - (0.1 + at) * 3_600_000);
}

/** Three months of a restaurant, the same every time, ending today; or, for a try of long lists, this many incidents. */
export function playSample(ledger: Ledger, now: Date, incidents = 190): void {
  const random = dice(7);
  const issued: { code: string; at: Date; kind: string }[] = [];
  const perDay = incidents / 95;
  for (let number = incidents - 1; number >= 0; number--) {
    const days = Math.floor(number / perDay);
    const at = during(now, days, 1 - (number % perDay) / perDay - (random() * 0.6) / perDay);
    const story = pick(STORIES, random());
    const request: MakeItRight = {
      request_id: `sample-${number}`,
      category: story.category,
      severity: 1 + Math.floor(random() * 2.4),
      what: story.what,
      place: pick(story.places ?? PLACES, random()),
      ...guestOf(pick(GUESTS, random()), random() < 0.5),
      staff: pick(STAFF, random()),
      score: random() < 0.5 ? Math.floor(random() * 7) : null,
      make_good: wish(random, days, at.toISOString().slice(0, 10)),
    };
    const made = ledger.makeRight(request, at);
    const held = made.voucher && ledger.told[0]?.held;
    if (held && random() < 0.6) issued.push({ code: held.code, at: new Date(at.getTime() + Math.ceil(2 + random() * 20) * 86_400_000), kind: held.voucher.kind });
  }
  // A till gives no number twice.
  let bills = 30_000;
  for (const { code, at, kind } of issued.toSorted((one, other) => one.at.getTime() - other.at.getTime())) {
    bills += 1 + Math.floor(random() * 3);
    const bill = String(bills);
    const roll = random();
    const staff = pick(STAFF, random());
    if (at > now) continue;
    if (now.getTime() - at.getTime() < 6 * 3_600_000) continue;
    ledger.redeem({ request_id: code, code, amount: kind === "check" && roll < 0.2 ? "6.00" : null, value: kind === "certificate" ? "31.00" : null, bill, bill_total: "", staff }, at);
  }
  comeBackTonight(ledger, now);
}

/** A few guests who came back in the last hour or so. */
function comeBackTonight(ledger: Ledger, now: Date): void {
  const open = ledger.held.filter(({ voucher, uses }) => voucher.status === "outstanding" && uses.length === 0 && voucher.expires_on > ledger.today);
  const checks = open.filter(({ voucher }) => voucher.kind === "check").slice(3, 6);
  const certificates = open.filter(({ voucher }) => voucher.kind === "certificate").slice(1, 2);
  [...checks, ...certificates].forEach(({ code, voucher }, place) => {
    const check = voucher.kind === "check";
    const at = new Date(now.getTime() - (70 - place * 19) * 60_000);
    const bill = String(40_927 + place);
    ledger.redeem({ request_id: code, code, amount: check && place === 0 ? "4.00" : null, value: check ? null : "31.00", bill, bill_total: "", staff: "Marcus Bell" }, at);
  });
}
