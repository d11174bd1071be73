import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import { type Failure, toFailure } from "$lib/ipc/errors";
import type { FollowUp, FollowUpOutcome, FollowUps } from "$lib/ipc/generated/types";
import type { Toasts } from "$lib/ui/toasts.svelte";
import { called } from "./words";

/** When to try again where nobody answered, in hours; 0 leaves it at that. */
export const AGAIN = [
  { value: 4, label: "In 4 hours" },
  { value: 24, label: "Tomorrow" },
  { value: 0, label: "Leave it" },
] as const;

const BLANK = { outcome: null as FollowUpOutcome | null, note: "", score: null as number | null, again: 4 as number };

/** The calls to make, the one that is being made, and what is typed of it. */
export class FollowUpList {
  lists = $state.raw<FollowUps | null>(null);
  failure = $state.raw<Failure | null>(null);
  outcome = $state(BLANK.outcome);
  note = $state(BLANK.note);
  score = $state(BLANK.score);
  again = $state(BLANK.again);
  staffChosen = $state<string | null>(null);
  /** Someone tried to save before the outcome was told. */
  tried = $state(false);
  readonly saving: Action<[], void>;
  readonly #session: Session;
  readonly #toasts: Toasts;
  #chosen = $state<string | null>(null);
  #asked = { content: "", id: "" };
  /** What is typed of calls that are not on the sheet, by who typed it and of which. */
  #laidAway: Record<string, typeof BLANK> = {};
  #atWork = "";
  /** The calls that were late when this was last looked at, or that a word was said of. */
  #told: readonly string[] | null = null;

  constructor(session: Session, toasts: Toasts) {
    this.#session = session;
    this.#toasts = toasts;
    this.saving = new Action(() => this.#save());
  }

  /** The open ones, in the order they are called. */
  get open(): readonly FollowUp[] {
    const { overdue = [], today = [], tomorrow = [], later = [] } = this.lists ?? {};
    return [...overdue, ...today, ...tomorrow, ...later];
  }

  /** The call on the sheet. */
  get chosen(): FollowUp | null {
    return this.open.find(({ id }) => id === this.#chosen) ?? this.open[0] ?? null;
  }

  get staff(): string {
    return this.#session.by(this.staffChosen);
  }

  set staff(name: string) {
    this.staffChosen = name;
  }

  get missing(): string | null {
    return this.outcome === null ? "Say how it went first." : null;
  }

  async load(): Promise<void> {
    try {
      this.#take(await this.#session.client.followUps());
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  #take(lists: FollowUps): void {
    this.lists = lists;
    this.failure = null;
  }

  /** Puts this call on the sheet; what was typed of the other one is there when it comes back. */
  choose(id: string): void {
    if (id === this.chosen?.id) return;
    this.#layAway();
    this.#chosen = id;
    this.#bringBack();
  }

  /** Lays away what one person typed, and brings back what the other had. */
  lieFor(from: string, to: string): void {
    if (this.saving.running || this.saving.failure?.uncertain) return;
    this.#atWork = from;
    this.#layAway();
    this.#atWork = to;
    this.staffChosen = null;
    this.#bringBack();
  }

  get #sheet(): string {
    return `${this.#atWork} ${this.chosen?.id ?? ""}`;
  }

  #layAway(): void {
    const { outcome, note, score, again } = this;
    this.#laidAway = { ...this.#laidAway, [this.#sheet]: { outcome, note, score, again } };
  }

  #bringBack(): void {
    this.#clear();
    Object.assign(this, this.#laidAway[this.#sheet]);
  }

  move(steps: number): void {
    const at = this.open.findIndex(({ id }) => id === this.chosen?.id);
    const next = this.open[Math.max(0, Math.min(this.open.length - 1, at + steps))];
    if (next) this.choose(next.id);
  }

  #clear(): void {
    Object.assign(this, BLANK);
    this.tried = false;
    this.saving.reset();
  }

  /** Saves how it went, and puts the next call on the sheet. */
  async save(): Promise<void> {
    if (!this.chosen) return;
    if (this.missing) {
      this.tried = true;
      return;
    }
    await this.saving.run();
    if (this.saving.state === "done") this.#bringBack();
  }

  async #save(): Promise<void> {
    const { chosen, outcome } = this;
    if (!chosen || !outcome) return;
    const missed = outcome === "not_reached";
    const form = { id: chosen.id, outcome, note: this.note, score: missed ? null : this.score, again_in_hours: missed && this.again > 0 ? this.again : null, staff: this.staff };
    const content = JSON.stringify(form);
    if (content !== this.#asked.content) this.#asked = { content, id: crypto.randomUUID() };
    const at = this.open.findIndex(({ id }) => id === chosen.id);
    const next = this.open[at + 1] ?? this.open[0];
    this.#take(await this.#session.client.settleFollowUp({ ...form, request_id: this.#asked.id }));
    this.#chosen = next && next.id !== chosen.id ? next.id : null;
    await this.#session.refresh();
  }

  /** Says once of each call that it has become late, while the window is open. Reads the clock, so an effect can follow. */
  remind(): void {
    const now = this.#session.now;
    if (!this.lists) return;
    const late = this.open.filter(({ due_at }) => Date.parse(due_at) < now);
    const fresh = this.#told ? late.filter(({ id }) => !this.#told?.includes(id)) : [];
    this.#told = [...(this.#told ?? []), ...late.map(({ id }) => id)];
    const [first] = fresh;
    if (!first) return;
    this.#toasts.show({ text: fresh.length === 1 ? `${called(first)} is waiting for a call.` : `${fresh.length} guests are waiting for a call.` });
    void this.load();
    void this.#session.refresh();
  }

  /** A house was taken away. */
  forget(): void {
    this.lists = null;
    this.#told = null;
    this.#chosen = null;
    this.staffChosen = null;
    this.#laidAway = {};
    this.#clear();
  }
}

export const [getFollowUpList, setFollowUpList] = createContext<FollowUpList>();
