import type { Session } from "$lib/features/house/session.svelte";
import { JobWatch } from "$lib/features/make-right/job-watch.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { PrintJob, Saved } from "$lib/ipc/generated/types";

/** The recovery code on paper or in a file, while it is shown. */
export class RecoverySheet {
  readonly printing: Action<[code: string], PrintJob>;
  readonly saving: Action<[code: string], Saved>;
  readonly watch: JobWatch;

  constructor(session: Session) {
    const { client } = session;
    this.watch = new JobWatch((job) => client.followPrint(null, "", job), () => session.now);
    this.printing = new Action(async (code) => {
      this.watch.stop();
      const job = await client.printRecoveryCode(code);
      this.watch.start(job);
      return job;
    });
    this.saving = new Action((code) => client.saveRecoveryCode(code));
  }

  /** What went wrong last, with the next step. */
  get trouble(): string | null {
    const { printing, saving } = this;
    if (saving.failure) return saving.failure.uncertain ? "The file was not saved. Print the code, or write it down." : saving.failure.says;
    if (printing.failure?.code === "no_printer") return "No printer is chosen for a full page. Save the code and print it elsewhere, or write it down.";
    if (printing.failure) return printing.failure.uncertain ? "The printer did not answer. Print it again, or write it down." : printing.failure.says;
    return this.watch.trouble;
  }

  /** What came of it. A file that stays on the machine keeps nothing safe. */
  get done(): string | null {
    if (this.saving.result) return `Saved as ${this.saving.result.path}. Move it off this machine.`;
    return this.watch.job?.sentence ?? null;
  }

  /** The next code has nothing behind it yet. */
  forget(): void {
    this.watch.stop();
    this.printing.reset();
    this.saving.reset();
  }
}
