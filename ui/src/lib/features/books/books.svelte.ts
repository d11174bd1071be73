import { createContext } from "svelte";
import { LookBehind } from "$lib/features/behind/look-behind.svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { JobWatch } from "$lib/features/make-right/job-watch.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { By, ExportForm } from "$lib/ipc/client";
import type { Behind, BehindRequest, ClosingRow, Closings, Exported, Outstanding, PapersBehind, PapersBehindRequest, PrintJob, Totals, TotalsRow } from "$lib/ipc/generated/types";
import { isWholeMonth, monthAway, type Period, periodName, periodProblem } from "$lib/ui/period";
import type { Toasts } from "$lib/ui/toasts.svelte";
import { HandOver } from "./hand-over.svelte";
import { Headway } from "./headway.svelte";
import { TakingsEdit } from "./takings.svelte";
import { TillEdit } from "./till.svelte";

interface Month {
  totals: Totals;
  outstanding: Outstanding;
}

interface Sorted extends Period {
  by: By;
  rows: TotalsRow[];
}

/** The pages of the books. */
export type BooksPage = "month" | "takings" | "till" | "accounts" | "closings";

/** The books of a period: which one, its totals, and its export. Outlives its screen, so that the period stays. */
export class Books {
  /** Null until another period than this month is chosen. */
  #chosen = $state.raw<Period | null>(null);
  /** Days of one's own are being typed. */
  custom = $state(false);
  from = $state("");
  to = $state("");

  /** What the second table is added up by. */
  by = $state.raw<By>("kind");
  /** The movements behind a figure, and the papers behind one of what is outstanding. */
  readonly movements: LookBehind<BehindRequest, Behind>;
  readonly papers: LookBehind<PapersBehindRequest, PapersBehind>;

  readonly reading: Action<[Period], Month>;
  readonly sorting: Action<[Period, By], Sorted>;
  readonly closing: Action<[], Closings>;
  readonly reopening: Action<[number, string], Closings>;
  /** The question whether to close stands before everything else. */
  asking = $state(false);
  /** The closed periods, as they were read or made last. */
  closings = $state.raw<Closings | null>(null);
  readonly exporting: Action<[ExportForm], Exported>;
  /** The month on paper: handed to a printer, and opened in a viewer. */
  readonly printing: Action<[Period], PrintJob>;
  readonly opening: Action<[Period], void>;
  readonly watch: JobWatch;
  /** What the till took, as it is being typed: it outlives its page, so that nothing typed is lost. */
  takings = $state.raw() as TakingsEdit;
  /** The till's comps against ours. */
  till = $state.raw() as TillEdit;
  /** How far it is. */
  readonly headway: Headway;
  readonly handOver: HandOver;
  /** Which page of the room is open. */
  page = $state.raw<BooksPage>("month");
  readonly #session: Session;
  #wanted: Period | null = null;
  /** What was exported last, for another try. */
  #form: ExportForm = "csv";

  constructor(session: Session, toasts: Toasts) {
    const { client } = session;
    this.#session = session;
    this.takings = this.#newTakings();
    this.till = new TillEdit(session);
    this.reading = new Action(async ({ from, to }: Period) => {
      const [totals, outstanding, closings] = await Promise.all([client.totals(from, to), client.outstanding(from, to), client.closings()]);
      this.closings = closings;
      return { totals, outstanding };
    });
    this.sorting = new Action(async ({ from, to }: Period, by: By) => ({ from, to, by, rows: await client.totalsBy(from, to, by) }));
    this.closing = new Action(async () => {
      // Who closes is who is signed in: a name chosen for a paper earlier is no signature.
      const closings = await client.closePeriod(this.period.to, "");
      this.closings = closings;
      this.asking = false;
      const made = closings.rows.find(({ to }) => to === this.period.to);
      if (made) toasts.show({ text: `Closed as batch ${String(made.batch)}. It does not change any more.` });
      return closings;
    });
    this.reopening = new Action(async (batch: number, reason: string) => {
      this.closings = await client.reopenPeriod(batch, reason, "");
      return this.closings;
    });
    this.movements = new LookBehind((asked) => client.behind(asked));
    this.papers = new LookBehind((asked) => client.papersBehind(asked));
    this.watch = new JobWatch((job) => client.followPrint(null, "", job), () => session.now);
    this.printing = new Action(async ({ from, to }: Period) => {
      this.watch.stop();
      const job = await client.printMonth(from, to);
      this.watch.start(job);
      return job;
    });
    this.opening = new Action(({ from, to }: Period) => client.openMonth(from, to));
    this.headway = new Headway(client);
    this.handOver = new HandOver(session, toasts, async () => {
      this.closings = await client.closings();
    });
    this.exporting = new Action(async (form: ExportForm) => {
      this.#form = form;
      this.headway.begin();
      const saved = await client.exportBooks(this.period.from, this.period.to, form, this.headway.follow);
      const text = [`Exported as ${saved.paths.join(" and ")}`, saved.before].filter(Boolean).join(". ");
      this.closings = await client.closings();
      toasts.show({ text, action: { label: "Open the folder", act: () => void client.openFolder() } });
      return saved;
    });
  }

  #newTakings(): TakingsEdit {
    return new TakingsEdit(this.#session, () => {
      void this.read();
      void this.till.read(this.period);
    });
  }

  get #today(): string {
    return this.#session.state.business_date;
  }

  /** The period shown: the days typed where they make one, else the chosen month. */
  get period(): Period {
    if (this.custom && !this.problem) return { from: this.from, to: this.to };
    return this.#chosen ?? monthAway(this.#today, 0);
  }

  get name(): string {
    return periodName(this.period);
  }

  /** "October", or "the period": how the total is called. */
  get shortName(): string {
    return isWholeMonth(this.period) ? (this.name.split(" ")[0] ?? this.name) : "In all";
  }

  /** What is wrong with the days typed. */
  get problem(): ReturnType<typeof periodProblem> {
    return this.custom ? periodProblem(this.from, this.to) : null;
  }

  /** The totals of the period shown; null until they are there. */
  get totals(): Totals | null {
    return this.#shown?.totals ?? null;
  }

  /** What is outstanding at the end of the period shown; null until it is there. */
  get outstanding(): Outstanding | null {
    return this.#shown?.outstanding ?? null;
  }

  get #shown(): Month | null {
    const { result } = this.reading;
    return result?.totals.from === this.period.from && result.totals.to === this.period.to ? result : null;
  }

  /** The lines of the second table; null until they are there. */
  get sorted(): readonly TotalsRow[] | null {
    if (this.by === "kind") return this.totals?.kinds ?? null;
    const { result } = this.sorting;
    const { from, to } = this.period;
    return result?.from === from && result.to === to && result.by === this.by ? result.rows : null;
  }

  /** Adds up by something else. */
  async sortBy(by: By): Promise<void> {
    this.by = by;
    if (by !== "kind") await this.sorting.run(this.period, by);
  }

  /** Opens the rows behind a figure. */
  async open(name: string, line: { by: By; key: string } | null, figure: string): Promise<void> {
    const { from, to } = this.period;
    const asked = { from, to, by: line?.by ?? null, key: line?.key ?? "", figure };
    await this.movements.open(name, asked);
  }

  /** Opens the papers behind a figure of what is outstanding. */
  async openPapers(name: string, figure: string, bucket: number | null): Promise<void> {
    await this.papers.open(name, { ...this.period, figure, bucket });
  }

  /** The month this far away, by name; null where it has not begun. */
  monthName(away: number): string | null {
    const month = monthAway(this.period.from, away);
    return month.from > this.#today ? null : periodName(month);
  }

  turn(away: number): void {
    if (this.monthName(away) === null) return;
    this.#chosen = monthAway(this.period.from, away);
    this.custom = false;
    this.#quiet();
  }

  /** What was said of a file or a page is of the period before. */
  #quiet(): void {
    this.exporting.reset();
    this.watch.stop();
    this.printing.reset();
    this.opening.reset();
  }

  /** Begins days of one's own with those shown; or goes back to the month they begin in. */
  toggleCustom(): void {
    const { from, to } = this.period;
    if (this.custom) {
      this.#chosen = monthAway(from, 0);
    } else {
      this.from = from;
      this.to = to;
    }
    this.custom = !this.custom;
    this.#quiet();
  }

  /** Reads the totals of the period shown, and again where it changed meanwhile. */
  async read(): Promise<void> {
    this.#wanted = this.period;
    if (this.reading.running) return;
    let asked: Period | null = null;
    while (this.#wanted && this.#wanted !== asked) {
      asked = this.#wanted;
      await this.reading.run(asked);
    }
    this.#wanted = null;
    if (this.by !== "kind") await this.sorting.run(this.period, this.by);
  }

  /** The closed period that holds the last day shown, in its last revision; null where that is open. */
  get closed(): ClosingRow | null {
    const { to } = this.period;
    const found = this.closings?.rows.find((row) => row.from <= to && to <= row.to);
    return found && !found.reopened ? found : null;
  }

  /** The days shown are exactly one closed period. */
  get final(): boolean {
    const { closed, period } = this;
    if (closed?.to !== period.to) return false;
    // Nothing was recorded before the first one.
    return closed.from === period.from || (closed.batch === 1 && period.from < closed.from);
  }

  /** The period that is open again and comes first. */
  get openAgain(): ClosingRow | null {
    const rows = this.closings?.rows ?? [];
    return rows.findLast((row) => row.reopened && !rows.some((other) => other.batch === row.batch && other.revision > row.revision)) ?? null;
  }

  /** From which day on a closing through the last day shown would reach. */
  get closesFrom(): string | null {
    return this.openAgain?.from ?? this.closings?.next_from ?? null;
  }

  /** As which batch. */
  get closesAs(): string {
    const { openAgain } = this;
    if (openAgain) return `batch ${String(openAgain.batch)}, revision ${String(openAgain.revision + 1)}`;
    return `batch ${String(Math.max(0, ...(this.closings?.rows ?? []).map(({ batch }) => batch)) + 1)}`;
  }

  /** Why the days shown cannot be closed now, with the next step; null where they can. */
  get cannotClose(): string | null {
    const { closings, openAgain, period } = this;
    if (!closings) return "Adding it up.";
    if (period.to >= closings.today) return "Its last day is not over yet.";
    if (openAgain && openAgain.to !== period.to) return `Batch ${String(openAgain.batch)} was reopened. Close it again first.`;
    if (!this.closesFrom || this.closesFrom > period.to) return "Nothing was recorded up to its last day.";
    return null;
  }

  /** What went wrong with closing. */
  get closeTrouble(): string | null {
    const { failure } = this.closing;
    if (!failure) return null;
    return failure.uncertain ? "The books did not answer. Look whether it is closed before you try again." : failure.says;
  }

  /** What went wrong with the export, and the next step. */
  get exportTrouble(): string | null {
    const { failure } = this.exporting;
    if (!failure) return null;
    return failure.uncertain ? "The file was not written. Nothing in the books changed: export again, or choose another folder." : failure.says;
  }

  /** What became of the month on paper; null where nothing was asked for. */
  get paperSays(): { trouble: boolean; says: string } | null {
    const failure = this.printing.failure ?? this.opening.failure;
    if (failure?.code === "no_printer") return { trouble: true, says: "No printer is chosen for a full page. Choose one under Settings, or export the month as a PDF." };
    if (failure) return { trouble: true, says: failure.uncertain ? "The page did not come out. Nothing in the books changed: try again, or export it as a PDF." : failure.says };
    if (this.watch.trouble) return { trouble: true, says: this.watch.trouble };
    return this.watch.job ? { trouble: false, says: this.watch.job.sentence } : null;
  }

  /** Another folder helps where the file was not written; not where there is nothing to write. */
  get canChooseFolder(): boolean {
    const { failure } = this.exporting;
    return failure?.code === "cannot_write" || failure?.uncertain === true;
  }

  /** The accounts keep the export back: they are the next step. */
  get needsAccounts(): boolean {
    return this.exporting.failure?.code === "setting_refused";
  }

  /** Asks for another folder, then exports there. */
  async chooseFolder(): Promise<void> {
    this.#session.take(await this.#session.client.chooseFolder());
    await this.exporting.run(this.#form);
  }

  /** A house was taken away: its period goes with it. */
  forget(): void {
    this.#chosen = null;
    this.custom = false;
    this.page = "month";
    this.takings = this.#newTakings();
    this.till = new TillEdit(this.#session);
    this.by = "kind";
    this.movements.close();
    this.papers.close();
    this.closings = null;
    this.asking = false;
    this.closing.reset();
    this.reopening.reset();
    this.#quiet();
    this.sorting.reset();
    this.reading.reset();
    this.exporting.reset();
    this.handOver.row = null;
    this.handOver.running.reset();
  }
}

export const [getBooks, setBooks] = createContext<Books>();
