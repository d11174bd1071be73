import { Failure } from "$lib/ipc/errors";
import type { Category, Code, MakeGoodKind, Money } from "$lib/ipc/generated/types";

/** The shop's rules as far as the twin needs them; the real ones are in Rust, and are proven there. */

export const CATEGORY_LABELS: Record<Category, string> = {
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

export const KIND_LABELS: Record<MakeGoodKind, string> = {
  check: "Check",
  certificate: "Certificate",
  comp: "Comp now",
  gesture: "Gesture",
};

export function refuse(code: Code, message: string, field?: string, more: Record<string, string> = {}): never {
  throw new Failure({ code, message, details: field ? { field, ...more } : more });
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency) ?? new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  formats.set(currency, known);
  return known;
}

export function money(minor: number, currency: string): Money {
  const digits = formatOf(currency);
  const decimals = digits.resolvedOptions().maximumFractionDigits ?? 2;
  return { minor, currency, text: digits.format(minor / 10 ** decimals) };
}

export function parseMoney(typed: string, currency: string, field: string): Money {
  const text = typed.trim().replace(/^\$/, "");
  if (text === "") return refuse("bad_amount", "The amount is missing. Write it as 12.50.", field);
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return refuse("bad_amount", "Write the amount as 12.50.", field);
  const minor = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  if (match[1] || minor === 0) return refuse("amount_refused", "The amount must be more than zero.", field);
  if (minor > 100_000_000) return refuse("amount_refused", "The amount is over $1,000,000.00. Check the number of zeros.", field);
  return money(minor, currency);
}

export function required(typed: string, name: string, field: string): string {
  const text = typed.trim();
  if (text === "") return refuse("bad_text", `The ${name} is missing. Write it, then try again.`, field);
  if (text.length > 2000) return refuse("bad_text", `The ${name} is too long: ${text.length} characters, and 2000 fit. Shorten it.`, field);
  return text;
}

const ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZ";

function weighted(characters: string): number {
  let weight = 1;
  let sum = 0;
  for (const character of characters) {
    sum += weight * ALPHABET.indexOf(character);
    weight = (weight * 2) % ALPHABET.length;
  }
  return sum % ALPHABET.length;
}

/** A code of eleven drawn characters and the one that makes the sum come out. */
export function drawCode(random: () => number): string {
  const drawn = Array.from({ length: 11 }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join("");
  return [...ALPHABET].map((last) => drawn + last).find((code) => weighted(code) === 0) ?? drawn;
}

/** What was typed, as a code; or what is wrong with it. */
export function readCode(typed: string): { code: string } | { verdict: "mistyped" | "not_a_code"; message: string } {
  const code = typed.normalize("NFKC").toUpperCase().replace(/^CB1:/, "").replace(/[\s\p{Pd}_.]/gu, "").replace(/[1I|]/g, "L").replace(/U/g, "V");
  if (![...code].every((character) => ALPHABET.includes(character)) || code === "") {
    return { verdict: "not_a_code", message: "That is not one of our codes. A code looks like XXXX-XXXX-XXXX." };
  }
  if (code.length !== 12) {
    return { verdict: "mistyped", message: `A code has 12 characters; this has ${code.length}. Look again at the paper.` };
  }
  if (weighted(code) !== 0) {
    return { verdict: "mistyped", message: "That is not quite the code: one or more characters are wrong. Look again at the paper." };
  }
  return { code };
}

/** Dice with a seed, so that the sample is the same every time (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
