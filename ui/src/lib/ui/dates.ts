/**
 * Dates and times as a person reads them: 19 Feb 2027, 7:42 pm. A business date is "YYYY-MM-DD" and has no time zone;
 * an instant is RFC 3339 in UTC and is shown in the house's zone.
 */
const LOCALE = "en-GB";

const parsed = (date: string) => new Date(`${date}T12:00:00Z`);
const written = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", ...options });
  return (date: string) => format.format(parsed(date)).replace("Sept ", "Sep ").replace(/Sept$/, "Sep");
};

/** 19 Feb 2027 */
export const shortDate = written({ day: "numeric", month: "short", year: "numeric" });
/** 19 Feb */
export const dayAndMonth = written({ day: "numeric", month: "short" });
/** Saturday 21 November */
export const longDay = written({ weekday: "long", day: "numeric", month: "long" });
/** Sat */
export const weekday = written({ weekday: "short" });
/** November 2026 */
export const monthName = written({ month: "long", year: "numeric" });

/** Whether this is a calendar date written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(parsed(text).getTime()) && parsed(text).toISOString().startsWith(text);
}

/** The date `days` later (or earlier, when negative). */
export function addDays(date: string, days: number): string {
  const moved = parsed(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((parsed(to).getTime() - parsed(from).getTime()) / 86_400_000);
}

/** The first day of the date's month, and the last. */
export function monthOf(date: string): { from: string; to: string } {
  const first = `${date.slice(0, 7)}-01`;
  return { from: first, to: addDays(addMonths(first, 1), -1) };
}

/** The first of the month `months` away from a first of the month. */
export function addMonths(first: string, months: number): string {
  const moved = parsed(first);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved.toISOString().slice(0, 10);
}

const inZone = (zone: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options });

/** 7:42 pm */
export function timeOf(instant: string | number, zone: string): string {
  return inZone(zone, { hour: "numeric", minute: "2-digit", hourCycle: "h12" }).format(new Date(instant));
}

/** Sat 7 Nov, 8:15 pm */
export function dayAndTime(instant: string | number, zone: string): string {
  const day = inZone(zone, { weekday: "short", day: "numeric", month: "short" }).format(new Date(instant));
  return `${day.replace(",", "").replace("Sept", "Sep")}, ${timeOf(instant, zone)}`;
}

/** Saturday 21 November, 7:42 pm */
export function longDayAndTime(instant: string | number, zone: string): string {
  const day = inZone(zone, { weekday: "long", day: "numeric", month: "long" }).format(new Date(instant));
  return `${day.replace(",", "")}, ${timeOf(instant, zone)}`;
}
