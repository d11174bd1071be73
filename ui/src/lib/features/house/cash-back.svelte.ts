import { Action } from "$lib/ipc/action.svelte";
import type { CashBack } from "$lib/ipc/generated/types";
import { decimalsOf, minorOf, plainAmount } from "$lib/ui/amount";
import type { Session } from "./session.svelte";

/** A row as it is being typed. */
export interface Row {
  key: number;
  state: string;
  below: string;
  source: string;
  /** A row keeps its own currency; a new one takes the house's. */
  currency: string;
}

/** The states' cash-back thresholds as they are being changed. */
export class CashBackTable {
  rows = $state<Row[]>([]);
  changed = $state(false);
  readonly reading: Action<[], CashBack[]>;
  readonly saving: Action<[], CashBack[]>;
  readonly #session: Session;
  #keys = 0;

  constructor(session: Session) {
    this.#session = session;
    this.reading = new Action(async () => this.#take(await session.client.cashBack()));
    this.saving = new Action(async () => this.#take(await session.client.setCashBack(this.typed)));
  }

  /** The rows as they would be kept. A row of which nothing was written is none. */
  get typed(): CashBack[] {
    return this.#written.map(({ state, below, source, currency }) => ({
      state: state.trim(),
      below_minor: minorOf(below, decimalsOf(currency)) ?? 0,
      currency,
      source: source.trim(),
    }));
  }

  get #written(): Row[] {
    return this.rows.filter(({ state, below, source }) => (state + below + source).trim() !== "");
  }

  /** The first thing missing, with the next step. */
  get missing(): string | null {
    for (const { state, below, source, currency } of this.#written) {
      if (state.trim() === "") return "Write the name of the state.";
      if (!minorOf(below, decimalsOf(currency))) return `Write the amount for ${state.trim()} as 10.00.`;
      if (source.trim() === "") return `Write where the rule of ${state.trim()} stands.`;
    }
    return null;
  }

  touch(): void {
    this.changed = true;
    this.saving.reset();
  }

  add(): void {
    this.rows.push({ key: ++this.#keys, state: "", below: "", source: "", currency: this.#session.house.currency });
    this.touch();
  }

  remove(key: number): void {
    this.rows = this.rows.filter((row) => row.key !== key);
    this.touch();
  }

  #take(kept: CashBack[]): CashBack[] {
    this.rows = kept.map(({ state, below_minor, currency, source }) => ({
      key: ++this.#keys,
      state,
      below: plainAmount(below_minor, decimalsOf(currency)),
      source,
      currency,
    }));
    this.changed = false;
    return kept;
  }
}
