import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { Paper, PrintJob, Saved } from "$lib/ipc/generated/types";
import type { Toasts } from "$lib/ui/toasts.svelte";
import { JobWatch } from "./job-watch.svelte";

/** What can be done with a paper once it is issued: print it, print it again, save it, open it. */
export class Handing {
  /** The voucher at hand; null while there is none. */
  voucherId = $state.raw<string | null>(null);
  /** The paper to hand it over on; null for the house's own. */
  paper = $state.raw<Paper | null>(null);
  readonly printing: Action<[], PrintJob>;
  readonly saving: Action<[], Saved>;
  readonly opening: Action<[], void>;
  /** How the last print stands. */
  readonly watch: JobWatch;
  /** Which voucher went to a printer already. */
  #printed = $state.raw<string | null>(null);
  readonly #session: Session;
  readonly #staff: () => string;

  /** `staff` gives who hands it over, when it is asked for. */
  constructor(session: Session, toasts: Toasts, staff: () => string) {
    const { client } = session;
    this.#session = session;
    this.#staff = staff;
    this.watch = new JobWatch((job) => client.followPrint(this.voucherId === null ? null : { kind: "voucher", id: this.voucherId }, staff(), job), () => session.now);
    this.printing = new Action(async () => {
      const id = this.#voucher;
      this.watch.stop();
      const job = await client.printVoucher(id, this.#staff(), this.paper);
      this.#printed = id;
      this.watch.start(job);
      return job;
    });
    this.saving = new Action(async () => {
      const saved = await client.saveVoucher(this.#voucher, this.#staff(), this.paper);
      toasts.show({ text: `Saved as ${saved.path}`, action: { label: "Open the folder", act: () => void client.openFolder() } });
      return saved;
    });
    this.opening = new Action(() => client.openVoucher(this.#voucher, this.#staff(), this.paper));
  }

  get #voucher(): string {
    if (this.voucherId === null) throw new Error("there is no paper to hand over");
    return this.voucherId;
  }

  get again(): boolean {
    return (this.#printed !== null && this.#printed === this.voucherId) || this.printing.failure?.code === "print_failed";
  }

  /** No printer is known for this paper: Settings is the way to one. */
  get noPrinter(): boolean {
    return this.printing.failure?.code === "no_printer";
  }

  /** What went wrong with the paper last, and the next step. The paper itself is issued all the same. */
  get trouble(): string | null {
    const { printing, saving, opening } = this;
    if (saving.failure) return saving.failure.uncertain ? "The file was not saved. Choose another folder; nothing was lost." : saving.failure.says;
    if (opening.failure) return opening.failure.uncertain ? "The paper did not open. It is issued: print it, or save it." : opening.failure.says;
    if (printing.failure) return printing.failure.uncertain ? "The printer did not answer. The paper is issued: print again, or save it." : printing.failure.says;
    return this.watch.trouble;
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

  /** Forgets what went wrong, before another way is tried. */
  settle(): void {
    this.printing.reset();
    this.saving.reset();
    this.opening.reset();
  }

  /** Another paper, or none. One handed out before is printed again. */
  begin(voucherId: string | null, handedOut = false): void {
    this.voucherId = voucherId;
    if (handedOut) this.#printed = voucherId;
    this.watch.stop();
    this.settle();
  }
}
