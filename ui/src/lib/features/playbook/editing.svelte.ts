import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { Category, Playbook } from "$lib/ipc/generated/types";
import type { Playbooks } from "./playbooks.svelte";

const lines = (text: string) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** The plan that is being changed in the settings; kept while the person looks elsewhere, until another is picked. */
export class PlaybookEdit {
  category = $state.raw<Category>("food_quality");
  severity = $state.raw<number>(2);
  /** What was changed and not saved yet. */
  changes = $state.raw<Partial<Playbook>>({});
  readonly saving: Action<[], void>;
  readonly resetting: Action<[], void>;
  readonly #books: Playbooks;

  constructor(session: Session, books: Playbooks) {
    this.#books = books;
    this.saving = new Action(async () => {
      const { plan } = this;
      if (!plan) return;
      books.all = await session.client.savePlaybook({ ...plan, steps: lines(plan.steps.join("\n")), instead: lines(plan.instead.join("\n")) });
      this.changes = {};
    });
    this.resetting = new Action(async () => {
      books.all = await session.client.resetPlaybook(this.category, this.severity);
      this.changes = {};
      this.saving.reset();
    });
  }

  /** As it is kept. */
  get kept(): Playbook | null {
    return this.#books.of(this.category, this.severity);
  }

  /** With the changes in it. */
  get plan(): Playbook | null {
    return this.kept && { ...this.kept, ...this.changes };
  }

  get changed(): boolean {
    const { kept } = this;
    return kept !== null && Object.entries(this.changes).some(([name, value]) => JSON.stringify(kept[name as keyof Playbook]) !== JSON.stringify(value));
  }

  /** Another plan; what was not saved of this one goes. */
  pick(category: Category, severity: number): void {
    this.category = category;
    this.severity = severity;
    this.discard();
  }

  change<Name extends keyof Playbook>(name: Name, value: Playbook[Name]): void {
    this.changes = { ...this.changes, [name]: value };
    if (!this.saving.running) this.saving.reset();
  }

  discard(): void {
    this.changes = {};
    this.saving.reset();
    this.resetting.reset();
  }

  errorOf(field: keyof Playbook): string | null {
    return this.saving.failure?.field === field ? this.saving.failure.says : null;
  }

  /** What went wrong that belongs to no field of it. */
  get trouble(): string | null {
    const failure = this.saving.failure ?? this.resetting.failure;
    return failure && !(failure.field && this.kept && failure.field in this.kept) ? failure.says : null;
  }
}

export const [getPlaybookEdit, setPlaybookEdit] = createContext<PlaybookEdit>();
