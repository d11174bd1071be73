import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { PastedBills, TakingsWritten, Tie, TillBillsForm } from "$lib/ipc/generated/types";
import type { Period } from "$lib/ui/period";

/** The till's comps against ours, and its list of bills as it is being pasted. */
export class TillEdit {
  pasted = $state("");
  #period = $state.raw<Period | null>(null);
  readonly reading: Action<[Period], Tie>;
  readonly pasting: Action<[string], PastedBills>;
  readonly saving: Action<[TillBillsForm], TakingsWritten>;

  constructor(session: Session) {
    const { client } = session;
    this.reading = new Action(({ from, to }: Period) => client.tie(from, to));
    this.pasting = new Action((text: string) => client.readTillBills(text));
    this.saving = new Action((form: TillBillsForm) => client.setTillBills(form));
  }

  /** Of the period that was asked for last; null until it is there. */
  get tie(): Tie | null {
    const { result } = this.reading;
    return result?.from === this.#period?.from && result?.to === this.#period?.to ? result : null;
  }

  /** What went wrong with setting the list. */
  get trouble(): string | null {
    const { failure } = this.saving;
    if (!failure) return null;
    return failure.uncertain ? "The books did not answer, so it may not be kept. Look whether it stands here, then save again." : failure.says;
  }

  async read(period: Period): Promise<void> {
    this.#period = period;
    if (this.reading.running) return;
    let asked: Period | null = null;
    while (this.#period !== asked) {
      asked = this.#period;
      await this.reading.run(asked);
    }
  }

  async readPaste(): Promise<void> {
    this.saving.reset();
    if (this.pasted.trim() === "") this.pasting.reset();
    else await this.pasting.run(this.pasted);
  }

  /** Sets what was pasted, all of it. The text goes only when it is in the books. */
  async savePaste(): Promise<void> {
    const { result } = this.pasting;
    if (!result || result.faults.length > 0) return;
    // Who sets it is who is signed in.
    const done = await this.saving.run({ days: result.days, staff: "" });
    if (!done) return;
    this.pasted = "";
    this.pasting.reset();
    if (this.#period) await this.reading.run(this.#period);
  }
}
