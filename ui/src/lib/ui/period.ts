import { addDays, addMonths, dayAndMonth, isDate, monthName, monthOf, shortDate } from "./dates";

/** A run of business dates, both ends in it. */
export interface Period {
  from: string;
  to: string;
}

/** The week of this date, Monday to Sunday. */
export function weekOf(date: string): Period {
  const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
  const from = addDays(date, -weekday);
  return { from, to: addDays(from, 6) };
}

/** The month `months` away from the one this date is in. */
export function monthAway(date: string, months: number): Period {
  return monthOf(addMonths(monthOf(date).from, months));
}

/** Whether it is one calendar month, from its first day to its last. */
export function isWholeMonth({ from, to }: Period): boolean {
  return monthOf(from).from === from && monthOf(from).to === to;
}

/** October 2026, or 3 to 15 Oct 2026, or 3 Oct to 15 Nov 2026. */
export function periodName({ from, to }: Period): string {
  if (isWholeMonth({ from, to })) return monthName(from);
  if (from === to) return shortDate(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))} to ${shortDate(to)}`;
  const start = from.slice(0, 4) === to.slice(0, 4) ? dayAndMonth(from) : shortDate(from);
  return `${start} to ${shortDate(to)}`;
}

/** What is wrong with two typed dates, and what to write instead; null when they make a period. */
export function periodProblem(from: string, to: string): { field: "from" | "to"; says: string } | null {
  if (!isDate(from)) return { field: "from", says: "Write the date as 2026-11-21." };
  if (!isDate(to)) return { field: "to", says: "Write the date as 2026-11-21." };
  if (to < from) return { field: "to", says: `The last day lies before the first, ${shortDate(from)}. Choose a later one.` };
  return null;
}
