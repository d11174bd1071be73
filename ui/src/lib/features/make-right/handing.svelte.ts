import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { Saved } from "$lib/ipc/generated/types";
import type { Toasts } from "$lib/ui/toasts.svelte";

/** What can be done with a paper once it is issued: print it, print it again, save it. */
export class Handing {
  /** The voucher at hand; null while there is none. */
  voucherId = $state.raw<string | null>(null);
  readonly printing: Action<[], void>;
  readonly saving: Action<[], Saved>;
  /** Which voucher went to the viewer already; from then on it is a reprint, and noted as one. */
  #printed = $state.raw<string | null>(null);
  readonly #session: Session;

  constructor(session: Session, toasts: Toasts) {
    const { client } = session;
    this.#session = session;
    this.printing = new Action(async () => {
      const id = this.#voucher;
      if (this.again) await client.reprintVoucher(id);
      else await client.printVoucher(id);
      this.#printed = id;
    });
    this.saving = new Action(async () => {
      const saved = await client.saveVoucher(this.#voucher);
      toasts.show({ text: `Saved as ${saved.path}`, action: { label: "Open the folder", act: () => void client.openFolder() } });
      return saved;
    });
  }

  get #voucher(): string {
    if (this.voucherId === null) throw new Error("there is no paper to hand over");
    return this.voucherId;
  }

  get again(): boolean {
    return this.#printed !== null && this.#printed === this.voucherId;
  }

  /** What went wrong with the paper last, and the next step. The paper itself is issued all the same. */
  get trouble(): string | null {
    const { printing, saving } = this;
    if (saving.failure) return saving.failure.uncertain ? "The file was not saved. Choose another folder; nothing was lost." : saving.failure.says;
    if (printing.failure) return printing.failure.uncertain ? "The paper did not open. It is issued: print again, or save it." : printing.failure.says;
    return null;
  }

  /** Saving failed because of the folder: another one is the way out. */
  get canChooseFolder(): boolean {
    return this.saving.failure?.code === "cannot_write";
  }

  /** Asks for another folder, then saves there. */
  async chooseFolder(): Promise<void> {
    this.#session.take(await this.#session.client.chooseFolder());
    await this.saving.run();
  }

  /** Another paper, or none. One handed out before is printed again, and noted as that. */
  begin(voucherId: string | null, handedOut = false): void {
    this.voucherId = voucherId;
    if (handedOut) this.#printed = voucherId;
    this.printing.reset();
    this.saving.reset();
  }
}
