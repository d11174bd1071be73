import type { Category, MakeGoodRequest, MakeItRight } from "$lib/ipc/generated/types";
import type { Ledger } from "$lib/ipc/twin/ledger";
import { plusDays } from "$lib/ipc/twin/ledger";
import { dice } from "$lib/ipc/twin/rules";

const STORIES: readonly { category: Category; what: string }[] = [
  { category: "food_quality", what: "Duck came to the table cold, twenty minutes after the other three plates." },
  { category: "wrong_item", what: "Dressing left out of the salad; noticed at home." },
  { category: "long_wait", what: "Forty minutes between starter and main, nobody came by to say why." },
  { category: "service", what: "Asked twice for honey, and had to ask a third time." },
  { category: "takeout", what: "Order was handed to the wrong guest; the second one was cold." },
  { category: "billing", what: "Charged for a bottle that went back." },
  { category: "reservation", what: "Table for five was booked for Sunday, not Saturday." },
  { category: "cleanliness", what: "Lipstick on a water glass." },
];
const GUESTS = ["Helen Okafor", "Marcus Lindqvist", "", "Priya Raman", "Tomás Ferreira", "Ida Kowalczyk", "", "Walt Jensen"];
const STAFF = ["Owen Brandt", "Nadia Haddad", "Lucía Prieto"];

export const SAMPLE_HOUSE = {
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
} as const;

function pick<Item>(items: readonly Item[], at: number): Item {
  return items[Math.floor(at * items.length) % items.length] as Item;
}

function wish(random: () => number, days: number, date: string): MakeGoodRequest {
  const roll = random();
  const amount = `${10 + Math.floor(random() * 24)}.00`;
  const expires_on = plusDays(date, days > 60 ? 30 : 90);
  if (roll < 0.5) return { kind: "check", amount, expires_on };
  if (roll < 0.7) return { kind: "certificate", benefit: "breakfast for two", value: random() < 0.5 ? "31.00" : null, expires_on };
  if (roll < 0.9) return { kind: "comp", amount };
  return { kind: "gesture", what: "A box of cookies, driven over", cost: "8.50" };
}

/** Three months of a restaurant, the same every time, ending today. */
export function playSample(ledger: Ledger, now: Date): void {
  const random = dice(7);
  const codes: { code: string; at: Date }[] = [];
  for (let days = 95; days >= 0; days--) {
    const at = new Date(now.getTime() - days * 86_400_000 - random() * 4 * 3_600_000);
    if (random() < 0.35 && days > 0) continue;
    const story = pick(STORIES, random());
    const request: MakeItRight = {
      request_id: `sample-${days}`,
      category: story.category,
      severity: 1 + Math.floor(random() * 3),
      what: story.what,
      place: pick(["Table 12", "Table 4", "Takeout", "Phone", "Bar", "Table 21"], random()),
      guest: pick(GUESTS, random()),
      contact: random() < 0.5 ? "(616) 555-0119" : "",
      staff: pick(STAFF, random()),
      score: random() < 0.5 ? Math.floor(random() * 7) : null,
      make_good: wish(random, days, at.toISOString().slice(0, 10)),
    };
    const made = ledger.makeRight(request, at);
    const held = made.voucher && ledger.held.find((each) => each.voucher.id === made.voucher?.id);
    if (held && random() < 0.6) codes.push({ code: held.code, at: new Date(at.getTime() + (3 + random() * 20) * 86_400_000) });
  }
  for (const { code, at } of codes) {
    if (at > now) continue;
    const bill = String(40000 + Math.floor(random() * 999));
    const part = random() < 0.25 ? "9.00" : null;
    ledger.redeem({ request_id: code, code, amount: part, value: null, bill, staff: pick(STAFF, random()) }, at);
  }
}
