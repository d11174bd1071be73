import type { FollowUp } from "$lib/ipc/generated/types";
import { dayAndTime, timeOf } from "$lib/ui/dates";

/** What the guest is called in a list of calls. */
export function called({ guest, place }: Pick<FollowUp, "guest" | "place">): string {
  return guest ?? (place ? `Guest at ${place.charAt(0).toLowerCase()}${place.slice(1)}` : "A guest without a name");
}

/** What happened and what was promised, in one line: "Duck came cold. A check for $24.00, until 19 Feb 2027." */
export function inShort({ what, promised }: Pick<FollowUp, "what" | "promised">): string {
  const told = `${what.replace(/[.\s]+$/, "")}.`;
  return promised ? `${told} ${promised.charAt(0).toUpperCase()}${promised.slice(1)}.` : told;
}

/** Until when: "since Sat 21 Nov, 8:50 pm", "by 7:42 pm", and further away with the day. */
export function dueWords(due: string, now: number, near: boolean, zone: string): string {
  const when = near ? timeOf(due, zone) : dayAndTime(due, zone);
  return Date.parse(due) < now ? `since ${when}` : `by ${when}`;
}

export const OUTCOMES = [
  { value: "recovered", label: "Recovered" },
  { value: "not_recovered", label: "Not yet" },
  { value: "not_reached", label: "No answer" },
] as const;
