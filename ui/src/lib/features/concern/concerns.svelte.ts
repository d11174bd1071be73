import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import type { MakeRightDraft } from "$lib/features/make-right/draft.svelte";
import { Action } from "$lib/ipc/action.svelte";
import { toFailure } from "$lib/ipc/errors";
import type { Concern } from "$lib/ipc/generated/types";
import type { Toasts } from "$lib/ui/toasts.svelte";

/** What is about to go wrong: noted from the form, and later an incident, or dropped. */
export class Concerns {
  open = $state.raw<readonly Concern[]>([]);
  readonly noting: Action<[], boolean>;
  readonly #session: Session;
  readonly #draft: MakeRightDraft;
  readonly #toasts: Toasts;
  #request: { content: string; id: string } = { content: "", id: "" };

  constructor(session: Session, draft: MakeRightDraft, toasts: Toasts) {
    this.#session = session;
    this.#draft = draft;
    this.#toasts = toasts;
    this.noting = new Action(() => this.#note());
  }

  /** The one that waits longest, unless it is in the form already. */
  get first(): Concern | null {
    return this.open.find(({ id }) => id !== this.#draft.concernId) ?? null;
  }

  async load(): Promise<void> {
    try {
      this.open = await this.#session.client.concerns();
    } catch {
      // Whoever may not see them, or asks while the books are busy, records as ever.
    }
  }

  /** Notes what is typed as a concern, and clears the form. Answers whether there was something to note. */
  async note(): Promise<boolean> {
    if (this.#draft.locked) return true;
    if (this.#draft.what.trim() === "") {
      this.#toasts.show({ text: "Write what you see, then note it as a concern." });
      return false;
    }
    await this.noting.run();
    if (this.noting.failure) this.#toasts.show({ text: this.noting.failure.says });
    return true;
  }

  async #note(): Promise<boolean> {
    const { what, place, category, staff } = this.#draft;
    const content = JSON.stringify([what, place, category, staff]);
    if (content !== this.#request.content) this.#request = { content, id: crypto.randomUUID() };
    const concern = await this.#session.client.noteConcern({ request_id: this.#request.id, what, place, category, staff });
    this.#request = { content: "", id: "" };
    this.#draft.next();
    this.#toasts.show({
      text: "Noted as a concern. It stands above the form.",
      action: { label: "Drop it", act: () => void this.drop(concern.id) },
    });
    await this.#follow();
    return true;
  }

  /** It went well after all. */
  async drop(id: string): Promise<void> {
    try {
      this.open = await this.#session.client.dropConcern(id, this.#draft.staff);
      this.#toasts.show({ text: "Dropped: it went well after all." });
      await this.#session.refresh();
    } catch (thrown) {
      this.#toasts.show({ text: toFailure(thrown).says });
      await this.load();
    }
  }

  /** It happened: what was noted is where the form begins. What is typed already is not lost. */
  take(concern: Concern): boolean {
    const draft = this.#draft;
    if (draft.locked || draft.what.trim() !== "") {
      this.#toasts.show({ text: "Finish this one first, then take the concern." });
      return false;
    }
    draft.concernId = concern.id;
    draft.what = concern.what;
    draft.place = concern.place ?? "";
    draft.category = concern.category ?? draft.category;
    return true;
  }

  async #follow(): Promise<void> {
    await Promise.all([this.load(), this.#session.refresh()]);
  }
}

export const [getConcerns, setConcerns] = createContext<Concerns>();
