/**
 * Stepping an amount that a person is typing. Whole minor units throughout; text that is not an amount is left alone,
 * because judging what was typed is the shop's rule and lives behind the wire.
 */

/** How many decimals the currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** What stands before an amount: "$", "€", or the code where no sign is known. The same rule as behind the wire. */
export function signOf(currency: string): string {
  const parts = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(1);
  const sign = parts.find((part) => part.type === "currency")?.value ?? currency;
  return /^\p{L}+$/u.test(sign) ? `${currency}\u00a0` : sign;
}

/** Minor units of plainly typed digits ("24", "24.5", "24.50"), or null for anything else. */
export function minorOf(typed: string, decimals: number): number | null {
  const match = /^(\d{1,9})(?:\.(\d*))?$/.exec(typed.trim());
  if (!match) return null;
  const fraction = match[2] ?? "";
  if (fraction.length > decimals) return null;
  return Number(match[1] + fraction.padEnd(decimals, "0"));
}

/** Whether a person wrote the currency's sign before the amount. */
export function isSigned(typed: string, currency: string): boolean {
  return typed.trimStart().startsWith(signOf(currency).trimEnd());
}

/** What is being typed, with the currency's sign before it, where it reads as an amount; null for anything else. */
export function amountAsTyped(typed: string, currency: string): string | null {
  const sign = signOf(currency);
  const plain = isSigned(typed, currency) ? typed.trimStart().slice(sign.trimEnd().length).trim() : typed.trim();
  return minorOf(plain, decimalsOf(currency)) === null ? null : sign + plain;
}

/** Minor units as plain digits: 2450 with two decimals is "24.50". */
export function plainAmount(minor: number, decimals: number): string {
  const digits = String(minor).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * The amount `steps` whole units up or down. From nothing, up starts at one step; down never goes below one unit's step,
 * it clears. Unreadable text stays as it is.
 */
export function stepAmount(typed: string, steps: number, decimals: number): string {
  const unit = decimals === 0 ? 100 : 10 ** decimals;
  const from = typed.trim() === "" ? 0 : minorOf(typed, decimals);
  if (from === null) return typed;
  const to = from + steps * unit;
  return to <= 0 ? "" : plainAmount(to, decimals);
}

/** A few amounts to press once, in the currency's own size. */
export function quickAmounts(decimals: number): string[] {
  return [10, 15, 25, 40].map((whole) => plainAmount(decimals === 0 ? whole * 100 : whole * 10 ** decimals, decimals));
}
