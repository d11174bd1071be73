import { type Failure, toFailure } from "$lib/ipc/errors";

/**
 * An answer kept in step with a wish that changes while a person types. One question is out at a time: the first change
 * asks at once, and of those that come while it is out only the newest is asked next. The last good answer stays while a
 * newer one is on its way or cannot be given.
 */
export class Follow<Wish, Answer> {
  answer = $state.raw<Answer | null>(null);
  /** Why the newest wish has no answer. */
  failure = $state.raw<Failure | null>(null);
  readonly #ask: (wish: Wish) => Promise<Answer>;
  #wished = "null";
  #next: { ask: () => Promise<Answer> } | null = null;
  #out = false;
  /** Counts up when what is out no longer matters. */
  #era = 0;

  constructor(ask: (wish: Wish) => Promise<Answer>) {
    this.#ask = ask;
  }

  /** The wish as it is now; null when there is none. */
  follow(wish: Wish | null): void {
    const wished = JSON.stringify(wish);
    if (wished === this.#wished) return;
    this.#wished = wished;
    if (wish === null) this.#forget();
    else void this.#put(() => this.#ask(wish));
  }

  /** Shows what this gives, whatever was wished for before. */
  async show(ask: () => Promise<Answer>): Promise<void> {
    this.#wished = "";
    this.#era += 1;
    this.#out = false;
    await this.#put(ask);
  }

  clear(): void {
    this.#wished = "null";
    this.#forget();
  }

  #forget(): void {
    this.#era += 1;
    this.#out = false;
    this.#next = null;
    this.answer = null;
    this.failure = null;
  }

  async #put(ask: () => Promise<Answer>): Promise<void> {
    this.#next = { ask };
    if (this.#out) return;
    this.#out = true;
    const era = this.#era;
    while (this.#next) {
      const asked = this.#next.ask;
      this.#next = null;
      try {
        const answer = await asked();
        if (era !== this.#era) return;
        this.answer = answer;
        this.failure = null;
      } catch (thrown) {
        if (era !== this.#era) return;
        // One that is followed by a newer question was true only while typing.
        if (!this.#next) this.failure = toFailure(thrown);
      }
    }
    this.#out = false;
  }
}
