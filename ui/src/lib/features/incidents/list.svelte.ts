import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { type Failure, toFailure } from "$lib/ipc/errors";
import type { Category, IncidentCounts, IncidentFilter, IncidentRow, IncidentStatus, MakeGoodKind } from "$lib/ipc/generated/types";
import { addDays } from "$lib/ui/dates";
import { monthAway, type Period, periodProblem, weekOf } from "$lib/ui/period";
import { type Line, underDays } from "./days";

/** Which days the list shows. */
export type When = "week" | "last_week" | "month" | "last_month" | "all" | "dates";

export const WHENS: readonly { value: When; label: string }[] = [
  { value: "week", label: "This week" },
  { value: "last_week", label: "Last week" },
  { value: "month", label: "This month" },
  { value: "last_month", label: "Last month" },
  { value: "all", label: "All time" },
  { value: "dates", label: "Dates" },
];

/** How many rows are asked for at once. */
export const PAGE = 200;
/** The most the wire gives at once. */
const MOST = 500;
/** How long typing rests, in milliseconds, before it is searched for. */
const REST = 180;

/** The days a choice means today. */
export function periodOf(when: When, today: string, dates: Period): { from: string | null; to: string | null } {
  switch (when) {
    case "week":
      return weekOf(today);
    case "last_week":
      return weekOf(addDays(today, -7));
    case "month":
      return monthAway(today, 0);
    case "last_month":
      return monthAway(today, -1);
    case "all":
      return { from: null, to: null };
    case "dates":
      return dates;
  }
}

const NOTHING: IncidentCounts = { all: 0, open: 0, came_back: 0, expired: 0 };

/**
 * The list of incidents: what it is narrowed to, the rows loaded so far, and the place the person was at. It outlives its
 * screen, so that coming back from a story finds the list as it was left.
 */
export class IncidentList {
  search = $state("");
  when = $state<When>("week");
  from = $state("");
  to = $state("");
  category = $state<Category | "">("");
  kind = $state<MakeGoodKind | "">("");
  status = $state<IncidentStatus | "all">("all");

  rows = $state.raw<readonly IncidentRow[]>([]);
  total = $state(0);
  counts = $state.raw<IncidentCounts>(NOTHING);
  given = $state("");
  /** Something was loaded under some filter. */
  loaded = $state(false);
  loading = $state(false);
  failure = $state.raw<Failure | null>(null);

  /** The row the keys are at. */
  cursor = $state(0);
  /** How far down the list was left, in pixels. */
  scrollTop = 0;
  /** A story was opened from here: the focus comes back to its row. */
  opened = false;

  readonly #session: Session;
  #asked = 0;
  #shown = "";
  #rest: number | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  get #today(): string {
    return this.#session.state.business_date;
  }

  /** What is wrong with the dates, where they are typed. */
  get datesProblem(): ReturnType<typeof periodProblem> {
    return this.when === "dates" ? periodProblem(this.from, this.to) : null;
  }

  get filter(): Omit<IncidentFilter, "offset" | "limit"> {
    return {
      search: this.search.trim(),
      ...periodOf(this.when, this.#today, { from: this.from, to: this.to }),
      category: this.category || null,
      kind: this.kind || null,
      status: this.status === "all" ? null : this.status,
    };
  }

  /** Whether anything but the days narrows the list. */
  get narrowed(): boolean {
    return this.search.trim() !== "" || this.category !== "" || this.kind !== "" || this.status !== "all";
  }

  get complete(): boolean {
    return this.rows.length >= this.total;
  }

  /** The rows under the headings of their days, as drawn. */
  readonly lines: readonly Line[] = $derived.by(() => {
    const { currency_prefix: prefix, currency_decimals: decimals } = this.#session.state;
    return underDays(this.rows, this.complete, this.#today, { prefix, decimals });
  });

  /** The choice of days. Own dates begin with those shown until now. */
  choose(when: When): void {
    if (when === "dates") {
      const shown = periodOf(this.when, this.#today, { from: this.from, to: this.to });
      this.from = shown.from ?? monthAway(this.#today, 0).from;
      this.to = shown.to && shown.to < this.#today ? shown.to : this.#today;
    }
    this.when = when;
  }

  /** Shows these days and this category, and nothing else: a figure in the books opens its rows. */
  open(period: Period, category: Category | ""): void {
    this.clear();
    this.when = "dates";
    this.from = period.from;
    this.to = period.to;
    this.category = category;
  }

  /** Takes away what narrows the list; the days stay. */
  clear(): void {
    this.search = "";
    this.category = "";
    this.kind = "";
    this.status = "all";
  }

  /** Loads what the filter says now: at once, or after typing has come to rest. Reads the filter, so an effect can follow. */
  follow(): void {
    const filter = this.filter;
    const key = JSON.stringify(filter);
    window.clearTimeout(this.#rest);
    if (this.datesProblem) return;
    if (key === this.#shown) {
      void this.reload();
      return;
    }
    const typing = this.loaded && this.#shown !== "" && (JSON.parse(this.#shown) as IncidentFilter).search !== filter.search;
    const start = () => {
      this.#shown = key;
      this.cursor = 0;
      this.scrollTop = 0;
      void this.#load(PAGE);
    };
    if (typing) this.#rest = window.setTimeout(start, REST);
    else start();
  }

  /** The same rows again, as they are now. */
  async reload(): Promise<void> {
    await this.#load(Math.max(PAGE, this.rows.length));
  }

  async #load(count: number): Promise<void> {
    const asked = ++this.#asked;
    this.loading = true;
    try {
      const rows: IncidentRow[] = [];
      let total = count;
      while (rows.length < Math.min(count, total)) {
        const page = await this.#session.client.incidents({ ...this.filter, offset: rows.length, limit: Math.min(MOST, count - rows.length) });
        if (asked !== this.#asked) return;
        total = page.total;
        this.counts = page.counts;
        this.given = page.given.text;
        if (page.rows.length === 0) break;
        rows.push(...page.rows);
      }
      this.#take(rows, total);
    } catch (thrown) {
      if (asked === this.#asked) this.failure = toFailure(thrown);
    } finally {
      if (asked === this.#asked) this.loading = false;
    }
  }

  #take(rows: readonly IncidentRow[], total: number): void {
    this.rows = rows;
    this.total = total;
    this.loaded = true;
    this.failure = null;
    this.cursor = Math.max(0, Math.min(this.cursor, rows.length - 1));
  }

  /** The next rows, when the end of what is loaded comes near. */
  async more(): Promise<void> {
    if (this.loading || this.complete || this.failure) return;
    const asked = ++this.#asked;
    this.loading = true;
    try {
      const page = await this.#session.client.incidents({ ...this.filter, offset: this.rows.length, limit: PAGE });
      if (asked !== this.#asked) return;
      // What was recorded meanwhile moves the others down: the first of these may be the last of those.
      const known = this.rows.slice(-PAGE).map(({ incident }) => incident.id);
      const fresh = page.rows.filter(({ incident }) => !known.includes(incident.id));
      this.#take([...this.rows, ...fresh], fresh.length === 0 ? this.rows.length : page.total);
    } catch (thrown) {
      if (asked === this.#asked) this.failure = toFailure(thrown);
    } finally {
      if (asked === this.#asked) this.loading = false;
    }
  }

  /** A house was taken away: nothing of its list stays. */
  forget(): void {
    this.#asked += 1;
    this.clear();
    this.when = "week";
    this.#shown = "";
    this.loaded = false;
    this.loading = false;
    this.failure = null;
    this.counts = NOTHING;
    this.given = "";
    this.rows = [];
    this.total = 0;
    this.cursor = 0;
    this.scrollTop = 0;
  }
}

export const [getIncidentList, setIncidentList] = createContext<IncidentList>();
