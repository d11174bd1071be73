import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { Failure } from "$lib/ipc/errors";
import type { PastedTakings, Takings, TakingsForm, TakingsOfPeriod, TakingsStretch, TakingsWritten } from "$lib/ipc/generated/types";
import { addDays, daysBetween } from "$lib/ui/dates";
import { figures } from "$lib/ui/figures";
import type { Period } from "$lib/ui/period";

export const FIGURES = ["net_sales", "covers", "comps"] as const;
export type Figure = (typeof FIGURES)[number];
type Texts = Record<Figure, string>;

/** One line of the page: a day, or a stretch whose figures are of all its days together. */
export interface TakingsLine {
  from: string;
  to: string;
  typed: Texts;
  /** As it stands in the books. */
  kept: Texts;
}

const NOTHING: Texts = { net_sales: "", covers: "", comps: "" };

const nameOf = ({ from, to }: Period) => `${from} ${to}`;
const isChanged = ({ typed, kept }: TakingsLine) => FIGURES.some((name) => typed[name].trim() !== kept[name]);

/** The most days that are listed one by one. */
export const MOST_DAYS = 62;

/** What the till took in a period, as it is being typed in. */
export class TakingsEdit {
  lines = $state<TakingsLine[]>([]);
  /** Figures of the whole period at once. */
  whole = $state<Texts>({ ...NOTHING });
  pasted = $state("");
  #period = $state.raw<Period | null>(null);
  readonly reading: Action<[Period], TakingsOfPeriod>;
  readonly saving: Action<[TakingsForm], TakingsWritten>;
  readonly pasting: Action<[string], PastedTakings>;
  readonly #session: Session;
  readonly #tell: () => void;
  /** By the name of the line; not shown, so nothing reacts to it. */
  readonly #unsaved: Record<string, Texts | undefined> = {};

  /** Calls back when other figures stand in the books. */
  constructor(session: Session, changed: () => void = () => undefined) {
    const { client } = session;
    this.#session = session;
    this.#tell = changed;
    this.reading = new Action(async ({ from, to }: Period) => this.#take(await client.takings(from, to)));
    this.saving = new Action((form: TakingsForm) => client.setTakings(form));
    this.pasting = new Action((text: string) => client.readTakings(text));
  }

  get known(): TakingsOfPeriod | null {
    return this.reading.result;
  }

  get changed(): boolean {
    return this.#changes.length > 0;
  }

  get #changes(): TakingsStretch[] {
    return this.lines.filter(isChanged).map(({ from, to, typed }) => ({ from, to, ...typed }));
  }

  /** What stands in the way of figures for the whole period: days that have their own. */
  get daysHaveTheirOwn(): boolean {
    const period = this.#period;
    return this.lines.some(({ from, to, kept }) => FIGURES.some((name) => kept[name] !== "") && !(from === period?.from && to === period.to));
  }

  /** The sentence about a figure of a line. */
  errorOf(line: { from: string }, name: string): string | null {
    const { failure } = this.saving;
    return failure?.field === name && failure.details["day"] === line.from ? failure.says : null;
  }

  /** What went wrong with saving that stands at no figure. */
  get trouble(): string | null {
    const { failure } = this.saving;
    if (!failure || (failure.details["day"] && failure.field)) return null;
    return unsaid(failure);
  }

  touch(): void {
    this.saving.reset();
  }

  /** Reads the period; what is being typed for it stays. */
  async read(period: Period): Promise<void> {
    this.#period = period;
    await this.reading.run(period);
  }

  async save(): Promise<void> {
    await this.#set(this.#changes);
  }

  async saveWhole(): Promise<void> {
    const period = this.#period;
    if (!period || FIGURES.every((name) => this.whole[name].trim() === "")) return;
    const given = Object.fromEntries(FIGURES.filter((name) => this.whole[name].trim() !== "").map((name) => [name, this.whole[name]]));
    if (await this.#set([{ ...period, net_sales: null, covers: null, comps: null, ...given }])) this.whole = { ...NOTHING };
  }

  /** Takes away the figures of a line. */
  async clear({ from, to }: TakingsLine): Promise<void> {
    await this.#set([{ from, to, ...NOTHING }]);
  }

  async readPaste(): Promise<void> {
    if (this.pasted.trim() === "") this.pasting.reset();
    else await this.pasting.run(this.pasted);
  }

  /** Sets what was pasted, all of it. The text goes only when it is in the books. */
  async savePaste(): Promise<void> {
    const { result } = this.pasting;
    if (!result || result.faults.length > 0) return;
    if (await this.#set(result.stretches)) {
      this.pasted = "";
      this.pasting.reset();
    }
  }

  async #set(stretches: TakingsStretch[]): Promise<boolean> {
    const period = this.#period;
    if (stretches.length === 0 || !period) return false;
    // Who sets them is who is signed in: a name chosen for a paper earlier is no signature.
    const done = await this.saving.run({ stretches, staff: "" });
    if (!done) return false;
    for (const stretch of stretches) this.#unsaved[nameOf(stretch)] = undefined;
    this.lines = this.lines.filter((line) => !stretches.some(({ from, to }) => line.from === from && line.to === to));
    this.#tell();
    await this.reading.run(period);
    return true;
  }

  #take(known: TakingsOfPeriod): TakingsOfPeriod {
    const today = this.#session.state.business_date;
    const decimals = this.#session.state.currency_decimals;
    const kept = ({ net_sales, covers, comps }: Takings): Texts => ({
      net_sales: net_sales ? figures(net_sales.minor, decimals) : "",
      covers: covers === null ? "" : figures(covers, 0),
      comps: comps ? figures(comps.minor, decimals) : "",
    });
    const stretches = known.stretches.map((each) => ({ from: each.from, to: each.to, typed: kept(each), kept: kept(each) }));
    const last = known.to < today ? known.to : today;
    const days = last < known.from || known.days > MOST_DAYS ? [] : Array.from({ length: daysBetween(known.from, last) + 1 }, (_, away) => addDays(known.from, away));
    const bare = days
      .filter((day) => !stretches.some(({ from, to }) => from <= day && day <= to))
      .map((day) => ({ from: day, to: day, typed: { ...NOTHING }, kept: { ...NOTHING } }));
    this.#keepTyped();
    this.lines = [...stretches, ...bare]
      .toSorted((one, other) => one.from.localeCompare(other.from))
      .map((line) => ({ ...line, typed: this.#unsaved[nameOf(line)] ?? line.typed }));
    return known;
  }

  /** Remembers what is typed and not saved, also of days that are not shown now. */
  #keepTyped(): void {
    for (const line of this.lines) {
      if (isChanged(line)) this.#unsaved[nameOf(line)] = line.typed;
      else this.#unsaved[nameOf(line)] = undefined;
    }
  }
}

const unsaid = (failure: Failure): string =>
  failure.uncertain ? "The books did not answer, so it may not be kept. Look whether it stands here, then save again." : failure.says;
