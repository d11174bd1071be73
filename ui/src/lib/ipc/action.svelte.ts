import { type Failure, toFailure } from "$lib/ipc/errors";

/**
 * One thing a person can set going. It is idle, running, done or failed, and the screen shows which: a press while it
 * runs does nothing, and what went wrong stays here until the next attempt.
 */
export class Action<Args extends unknown[], Result> {
  state = $state.raw<"idle" | "running" | "done" | "failed">("idle");
  failure = $state.raw<Failure | null>(null);
  result = $state.raw<Result | null>(null);
  readonly #work: (...args: Args) => Promise<Result>;

  constructor(work: (...args: Args) => Promise<Result>) {
    this.#work = work;
  }

  get running(): boolean {
    return this.state === "running";
  }

  /** Starts the work unless it is under way. Answers what came of it, or null when it failed or was already running. */
  async run(...args: Args): Promise<Result | null> {
    if (this.running) return null;
    this.state = "running";
    try {
      const result = await this.#work(...args);
      this.result = result;
      this.failure = null;
      this.state = "done";
      return result;
    } catch (thrown) {
      this.failure = toFailure(thrown);
      this.state = "failed";
      return null;
    }
  }

  /** Back to idle, with nothing remembered. */
  reset(): void {
    if (this.running) return;
    this.state = "idle";
    this.failure = null;
    this.result = null;
  }
}
