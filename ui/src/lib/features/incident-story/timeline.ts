import type { Incident, IncidentStory, Money, TimelineEntry, Voucher, VoucherKind } from "$lib/ipc/generated/types";
import { dayAndTime, shortDate } from "$lib/ui/dates";
import { counted } from "$lib/ui/figures";
import { nameOf } from "$lib/features/paper/kinds";
import { CATEGORY_WORDS, RESPONSIBILITY_WORDS, SEVERITY_WORDS } from "$lib/features/incidents/words";

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
const approved = ({ approved_by }: TimelineEntry) => (approved_by ? `, approved by ${approved_by}` : "");
const who = (entry: TimelineEntry) => `${entry.staff ? `by ${entry.staff}, ${entry.station}` : `at ${entry.station}`}${approved(entry)}`;

function recorded(entry: TimelineEntry, incident: Incident): Told {
  const score = incident.score === null ? "" : ` Score then: ${incident.score}.`;
  const circumstances = [CATEGORY_WORDS[incident.category], SEVERITY_WORDS[incident.severity], RESPONSIBILITY_WORDS[incident.responsibility], incident.place && inside(incident.place)];
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

type Step = TimelineEntry["what"];
/** A step in which paper left the house, or should have. */
type PaperStep = Extract<Step, { step: "printed" | "reprinted" | "saved" | "print_failed" }>;

/** The paper it is about: "Check …9TWH", and of a run "3 checks". */
function papers(kind: VoucherKind | undefined, lastFour: string, count: number): string {
  if (count > 1) return counted(count, kind ?? "paper");
  return `${kind ? KIND[kind] : "Paper"} …${lastFour}`;
}

function issued(entry: TimelineEntry, what: Extract<Step, { step: "issued" }>): Told {
  const worth = what.benefit ?? what.amount?.text ?? "a free visit";
  return {
    title: `${papers(what.kind, what.last_four, what.count)} issued for ${worth}${what.count > 1 ? " each" : ""}`,
    quote: null,
    text: sentence([who(entry)]) + ` Good until ${shortDate(what.expires_on)}.`,
    point: "full",
  };
}

/** How paper left the house, or why it did not. */
function paperLeft(entry: TimelineEntry, what: PaperStep, kind: VoucherKind | undefined): Told {
  const it = papers(kind, what.last_four, what.count);
  const stock = what.paper && nameOf(what.paper).label;
  const told = (title: string, parts: readonly (string | null | false)[]): Told => ({ title, quote: null, text: sentence([...parts, who(entry)]), point: "ring" });
  switch (what.step) {
    case "printed":
      return told(`${it} printed`, [what.printer && `on ${what.printer}`, stock]);
    case "reprinted":
      return told(`${it} printed again`, [`the same ${what.count > 1 ? "codes" : "code"}`, what.printer && `on ${what.printer}`, stock]);
    case "saved":
      return what.file === null ? told(`${it} opened to look at`, [stock]) : told(`${it} saved`, [`as ${what.file}`, stock]);
    case "print_failed": {
      const reason = what.reason.trim().replace(/([^.!?])$/, "$1.");
      return { ...told(`${it} did not print`, []), text: `${reason} ${sentence([what.printer && `on ${what.printer}`, who(entry)])}`.trim() };
    }
  }
}

/** A step in which the house put something right about a paper. */
type MendStep = Extract<Step, { step: "reversed" | "voided" | "replaced" | "extended" }>;

function mended(entry: TimelineEntry, what: MendStep, kind: VoucherKind | undefined): Told {
  const it = papers(kind, what.last_four, 1);
  const reason = what.reason.trim().replace(/([^.!?])$/, "$1.");
  const told = (title: string): Told => ({ title, quote: null, text: `${reason} ${sentence([who(entry)])}`.trim(), point: "full" });
  switch (what.step) {
    case "reversed":
      return told(what.amount ? `${what.amount.text} put back on ${it.charAt(0).toLowerCase()}${it.slice(1)}` : `${it}: its redemption was reversed`);
    case "voided":
      return told(`${it} voided`);
    case "replaced":
      return told(`${it} was lost, and replaced by …${what.by}`);
    case "extended":
      return told(`${it} extended until ${shortDate(what.until)}`);
  }
}

type CareStep = Exclude<Step, PaperStep | MendStep | { step: "recorded" | "code_shown" | "given" | "issued" | "redeemed" }>;

const CALLED = { recovered: "called, and they came round", not_recovered: "called; they are not won back yet", not_reached: "called, and reached nobody" } as const;

/** What was done after it: the call, the score, the cause, what was done about the cause. */
function lookedAfter(entry: TimelineEntry, what: CareStep, zone: string): Told {
  const told = (title: string, text: string, quote: string | null = null): Told => ({ title, quote, text, point: "ring" });
  const someone = entry.staff ?? "The house";
  switch (what.step) {
    case "concern_noted":
      return told("Noted as a concern", `${what.what.replace(/([^.!?])$/, "$1.")} ${sentence([who(entry)])}`.trim());
    case "follow_up_set":
      return told(`To be called by ${dayAndTime(what.due_at, zone)}`, sentence([who(entry)]));
    case "followed_up": {
      const point = what.outcome === "recovered" ? "good" : "ring";
      return { ...told(`${someone} ${CALLED[what.outcome]}`, what.score === null ? "No score was given." : `Score then: ${what.score}.`, what.note), point };
    }
    case "scored":
      return told(`Score on return: ${what.score}`, entry.staff ? `Asked by ${entry.staff}.` : "", what.words);
    case "cause_named":
      return told(`Cause named${entry.staff ? ` by ${entry.staff}` : ""}`, what.cause.replace(/([^.!?])$/, "$1."));
    case "prevention_planned":
      return told(`${what.owner} does something about it`, `${what.what.replace(/[.\s]+$/, "")}, until ${shortDate(what.due_on)}.`);
    case "asked":
      return told(`${someone} asked for a ${what.kind}${what.amount ? ` of ${what.amount.text}` : ""}`, what.why);
    case "declined":
      return told(`Answered with no${entry.staff ? ` by ${entry.staff}` : ""}`, what.reason.replace(/([^.!?])$/, "$1."));
    case "prevention_done":
      return told(`Done${entry.staff ? ` by ${entry.staff}` : ""}`, what.what.replace(/([^.!?])$/, "$1."));
  }
}

/** One entry of the timeline, in words. */
export function tell(entry: TimelineEntry, { incident, vouchers }: IncidentStory, zone = "UTC"): Told {
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
      return issued(entry, what);
    case "redeemed": {
      const left = what.remaining && what.remaining.minor > 0 ? ` ${what.remaining.text} was left on it.` : "";
      const found = what.without_paper ? " The paper was left at home." : "";
      return {
        title: cameBack(what.days_after),
        quote: null,
        text: sentence([takenText(what.amount, what.bill, voucherOf(what.last_four)), who(entry)]) + left + found,
        point: "good",
      };
    }
    case "code_shown": {
      const it = papers(voucherOf(what.last_four)?.kind, what.last_four, 1);
      return { title: `The whole code of ${it.charAt(0).toLowerCase()}${it.slice(1)} was looked at`, quote: null, text: `${what.reason?.trim().replace(/([^.!?])$/, "$1.") ?? ""} ${sentence([who(entry)])}`.trim(), point: "ring" };
    }
    case "printed":
    case "reprinted":
    case "saved":
    case "print_failed":
      return paperLeft(entry, what, voucherOf(what.last_four)?.kind);
    case "reversed":
    case "voided":
    case "replaced":
    case "extended":
      return mended(entry, what, voucherOf(what.last_four)?.kind);
    default:
      return lookedAfter(entry, what, zone);
  }
}
