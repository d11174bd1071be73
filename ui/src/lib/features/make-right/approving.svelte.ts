import type { Session } from "$lib/features/house/session.svelte";
import type { Failure } from "$lib/ipc/errors";
import type { Approval, Person } from "$lib/ipc/generated/types";
import type { MakeRightDraft } from "./draft.svelte";

/** A second person's yes to what is over a limit, or never goes without a manager: on the spot, or later. */
export class Approving {
  open = $state(false);
  byId = $state.raw<string | null>(null);
  secret = $state("");
  /** The refusal it began with, where there was one. */
  about = $state.raw<Failure | null>(null);
  /** What was sent last: asked again, it is the same request. */
  given: Approval | null = null;
  #print = false;
  readonly #session: Session;
  readonly #draft: MakeRightDraft;

  constructor(session: Session, draft: MakeRightDraft) {
    this.#session = session;
    this.#draft = draft;
  }

  /** Why somebody has to approve. */
  get why(): string {
    return this.about?.says ?? this.#draft.room.answer?.sentence ?? "";
  }

  /** Who may: as the limit says, else everybody with the authority but whoever gives it. */
  get approvers(): Person[] {
    const { room } = this.#draft;
    if (room.answer && room.answer.approvers.length > 0) return room.answer.approvers;
    const { people, who } = this.#session.state.session;
    return people.filter(({ id, role }) => id !== who?.id && (role === "owner" || role === "manager"));
  }

  get by(): Person | null {
    return this.approvers.find(({ id }) => id === this.byId) ?? null;
  }

  /** What went wrong with the yes, in place. */
  get trouble(): string | null {
    const failure = this.#draft.asking.failure ?? this.#draft.issuing.failure;
    return failure && failure !== this.about ? failure.says : null;
  }

  /** What is still missing. */
  get missing(): string | null {
    if (!this.by) return "Choose who approves.";
    if (this.secret) return null;
    return this.by.proves_with === "pin" ? "Their PIN is missing." : "Their password is missing.";
  }

  begin(print: boolean): void {
    this.#print = print;
    const code = this.#draft.issuing.failure?.code;
    this.about = code === "over_limit" || code === "approval_needed" ? this.#draft.issuing.failure : null;
    this.byId = this.approvers.length === 1 ? (this.approvers[0]?.id ?? null) : null;
    this.secret = "";
    this.open = true;
  }

  choose(id: string | null): void {
    this.byId = id;
    this.secret = "";
  }

  /** Issues it with their yes. A wrong PIN goes, and so does nothing else. */
  async approve(): Promise<void> {
    if (!this.by || this.missing) return;
    this.given = { by: this.by.id, secret: this.secret };
    await this.#draft.issuing.run(this.#print, this.given);
    this.secret = "";
    if (this.#draft.unsettled) {
      this.open = false;
      return;
    }
    this.given = null;
    if (!this.#draft.made) return;
    this.open = false;
    await this.#session.refresh();
  }

  /** Records what happened, and leaves the make-good waiting for them. */
  async ask(): Promise<void> {
    await this.#draft.asking.run();
    if (this.#draft.waiting || this.#draft.unsettled) this.open = false;
  }

  forget(): void {
    this.open = false;
    this.byId = null;
    this.secret = "";
    this.about = null;
    this.given = null;
  }
}
