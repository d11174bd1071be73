import { toFailure } from "$lib/ipc/errors";
import type { PrintJob } from "$lib/ipc/generated/types";

/** How long between two looks at a job, in milliseconds: quickly at first, then as one would turn one's head. */
export const LOOKS = [250, 400, 700, 1_000, 1_500, 2_500, 4_000] as const;
/** A paused queue may stand for hours. After this many looks the job is left to the printer, and the last word stays. */
export const MOST_LOOKS = 90;

const ENDED: readonly PrintJob["state"][] = ["done", "failed", "cancelled"];

/** Follows one print job to its end, and tells how it stands. */
export class JobWatch {
  job = $state.raw<PrintJob | null>(null);
  /** When the job was done, in milliseconds. */
  doneAt = $state.raw<number | null>(null);
  /** Why nothing more is known of the job. */
  #lost = $state.raw<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #era = 0;
  readonly #look: (job: PrintJob) => Promise<PrintJob>;
  readonly #now: () => number;

  constructor(look: (job: PrintJob) => Promise<PrintJob>, now: () => number) {
    this.#look = look;
    this.#now = now;
  }

  get running(): boolean {
    return this.job !== null && !ENDED.includes(this.job.state) && this.#lost === null;
  }

  get done(): boolean {
    return this.job?.state === "done";
  }

  /** The job ended badly, or its printer fell silent: a sentence with the next step. */
  get trouble(): string | null {
    if (this.#lost) return this.#lost;
    return this.job?.state === "failed" || this.job?.state === "cancelled" ? this.job.sentence : null;
  }

  /** It waits for somebody: paused, or held. */
  get waits(): string | null {
    const { job } = this;
    return job && (job.state === "held" || (job.state === "waiting" && job.reason)) ? job.sentence : null;
  }

  start(job: PrintJob): void {
    this.stop();
    this.#take(job);
    if (this.running) this.#lookAgain(0, this.#era);
  }

  /** Looks no more, and forgets the job. The printer goes on with it. */
  stop(): void {
    this.#era += 1;
    clearTimeout(this.#timer);
    this.job = null;
    this.doneAt = null;
    this.#lost = null;
  }

  #take(job: PrintJob): void {
    this.job = job;
    if (job.state === "done") this.doneAt = this.#now();
  }

  #lookAgain(looks: number, era: number): void {
    const { job } = this;
    if (!job || looks >= MOST_LOOKS) return;
    this.#timer = setTimeout(
      () => {
        this.#look(job).then(
          (seen) => {
            if (era !== this.#era) return;
            this.#take(seen);
            if (this.running) this.#lookAgain(looks + 1, era);
          },
          (thrown: unknown) => {
            if (era !== this.#era) return;
            const failure = toFailure(thrown);
            this.#lost = failure.uncertain ? `${job.printer} no longer answers. Look whether the paper came out; if not, print again.` : failure.says;
          },
        );
      },
      LOOKS[Math.min(looks, LOOKS.length - 1)],
    );
  }
}
