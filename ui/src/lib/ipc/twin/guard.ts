import type { Activity, ActivityFilter, ActivityRow, Approval, Sign, TimelineEntry, Topic, Verdict } from "$lib/ipc/generated/types";
import type { Ledger, Told } from "$lib/ipc/twin/ledger";
import { vouchersOf } from "$lib/ipc/twin/lists";
import { deedsOf } from "$lib/ipc/twin/matrix";
import { refuse } from "$lib/ipc/twin/rules";

const FREE = 5;
const WITHIN = 600_000;
const FIRST = 60;
const LONGEST = 900;
const STATION_FREE = 20;
const HOUR = 3_600_000;
const WORDS = ["Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const MOST = 500;

const TOPICS: Record<TimelineEntry["what"]["step"], Topic> = {
  recorded: "incident",
  code_shown: "paper",
  given: "make_good",
  issued: "paper",
  redeemed: "door",
  reversed: "mending",
  voided: "mending",
  replaced: "mending",
  extended: "mending",
  printed: "paper",
  reprinted: "paper",
  saved: "paper",
  print_failed: "paper",
  concern_noted: "incident",
  follow_up_set: "care",
  followed_up: "care",
  scored: "care",
  cause_named: "care",
  prevention_planned: "care",
  prevention_done: "care",
  asked: "make_good",
  declined: "make_good",
};

interface Guesses {
  lately: number[];
  pauses: number;
  until: number;
}

type Written = Omit<ActivityRow, "seq">;

/** The guard of the twin's door: unknown codes, pauses, and what was written down about them. */
export class Guard {
  readonly #ledger: Ledger;
  readonly #guesses = new Map<string, Guesses>();
  #station: { lately: number[]; locked: boolean } = { lately: [], locked: false };
  /** What belongs to no incident. */
  readonly #beside: Written[] = [];

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  get #who(): string {
    return this.#ledger.team.who?.id ?? "";
  }

  #write(kind: string, topic: Topic, says: string, staff: string | null = this.#ledger.team.who?.name ?? null): void {
    const { now: at, today: business_date, station } = this.#ledger;
    this.#beside.push({ kind, topic, says, at, business_date, staff, station, incident_id: null, voucher_id: null });
  }

  /** The verdict while no code is looked at. */
  pause(): Extract<Verdict, { verdict: "paused" }> | null {
    const { team, milliseconds: now } = this.#ledger;
    const unlockers = team.signin ? team.session().people.filter(({ role }) => deedsOf(role).includes("unlock")) : [];
    if (this.#station.locked) {
      return { verdict: "paused", until: null, seconds: null, message: "Twenty codes we do not know within an hour. This station looks at no code until a manager unlocks it.", unlockers };
    }
    const guesses = this.#guesses.get(this.#who);
    if (!guesses || guesses.until <= now) return null;
    const seconds = Math.ceil((guesses.until - now) / 1000);
    const stretch = seconds === 1 ? "1 second" : seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
    const codes = WORDS[guesses.pauses - 1] ?? String(guesses.pauses + 4);
    return { verdict: "paused", until: new Date(guesses.until).toISOString(), seconds, message: `${codes} codes we do not know. Wait ${stretch}, or ask a manager.`, unlockers };
  }

  /** A code that nobody knows was looked up. */
  unknown(code: string): Verdict {
    const now = this.#ledger.milliseconds;
    this.#write("unknown_code", "door", `A code we do not know was looked up: …${code.slice(8)}.`);
    const before = this.#guesses.get(this.#who) ?? { lately: [], pauses: 0, until: Number.NEGATIVE_INFINITY };
    const watched = now < before.until + WITHIN;
    const lately = watched ? [] : [...before.lately.filter((at) => now - at < WITHIN), now];
    const pauses = watched ? before.pauses + 1 : lately.length >= FREE ? 1 : 0;
    const until = pauses > 0 ? now + Math.min(LONGEST, FIRST * 2 ** (pauses - 1)) * 1000 : Number.NEGATIVE_INFINITY;
    this.#guesses.set(this.#who, { lately: pauses > 0 ? [] : lately, pauses, until });
    const here = [...this.#station.lately.filter((at) => now - at < HOUR), now];
    this.#station = { lately: here, locked: this.#station.locked || here.length >= STATION_FREE };
    return this.pause() ?? { verdict: "unknown", message: "We do not know this code. Check that the paper is ours.", last_four: code.slice(8) };
  }

  unlock(approval: Approval | null): void {
    const { team } = this.#ledger;
    let by: string | null = null;
    if (team.signin) {
      if (!approval) refuse("locked", "A manager unlocks this with a PIN or password. Choose who it is, then write it.", "secret");
      const person = team.prove(approval.by, approval.secret);
      if (!deedsOf(person.role).includes("unlock")) refuse("not_allowed", `${person.name} may not unlock it. Ask a manager.`);
      by = person.name;
    }
    if (!this.pause()) return;
    this.#write("door_unlocked", "door", "This station was unlocked after unknown codes.", by);
    this.#guesses.delete(this.#who);
    this.#station = { lately: [], locked: false };
  }

  clockTrusted(staff: string): void {
    this.#write("clock_trusted", "house", "The clock was said to be right.", staff || null);
  }

  #all(): ActivityRow[] {
    const all = this.#ledger.told.flatMap((told) =>
      told.timeline.map(
        ({ at, business_date, staff, station, what }): Written => ({
          kind: what.step,
          topic: TOPICS[what.step],
          says: said(what, told.incident.what),
          at,
          business_date,
          staff,
          station,
          incident_id: told.incident.id,
          voucher_id: paperOf(told, what),
        }),
      ),
    );
    return [...all, ...this.#beside].toSorted((one, other) => one.at.localeCompare(other.at)).map((row, place) => ({ ...row, seq: place + 1 }));
  }

  activity({ topic, staff, from, to, search, before, limit }: ActivityFilter): Activity {
    const all = this.#all();
    const wanted = search.trim().toLowerCase();
    const fits = all.filter(
      (row) =>
        (before === null || row.seq < before) &&
        (topic === null || row.topic === topic) &&
        (staff === null || row.staff === staff) &&
        (!from || row.business_date >= from) &&
        (!to || row.business_date <= to) &&
        (wanted === "" || [row.says, row.staff ?? "", row.station].some((text) => text.toLowerCase().includes(wanted))),
    );
    const most = limit === 0 ? MOST : Math.min(limit, MOST);
    const rows = fits.toReversed().slice(0, most);
    return { rows, events: all.length, next: fits.length > most ? (rows.at(-1)?.seq ?? null) : null };
  }

  /** Bursts of unknown codes, and papers that were undone again and again. */
  signs(): Sign[] {
    const wrong = this.#beside.filter(({ kind }) => kind === "unknown_code");
    const burst: Sign[] =
      wrong.length < FREE
        ? []
        : [
            {
              kind: "wrong_codes",
              sentence: `${wrong.at(-1)?.staff ?? "Somebody"} looked up ${wrong.length} codes we do not know on ${this.#ledger.station}, within minutes. Papers of another house, or a worn one that is tried again, do that.`,
              on: this.#ledger.today,
              staff: wrong.at(-1)?.staff ?? null,
              incident_ids: [],
            },
          ];
    const undone = this.#ledger.told.flatMap(({ incident, timeline }): Sign[] => {
      const mends = timeline.flatMap(({ what, business_date }) => (what.step === "reversed" || what.step === "replaced" ? [{ ...what, business_date }] : []));
      const last = mends.at(-1);
      if (mends.length < 2 || !last) return [];
      return [{ kind: "reversals", sentence: `The paper …${last.last_four} was reversed or replaced ${mends.length} times.`, on: last.business_date, staff: null, incident_ids: [incident.id] }];
    });
    return [...burst, ...undone];
  }
}

/** The paper that an entry is about. */
function paperOf(told: Told, what: TimelineEntry["what"]): string | null {
  const held = "last_four" in what ? vouchersOf(told).find(({ voucher }) => voucher.last_four === what.last_four) : undefined;
  return held?.voucher.id ?? null;
}

function said(what: TimelineEntry["what"], happened: string): string {
  const paper = "last_four" in what ? `…${what.last_four}` : "";
  switch (what.step) {
    case "recorded":
      return `Incident: ${happened}`;
    case "given":
      return `A ${what.kind} of ${what.amount?.text ?? "nothing"} was given.`;
    case "issued":
      return `${paper} was issued for ${what.benefit ?? what.amount?.text ?? "a visit"}.`;
    case "redeemed":
      return `${paper} was redeemed${what.amount ? `, ${what.amount.text}` : ""}${what.bill ? ` off bill ${what.bill}` : ""}.`;
    case "reversed":
      return `A redemption of ${paper} was reversed: ${what.reason}`;
    case "voided":
      return `${paper} was voided: ${what.reason}`;
    case "replaced":
      return `${paper} was lost and replaced by …${what.by}: ${what.reason}`;
    case "extended":
      return `${paper} was extended: ${what.reason}`;
    case "code_shown":
      return `The whole code of ${paper} was looked at${what.reason ? `: ${what.reason}` : "."}`;
    case "printed":
    case "reprinted":
    case "saved":
    case "print_failed":
      return `The paper of ${paper} was ${what.step.replace("_", " ")}.`;
    default:
      return `${what.step.replaceAll("_", " ")}.`.replace(/^./, (first) => first.toUpperCase());
  }
}
