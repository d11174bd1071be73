import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { Person } from "$lib/ipc/generated/types";

/** Somebody who may lets this station look at codes again: with their PIN while people sign in, else at a press. */
export class Unlocking {
  /** The question whose PIN it is stands open. */
  open = $state(false);
  byId = $state.raw<string | null>(null);
  secret = $state("");
  people = $state.raw<readonly Person[]>([]);
  readonly doing: Action<[], boolean>;
  readonly #unlocked: () => void;

  /** `unlocked` is told once codes are looked at again. */
  constructor(session: Session, unlocked: () => void) {
    this.#unlocked = unlocked;
    this.doing = new Action(async () => {
      await session.client.unlockDoor(this.by ? { by: this.by.id, secret: this.secret } : null);
      return true;
    });
  }

  get by(): Person | null {
    return this.people.find(({ id }) => id === this.byId) ?? null;
  }

  /** What is still missing. */
  get missing(): string | null {
    if (!this.by) return "Choose who unlocks it.";
    if (this.secret) return null;
    return this.by.proves_with === "pin" ? "Their PIN is missing." : "Their password is missing.";
  }

  /** What went wrong, in place. */
  get trouble(): string | null {
    const { failure } = this.doing;
    if (!failure) return null;
    return failure.uncertain ? "The books did not answer. Try it again: unlocked twice is unlocked." : failure.says;
  }

  /** Asks whose PIN it is; where nobody signs in, unlocks at once. */
  begin(people: readonly Person[]): void {
    this.people = people;
    this.byId = people.length === 1 ? (people[0]?.id ?? null) : null;
    this.secret = "";
    this.doing.reset();
    if (people.length > 0) this.open = true;
    else void this.#run();
  }

  choose(id: string | null): void {
    this.byId = id;
    this.secret = "";
    this.doing.reset();
  }

  /** Unlocks with their PIN. A wrong one goes, and nothing else does. */
  async unlock(): Promise<void> {
    if (!this.missing) await this.#run();
  }

  async #run(): Promise<void> {
    const done = await this.doing.run();
    this.secret = "";
    if (!done) return;
    this.open = false;
    this.#unlocked();
  }

  forget(): void {
    this.open = false;
    this.secret = "";
    this.doing.reset();
  }
}
