import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { Person } from "$lib/ipc/generated/types";
import { inWords } from "./deeds";

const DIGITS = 6;
const SECOND = 1_000;

/** Somebody at the locked screen: whose name is chosen, what was typed, and how long to wait after too many wrong tries. */
export class Entry {
  /** Null until another name than the one who was in is pressed. */
  chosenId = $state.raw<string | null>(null);
  secret = $state("");
  /** The owner forgot, and types the recovery code. */
  recovering = $state(false);
  code = $state("");
  readonly opening: Action<[], void>;
  readonly recovery: Action<[], void>;
  readonly #session: Session;
  #now = $state(Date.now());

  constructor(session: Session) {
    this.#session = session;
    this.opening = new Action(() => this.#try(() => session.signIn(this.person?.id ?? "", this.secret)));
    this.recovery = new Action(() => this.#try(() => session.recover(this.code, this.secret)));
  }

  /** What failed brings the time to wait with it; the wrong PIN goes, and so does nothing else. */
  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.forget();
    } catch (thrown) {
      if (!this.recovering) this.secret = "";
      await this.#session.refresh();
      throw thrown;
    } finally {
      this.#now = Date.now();
    }
  }

  get people(): Person[] {
    return this.#session.state.session.people;
  }

  get person(): Person | null {
    const id = this.chosenId ?? this.#session.who?.id;
    return this.people.find((each) => each.id === id) ?? null;
  }

  /** Seconds until the next try is taken. */
  get waits(): number {
    const until = this.#session.state.session.waits_until;
    // By the clock of the shell, whose moment it is.
    const skew = this.#session.skew;
    return until ? Math.max(0, Math.ceil((Date.parse(until) - this.#now - skew) / SECOND)) : 0;
  }

  /** What went wrong, in place, with the next step. */
  get trouble(): string | null {
    if (this.waits > 0) return `Too many wrong tries. Wait ${inWords(this.waits)}, then try again.`;
    const failure = this.recovering ? this.recovery.failure : this.opening.failure;
    return failure?.says ?? null;
  }

  /** Counts the wait down; call the answer to stop. */
  tick(): () => void {
    const timer = window.setInterval(() => {
      this.#now = Date.now();
    }, SECOND);
    return () => {
      window.clearInterval(timer);
    };
  }

  choose(person: Person): void {
    this.chosenId = person.id;
    this.recovering = false;
    this.secret = "";
    this.opening.reset();
  }

  /** The PIN as it stands; it opens by itself on the sixth digit. */
  type(typed: string): void {
    if (this.opening.running || this.waits > 0) return;
    this.secret = typed.replace(/\D/g, "").slice(0, DIGITS);
    if (this.secret) this.opening.reset();
    if (this.secret.length === DIGITS) void this.opening.run();
  }

  press(digit: string): void {
    this.type(this.secret + digit);
  }

  back(): void {
    this.type(this.secret.slice(0, -1));
  }

  startRecovery(): void {
    this.recovering = true;
    this.secret = "";
    this.recovery.reset();
  }

  /** Nothing typed here outlives the opening. */
  forget(): void {
    this.chosenId = null;
    this.recovering = false;
    this.secret = "";
    this.code = "";
  }
}
