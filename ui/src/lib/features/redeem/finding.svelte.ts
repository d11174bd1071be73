import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { FoundPapers, Voucher } from "$lib/ipc/generated/types";

/** A paper that was left at home: what was found for what was typed, and the row the arrow keys are at. */
export class PaperSearch {
  /** What the list is for; null while there is no list. */
  sought = $state.raw<string | null>(null);
  at = $state(0);
  readonly finding: Action<[string], FoundPapers>;

  constructor(session: Session) {
    this.finding = new Action((typed) => session.client.findPapers(typed));
  }

  get rows(): readonly Voucher[] {
    return this.sought === null ? [] : (this.finding.result?.rows ?? []);
  }

  /** What to do, where nothing was found, there is more, or the books did not answer. */
  get message(): string | null {
    const { failure, result } = this.finding;
    if (this.sought === null || this.finding.running) return null;
    return failure ? (failure.uncertain ? "The books did not answer. Ask again." : failure.says) : (result?.message ?? null);
  }

  get failed(): boolean {
    return this.finding.state === "failed";
  }

  /** The row that Enter takes; null while there is none. */
  get chosen(): Voucher | null {
    return this.rows[this.at] ?? null;
  }

  async find(typed: string): Promise<void> {
    const text = typed.trim();
    if (text === "" || this.finding.running) return;
    this.finding.reset();
    this.sought = text;
    this.at = 0;
    await this.finding.run(text);
  }

  /** Whether Enter takes a row: the list is for what stands in the field. */
  answers(typed: string): boolean {
    return this.sought !== null && this.sought === typed.trim() && this.rows.length > 0;
  }

  move(steps: number): void {
    const count = this.rows.length;
    if (count > 0) this.at = (this.at + steps + count) % count;
  }

  clear(): void {
    this.sought = null;
    this.at = 0;
    this.finding.reset();
  }
}
