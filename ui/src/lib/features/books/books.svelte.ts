import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { By, ExportForm } from "$lib/ipc/client";
import type { Behind, BehindRequest, Exported, Outstanding, Totals, TotalsRow } from "$lib/ipc/generated/types";
import { isWholeMonth, monthAway, type Period, periodName, periodProblem } from "$lib/ui/period";
import type { Toasts } from "$lib/ui/toasts.svelte";

interface Month {
  totals: Totals;
  outstanding: Outstanding;
}

interface Sorted extends Period {
  by: By;
  rows: TotalsRow[];
}

/** The pages of the books. */
export type BooksPage = "month" | "accounts";

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
  /** The figure whose rows are open, with its name. */
  opened = $state.raw<{ name: string; asked: BehindRequest } | null>(null);

  readonly reading: Action<[Period], Month>;
  readonly sorting: Action<[Period, By], Sorted>;
  readonly looking: Action<[BehindRequest], Behind>;
  readonly exporting: Action<[ExportForm], Exported>;
  /** Which page of the room is open. */
  page = $state.raw<BooksPage>("month");
  readonly #session: Session;
  #wanted: Period | null = null;
  /** What was exported last, for another try. */
  #form: ExportForm = "csv";

  constructor(session: Session, toasts: Toasts) {
    const { client } = session;
    this.#session = session;
    this.reading = new Action(async ({ from, to }: Period) => {
      const [totals, outstanding] = await Promise.all([client.totals(from, to), client.outstanding(from, to)]);
      return { totals, outstanding };
    });
    this.sorting = new Action(async ({ from, to }: Period, by: By) => ({ from, to, by, rows: await client.totalsBy(from, to, by) }));
    this.looking = new Action((asked: BehindRequest) => client.behind(asked));
    this.exporting = new Action(async (form: ExportForm) => {
      this.#form = form;
      const saved = await client.exportBooks(this.period.from, this.period.to, form);
      toasts.show({ text: `Exported as ${saved.paths.join(" and ")}`, action: { label: "Open the folder", act: () => void client.openFolder() } });
      return saved;
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
    this.opened = { name, asked };
    this.looking.reset();
    await this.looking.run(asked);
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
    this.exporting.reset();
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
    this.exporting.reset();
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

  /** What went wrong with the export, and the next step. */
  get exportTrouble(): string | null {
    const { failure } = this.exporting;
    if (!failure) return null;
    return failure.uncertain ? "The file was not written. Nothing in the books changed: export again, or choose another folder." : failure.says;
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
    this.by = "kind";
    this.opened = null;
    this.sorting.reset();
    this.looking.reset();
    this.reading.reset();
    this.exporting.reset();
  }
}

export const [getBooks, setBooks] = createContext<Books>();
