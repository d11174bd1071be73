import type { IncidentRow } from "$lib/ipc/generated/types";
import { longDay } from "$lib/ui/dates";
import { counted, moneyText, type Writing } from "$lib/ui/figures";
import { givenFor } from "./words";

/** A line of the list as drawn: a day's heading, or an incident with its place among the incidents. */
export type Line = { line: "day"; date: string; name: string; sum: string } | { line: "incident"; row: IncidentRow; place: number };

/** How high each kind of line is, in pixels; the list is laid out from this. */
export const HEIGHTS = { day: 47, incident: 61 } as const;

/**
 * The rows under the headings of their days. The sum of the last day is said only once all of it is loaded: until then
 * nobody knows it.
 */
export function underDays(rows: readonly IncidentRow[], complete: boolean, today: string, writing: Writing): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < rows.length) {
    const date = rows[start]?.incident.business_date ?? "";
    let end = start;
    while (rows[end]?.incident.business_date === date) end++;
    const ofDay = rows.slice(start, end);
    const whole = complete || end < rows.length;
    lines.push({ line: "day", date, name: dayName(date, today), sum: whole ? daySum(ofDay, date === today, writing) : "" });
    ofDay.forEach((row, place) => lines.push({ line: "incident", row, place: start + place }));
    start = end;
  }
  return lines;
}

function dayName(date: string, today: string): string {
  return date.slice(0, 4) === today.slice(0, 4) ? longDay(date) : `${longDay(date)} ${date.slice(0, 4)}`;
}

function daySum(rows: readonly IncidentRow[], today: boolean, writing: Writing): string {
  if (today) return `${counted(rows.length, "incident")} so far`;
  const given = rows.map(givenFor).filter((minor) => minor !== null);
  const count = counted(rows.length, "incident");
  return given.length > 0 ? `${count}, ${moneyText(given.reduce((sum, minor) => sum + minor, 0), writing)}` : count;
}
