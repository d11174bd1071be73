import type { Incident, IncidentStory, Money, TimelineEntry, Voucher } from "$lib/ipc/generated/types";
import { shortDate } from "$lib/ui/dates";
import { counted } from "$lib/ui/figures";
import { CATEGORY_WORDS, SEVERITY_WORDS } from "$lib/features/incidents/words";

/** One point of the story, as it is told. */
export interface Told {
  title: string;
  /** In somebody's own words. */
  quote: string | null;
  text: string;
  /** The drawn point: a ring, or full where paper or money moved; green where the guest came back. */
  point: "ring" | "full" | "good";
}

const KIND = { check: "Check", certificate: "Certificate" } as const;

const inside = (place: string) => (/^\p{Lu}\p{Ll}/u.test(place) ? place.charAt(0).toLowerCase() + place.slice(1) : place);
const sentence = (parts: readonly (string | null | false | undefined)[]) => {
  const said = parts.filter(Boolean).join(", ");
  return said ? `${said.charAt(0).toUpperCase()}${said.slice(1)}.` : "";
};
const who = ({ staff, station }: TimelineEntry) => (staff ? `by ${staff}, ${station}` : `at ${station}`);

function recorded(entry: TimelineEntry, incident: Incident): Told {
  const score = incident.score === null ? "" : ` Score then: ${incident.score}.`;
  const circumstances = [CATEGORY_WORDS[incident.category], SEVERITY_WORDS[incident.severity], incident.place && inside(incident.place)];
  return {
    title: entry.staff ? `Recorded by ${entry.staff}` : "Recorded",
    quote: incident.what,
    text: sentence(circumstances) + score,
    point: "ring",
  };
}

function cameBack(days: number): string {
  return days === 0 ? "Came back the same day" : `Came back after ${counted(days, "day")}`;
}

/** What came off: "$24.00 off bill 40931", "breakfast for two on bill 40931, worth $31.00". */
function takenText(amount: Money | null, bill: string | null, voucher: Voucher | undefined): string {
  if (voucher?.kind === "certificate") {
    const on = bill ? ` on bill ${bill}` : "";
    return `${voucher.benefit ?? "it"}${on}${amount ? `, worth ${amount.text}` : ""}`;
  }
  return `${amount?.text ?? "it"} off ${bill ? `bill ${bill}` : "the bill"}`;
}

/** One entry of the timeline, in words. */
export function tell(entry: TimelineEntry, { incident, vouchers }: IncidentStory): Told {
  const { what } = entry;
  const voucherOf = (lastFour: string) => vouchers.find(({ last_four }) => last_four === lastFour);
  switch (what.step) {
    case "recorded":
      return recorded(entry, incident);
    case "given":
      return {
        title: what.kind === "gesture" ? `Gesture: ${what.what ?? "noted"}` : `Comp now${what.amount ? `, ${what.amount.text}` : ""}`,
        quote: null,
        text: sentence([what.kind === "gesture" ? what.amount && `it cost ${what.amount.text}` : "off that bill", who(entry)]),
        point: "full",
      };
    case "issued":
      return {
        title: `${KIND[what.kind]} …${what.last_four} issued for ${what.benefit ?? what.amount?.text ?? "a free visit"}`,
        quote: null,
        text: sentence([who(entry)]) + ` Good until ${shortDate(what.expires_on)}.`,
        point: "full",
      };
    case "redeemed": {
      const left = what.remaining && what.remaining.minor > 0 ? ` ${what.remaining.text} was left on it.` : "";
      return {
        title: cameBack(what.days_after),
        quote: null,
        text: sentence([takenText(what.amount, what.bill, voucherOf(what.last_four)), who(entry)]) + left,
        point: "good",
      };
    }
    case "reprinted": {
      const voucher = voucherOf(what.last_four);
      return {
        title: `${voucher ? KIND[voucher.kind] : "Paper"} …${what.last_four} printed again`,
        quote: null,
        text: sentence(["the same code", who(entry)]),
        point: "ring",
      };
    }
  }
}
