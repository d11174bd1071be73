import { dayAndTime } from "$lib/ui/dates";
import { counted } from "$lib/ui/figures";

const DAY = 86_400_000;
/** A backup older than this is late, in days. */
const LATE = 7;

/** When the books were last backed up, in words; and whether that is too long ago, or never. */
export function backedUp(last: string | null, now: number, zone: string): { text: string; late: boolean } {
  if (last === null) return { text: "not backed up yet", late: true };
  const days = Math.floor((now - Date.parse(last)) / DAY);
  return days < LATE ? { text: `backed up ${dayAndTime(last, zone)}`, late: false } : { text: `backed up ${counted(days, "day")} ago`, late: true };
}
