import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { LookBehind } from "$lib/features/behind/look-behind.svelte";
import { JobWatch } from "$lib/features/make-right/job-watch.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { InsightBehind, InsightBehindRequest, Insights, InsightsRequest, PrintJob, Saved } from "$lib/ipc/generated/types";
import { addDays, shortDate } from "$lib/ui/dates";
import { type Period, periodProblem } from "$lib/ui/period";
import type { Toasts } from "$lib/ui/toasts.svelte";
import { periodOf, type Span } from "./period";

/** What is held against what; the reading of it; the rows behind a figure; and an owner for a cause. Outlives its screen. */
export class InsightsPage {
  span = $state<Span>("weeks12");
  from = $state("");
  to = $state("");
  against = $state<"before" | "year_ago">("before");

  /** The incidents behind a figure. */
  readonly behind: LookBehind<InsightBehindRequest, InsightBehind>;

  /** What is being typed about the cause to fix next. */
  giving = $state(false);
  what = $state("");
  owner = $state("");
  due = $state("");

  readonly reading: Action<[InsightsRequest], Insights>;
  readonly planning: Action<[], boolean>;
  /** The page on paper: handed to a printer, and opened in a viewer. */
  readonly watch: JobWatch;
  readonly printing: Action<[], PrintJob>;
  readonly opening: Action<[], void>;
  readonly saving: Action<[title: string, svg: string], Saved>;
  readonly #session: Session;
  #wanted: InsightsRequest | null = null;
  #requestId = "";

  constructor(session: Session, toasts: Toasts) {
    const { client } = session;
    this.#session = session;
    this.reading = new Action((asked: InsightsRequest) => client.insights(asked));
    this.behind = new LookBehind((asked) => client.insightsBehind(asked));
    this.watch = new JobWatch((job) => client.followPrint(null, "", job), () => session.now);
    this.printing = new Action(async () => {
      this.watch.stop();
      const job = await client.printInsights(this.asked);
      this.watch.start(job);
      return job;
    });
    this.opening = new Action(() => client.openInsights(this.asked));
    this.saving = new Action((title: string, svg: string) => client.saveChart(title, svg));
    this.planning = new Action(async () => {
      const cause = this.shown?.fix.cause;
      if (!cause) return false;
      this.#requestId ||= crypto.randomUUID();
      await client.planPrevention({
        request_id: this.#requestId,
        incident_id: cause.incident_id,
        what: this.what,
        owner: this.owner,
        due_on: this.due,
        staff: session.by(null),
      });
      toasts.show({ text: `${this.owner.trim()} has it.` });
      this.leave();
      await this.read();
      return true;
    });
  }

  get today(): string {
    return this.#session.state.business_date;
  }

  get period(): Period {
    return periodOf(this.span, this.today, { from: this.from, to: this.to });
  }

  /** What is wrong with the days typed. */
  get problem(): ReturnType<typeof periodProblem> {
    return this.span === "dates" ? periodProblem(this.from, this.to) : null;
  }

  get asked(): InsightsRequest {
    return { ...this.period, against: this.against };
  }

  /** The insights last read; those of another period while these are on their way. */
  get shown(): Insights | null {
    return this.reading.result ?? null;
  }

  /** Other days; days of one's own begin with those shown. */
  choose(span: Span): void {
    if (span === "dates") {
      const { from, to } = this.period;
      this.from = from;
      this.to = to;
    }
    this.span = span;
  }

  /** Reads the page, and again where something else was chosen meanwhile. */
  async read(): Promise<void> {
    if (this.problem) return;
    this.#wanted = this.asked;
    if (this.reading.running) return;
    let asked: InsightsRequest | null = null;
    while (this.#wanted && this.#wanted !== asked) {
      asked = this.#wanted;
      await this.reading.run(asked);
    }
    this.#wanted = null;
    this.#startWithToday();
  }

  /** Reads the page before anybody asks for it, so that the first look does not wait for the books. */
  async ahead(): Promise<void> {
    if (!this.reading.running && !this.shown) await this.read();
  }

  /** A house younger than the twelve weeks has no whole ones to compare: its days go to today, so that none is left out. */
  #startWithToday(): void {
    const first = this.shown?.first_on;
    if (this.span !== "weeks12" || !first || first <= this.period.from || first > this.today) return;
    this.span = "today12";
  }

  /** What became of the page on paper; null where nothing was asked for. */
  get paperSays(): { trouble: boolean; says: string } | null {
    const failure = this.printing.failure ?? this.opening.failure;
    if (failure?.code === "no_printer") return { trouble: true, says: "No printer is chosen for a full page. Choose one under Settings, or open the page in a viewer." };
    if (failure) return { trouble: true, says: failure.uncertain ? "The page did not come out. Nothing in the books changed: try again." : failure.says };
    if (this.watch.trouble) return { trouble: true, says: this.watch.trouble };
    return this.watch.job ? { trouble: false, says: this.watch.job.sentence } : null;
  }

  /** Whose figures these are, and of which days. */
  foot({ from, to }: Insights): string {
    return `${this.#session.house.name}, ${shortDate(from)} to ${shortDate(to)}`;
  }

  /** Saves a chart as a picture; answers where it is, or why it is nowhere. */
  readonly save = async (title: string, svg: string): Promise<string> => {
    const saved = await this.saving.run(title, svg);
    if (saved) return `Saved as ${saved.path}`;
    const { failure } = this.saving;
    return failure && !failure.uncertain ? failure.says : "The picture was not saved. Nothing was lost: save it again.";
  };

  /** Opens the incidents behind a figure. */
  async open(name: string, of: string, key = "", period: Period = this.period): Promise<void> {
    await this.behind.open(name, { ...period, of, key });
  }

  /** Begins to give the cause an owner. What was typed before stays. */
  begin(): void {
    this.due ||= addDays(this.today, 7);
    this.planning.reset();
    this.giving = true;
  }

  /** It is done, or the house is another. */
  leave(): void {
    this.giving = false;
    this.what = "";
    this.owner = "";
    this.due = "";
    this.#requestId = "";
  }

  /** A house was taken away: its figures go with it. */
  forget(): void {
    this.leave();
    this.span = "weeks12";
    this.against = "before";
    this.behind.close();
    this.reading.reset();
    this.planning.reset();
    this.watch.stop();
    this.printing.reset();
    this.opening.reset();
    this.saving.reset();
  }
}

export const [getInsights, setInsights] = createContext<InsightsPage>();
