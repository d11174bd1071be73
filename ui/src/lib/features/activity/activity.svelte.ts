import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { type Failure, toFailure } from "$lib/ipc/errors";
import type { ActivityFilter, ActivityRow, Topic } from "$lib/ipc/generated/types";
import { periodProblem } from "$lib/ui/period";
import { periodOf, type When } from "$lib/features/incidents/list.svelte";

/** A line of the list as drawn: a day's heading, or what happened. Days are those things counted for. */
export type Line = { line: "day"; seq: number; date: string } | { line: "row"; seq: number; row: ActivityRow };

/** How high each kind of line is, in pixels; the list is laid out from this. */
export const HEIGHTS = { day: 47, row: 50 } as const;
/** How many lines are asked for at once. */
export const PAGE = 200;
/** How long typing rests, in milliseconds, before it is searched for. */
const REST = 180;
/** How many parts without a single line are gone through before somebody is asked whether to go on. */
const PATIENCE = 20;

/** Everything that was written down, the latest first: what it is narrowed to, and as much of it as was loaded. */
export class ActivityList {
  search = $state("");
  topic = $state<Topic | "">("");
  staff = $state("");
  when = $state<When>("week");
  from = $state("");
  to = $state("");

  rows = $state.raw<readonly ActivityRow[]>([]);
  /** How many events there are, whatever fits. */
  events = $state(0);
  /** Where it goes on; null when it was loaded to its end. */
  next = $state.raw<number | null>(null);
  loaded = $state(false);
  loading = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** How far down the list was left, in pixels. */
  scrollTop = 0;

  readonly #session: Session;
  #asked = 0;
  #shown = "";
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** What is wrong with the dates, where they are typed. */
  get datesProblem(): ReturnType<typeof periodProblem> {
    return this.when === "dates" ? periodProblem(this.from, this.to) : null;
  }

  get filter(): Omit<ActivityFilter, "before" | "limit"> {
    const { from, to } = periodOf(this.when, this.#session.state.business_date, { from: this.from, to: this.to });
    return { topic: this.topic || null, staff: this.staff || null, from, to, search: this.search.trim() };
  }

  /** Whether anything but the days narrows the list. */
  get narrowed(): boolean {
    return this.search.trim() !== "" || this.topic !== "" || this.staff !== "";
  }

  /** The rows under their days. In the order of events a day may come twice: the clock was set. */
  readonly lines: readonly Line[] = $derived.by(() => {
    let date = "";
    return this.rows.flatMap((row): Line[] => {
      const head: Line[] = row.business_date === date ? [] : [{ line: "day", seq: row.seq, date: row.business_date }];
      date = row.business_date;
      return [...head, { line: "row", seq: row.seq, row }];
    });
  });

  /** The choice of days. Own dates begin with those shown until now. */
  choose(when: When): void {
    if (when === "dates") {
      const today = this.#session.state.business_date;
      const shown = periodOf(this.when, today, { from: this.from, to: this.to });
      this.from = shown.from ?? `${today.slice(0, 7)}-01`;
      this.to = shown.to && shown.to < today ? shown.to : today;
    }
    this.when = when;
  }

  /** Takes away what narrows the list; the days stay. */
  clear(): void {
    this.search = "";
    this.topic = "";
    this.staff = "";
  }

  /** Loads what the filter says now: at once, or after typing has come to rest. Reads the filter, so an effect can follow. */
  follow(): void {
    const { filter } = this;
    const key = JSON.stringify(filter);
    clearTimeout(this.#rest);
    if (this.datesProblem) return;
    const typing = this.loaded && this.#shown !== "" && (JSON.parse(this.#shown) as ActivityFilter).search !== filter.search;
    const start = () => {
      if (key !== this.#shown) this.scrollTop = 0;
      this.#shown = key;
      void this.reload();
    };
    if (typing) this.#rest = setTimeout(start, REST);
    else start();
  }

  /** From the latest again, as far as it was loaded. */
  async reload(): Promise<void> {
    await this.#load(null, Math.max(PAGE, this.rows.length));
  }

  /** The next lines, when the end of what is loaded comes near. */
  async more(): Promise<void> {
    if (this.loading || this.next === null || this.failure) return;
    await this.#load(this.next, PAGE);
  }

  async #load(before: number | null, count: number): Promise<void> {
    const asked = ++this.#asked;
    this.loading = true;
    try {
      const found: ActivityRow[] = [];
      let from = before;
      let parts = 0;
      do {
        const part = await this.#session.client.activity({ ...this.filter, before: from, limit: count - found.length });
        if (asked !== this.#asked) return;
        found.push(...part.rows);
        this.events = part.events;
        from = part.next;
        parts += 1;
      } while (from !== null && found.length < count && parts < PATIENCE);
      this.rows = before === null ? found : [...this.rows, ...found];
      this.next = from;
      this.loaded = true;
      this.failure = null;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = toFailure(thrown);
    } finally {
      if (asked === this.#asked) this.loading = false;
    }
  }

  /** A house was taken away: nothing of its activity stays. */
  forget(): void {
    this.#asked += 1;
    clearTimeout(this.#rest);
    this.clear();
    this.when = "week";
    this.#shown = "";
    this.rows = [];
    this.events = 0;
    this.next = null;
    this.loaded = false;
    this.loading = false;
    this.failure = null;
    this.scrollTop = 0;
  }
}

export const [getActivityList, setActivityList] = createContext<ActivityList>();
