import { Follow } from "$lib/ipc/follow.svelte";

/** A look behind a figure: which one is open, and what was found there. Outlives its screen. */
export class LookBehind<Asked, Found> {
  /** The figure that is open, with its name. */
  opened = $state.raw<{ name: string; asked: Asked } | null>(null);
  readonly #look: (asked: Asked) => Promise<Found>;
  readonly #finding: Follow<Asked, Found>;

  constructor(look: (asked: Asked) => Promise<Found>) {
    this.#look = look;
    this.#finding = new Follow(look);
  }

  /** Null until it is there. */
  get found(): Found | null {
    return this.#finding.answer;
  }

  /** Why nothing was found. */
  get trouble(): string | null {
    const { failure } = this.#finding;
    return failure && (failure.uncertain ? "The books did not answer. Nothing was lost: ask again." : failure.says);
  }

  /** Opens a figure. An answer to one that was open before is nobody's any more. */
  async open(name: string, asked: Asked): Promise<void> {
    this.opened = { name, asked };
    await this.again();
  }

  async again(): Promise<void> {
    const { opened } = this;
    if (!opened) return;
    this.#finding.clear();
    await this.#finding.show(() => this.#look(opened.asked));
  }

  close(): void {
    this.opened = null;
    this.#finding.clear();
  }
}
