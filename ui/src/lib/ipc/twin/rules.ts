import { Failure } from "$lib/ipc/errors";
import type { Category, Code, MakeGoodKind, Money, Verdict } from "$lib/ipc/generated/types";

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

/** The codes one slip away from what was typed, each with the place of the slip. */
export function nearCodes(typed: string): Map<string, number> {
  const code = bare(typed);
  const near = new Map<string, number>();
  const strangers = [...code].filter((character) => !ALPHABET.includes(character)).length;
  if (code.length !== 12 || strangers > 1 || (strangers === 0 && weighted(code) === 0)) return near;
  const consider = (candidate: string, place: number) => {
    if ([...candidate].every((character) => ALPHABET.includes(character)) && weighted(candidate) === 0) near.set(candidate, place);
  };
  for (let place = 0; place < 12; place++) {
    for (const other of ALPHABET) consider(code.slice(0, place) + other + code.slice(place + 1), place);
    if (place > 0) consider(`${code.slice(0, place - 1)}${code[place] ?? ""}${code[place - 1] ?? ""}${code.slice(place + 1)}`, place - 1);
  }
  return near;
}

const bare = (typed: string) =>
  typed.normalize("NFKC").toUpperCase().replace(/^CB1:/, "").replace(/[\s\p{Pd}_.]/gu, "").replace(/[1I|]/g, "L").replace(/U/g, "V");

/** What was typed, as a code; or what is wrong with it. */
export function readCode(typed: string): { code: string } | Extract<Verdict, { verdict: "mistyped" | "not_a_code" | "not_ours" }> {
  if (/:\/\//.test(typed)) return { verdict: "not_ours", message: "That is a code, and not one of ours. Scan the square code beside the twelve characters." };
  const code = bare(typed);
  const by_name = nearCodes(typed).size > 0;
  const stranger = [...code].findIndex((character) => !ALPHABET.includes(character));
  if (code.length === 12 && /[A-Z0-9]/.test(code[stranger] ?? "")) {
    const group = ["first", "middle", "last"][Math.floor(stranger / 4)] ?? "last";
    return { verdict: "mistyped", message: `Codes never contain “${code[stranger] ?? ""}”. Look again at the ${group} group.`, by_name };
  }
  if (![...code].every((character) => ALPHABET.includes(character)) || code === "") {
    return { verdict: "not_a_code", message: "That is not one of our codes. A code looks like XXXX-XXXX-XXXX." };
  }
  if (code.length !== 12) {
    return { verdict: "mistyped", message: `A code has 12 characters; this has ${code.length}. Look again at the paper.`, by_name };
  }
  if (weighted(code) !== 0) {
    return { verdict: "mistyped", message: "That is not quite the code: one or more characters are wrong. Look again at the paper.", by_name };
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
