import { addDays, dayAndMonth } from "$lib/ui/dates";
import { monthAway, type Period, weekOf } from "$lib/ui/period";

/** Which days the page is of. */
export type Span = "weeks4" | "weeks12" | "weeks52" | "today12" | "month" | "last_month" | "dates";

/** The last Sunday that is over or today: whole weeks are compared with whole weeks. */
const lastSunday = (today: string): string => {
  const { to } = weekOf(today);
  return to > today ? addDays(to, -7) : to;
};

const weeksTo = (to: string, weeks: number): Period => ({ from: addDays(to, 1 - weeks * 7), to });

/** The days a choice means today. */
export function periodOf(span: Span, today: string, dates: Period): Period {
  const sunday = lastSunday(today);
  switch (span) {
    case "weeks4":
      return weeksTo(sunday, 4);
    case "weeks12":
      return weeksTo(sunday, 12);
    case "weeks52":
      return weeksTo(sunday, 52);
    case "today12":
      return weeksTo(today, 12);
    case "month":
      return { from: monthAway(today, 0).from, to: today };
    case "last_month":
      return monthAway(today, -1);
    case "dates":
      return dates;
  }
}

/** The choices, as they are called today. */
export function spans(today: string): { value: Span; label: string }[] {
  const sunday = dayAndMonth(lastSunday(today));
  return [
    { value: "weeks12", label: `Twelve weeks to ${sunday}` },
    { value: "weeks4", label: `Four weeks to ${sunday}` },
    { value: "weeks52", label: `52 weeks to ${sunday}` },
    { value: "today12", label: "Twelve weeks to today" },
    { value: "month", label: "This month" },
    { value: "last_month", label: "Last month" },
    { value: "dates", label: "Other dates" },
  ];
}
