/**
 * Sums made on the page, from whole minor units: the same grouping and the same point as behind the wire. Never through a
 * float.
 */

/** How a currency is written. */
export interface Writing {
  /** What stands before an amount: "$". */
  prefix: string;
  decimals: number;
}

/** Minor units as columns show them: 1,234.50, with a true minus. */
export function figures(minor: number, decimals: number): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = decimals === 0 ? "" : `.${digits.slice(-decimals)}`;
  return `${minor < 0 ? "\u2212" : ""}${whole}${fraction}`;
}

/** The same with the currency's sign: $1,234.50. */
export function moneyText(minor: number, { prefix, decimals }: Writing): string {
  return `${minor < 0 ? "\u2212" : ""}${prefix}${figures(Math.abs(minor), decimals)}`;
}

/** As a person says it: $24, and $24.50. */
export function spokenMoney(minor: number, writing: Writing): string {
  const scale = 10 ** writing.decimals;
  if (minor % scale !== 0) return moneyText(minor, writing);
  return moneyText(minor / scale, { prefix: writing.prefix, decimals: 0 });
}

/** "1 incident", "55 incidents". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figures(count, 0)} ${count === 1 ? one : many}`;
}
