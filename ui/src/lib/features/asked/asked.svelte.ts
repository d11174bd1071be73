import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import { untilCertain } from "$lib/ipc/certain";
import type { Approval, AskedFor, MadeRight, Person } from "$lib/ipc/generated/types";

/** What came of an answer. */
export interface Answered {
  asked: AskedFor;
  yes: boolean;
  made: MadeRight | null;
}

/** Make-goods that wait for somebody's yes, and the answer that is being given to one of them. */
export class AskedList {
  readonly reading: Action<[], AskedFor[]>;
  readonly answering: Action<[], Answered>;
  /** Which is being answered, and how. */
  asked = $state.raw<AskedFor | null>(null);
  yes = $state.raw(true);
  reason = $state("");
  byId = $state.raw<string | null>(null);
  secret = $state("");
  readonly #session: Session;
  #requestId = "";
  #content = "";

  constructor(session: Session) {
    this.#session = session;
    this.reading = new Action(() => session.client.askedFor());
    this.answering = new Action(() => this.#answer());
  }

  get rows(): AskedFor[] {
    return this.reading.result ?? [];
  }

  /** Who may answer instead, with their PIN: everybody with the authority but who asked, and who is in. */
  get others(): Person[] {
    const { people, who } = this.#session.state.session;
    return people.filter(({ id, name, role }) => (role === "owner" || role === "manager") && id !== who?.id && name !== this.asked?.by);
  }

  get by(): Person | null {
    return this.others.find(({ id }) => id === this.byId) ?? null;
  }

  /** Somebody else than who is in has to prove who they are. */
  get needsProof(): boolean {
    return this.asked?.mine === false;
  }

  /** What is still missing, with the next step. */
  get missing(): string | null {
    if (!this.yes && this.reason.trim() === "") return "Write why not, in a sentence.";
    if (!this.needsProof) return null;
    if (!this.by) return "Choose who answers.";
    if (this.secret) return null;
    return this.by.proves_with === "pin" ? "Their PIN is missing." : "Their password is missing.";
  }

  begin(asked: AskedFor, yes: boolean): void {
    this.answering.reset();
    this.asked = asked;
    this.yes = yes;
    this.reason = "";
    this.choose(this.others.length === 1 ? (this.others[0]?.id ?? null) : null);
  }

  choose(id: string | null): void {
    this.byId = id;
    this.secret = "";
  }

  leave(): void {
    if (this.answering.running) return;
    this.asked = null;
    this.secret = "";
  }

  async #answer(): Promise<Answered> {
    const { asked, yes, reason } = this;
    if (!asked) throw new Error("nothing is being answered");
    const approval: Approval | null = this.needsProof && this.by ? { by: this.by.id, secret: this.secret } : null;
    const content = JSON.stringify([asked.id, yes, reason, approval]);
    if (content !== this.#content) {
      this.#content = content;
      this.#requestId = crypto.randomUUID();
    }
    const answer = { id: asked.id, yes, reason, approval, request_id: this.#requestId };
    const made = await untilCertain(
      () => this.#session.client.answerAsked(answer),
      () => undefined,
    );
    return { asked, yes, made };
  }

  /** Answers, and takes it off the list. A wrong PIN goes, and so does nothing else. */
  async answer(): Promise<Answered | null> {
    if (!this.asked || this.missing) return null;
    const answered = await this.answering.run();
    if (!this.answering.failure?.uncertain) this.secret = "";
    if (!answered) return null;
    this.#content = "";
    this.asked = null;
    await Promise.all([this.reading.run(), this.#session.refresh()]);
    return answered;
  }
}
