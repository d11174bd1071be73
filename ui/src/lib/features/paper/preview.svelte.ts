import type { Client } from "$lib/ipc/client";
import { type Failure, toFailure } from "$lib/ipc/errors";
import type { MakeItRight } from "$lib/ipc/generated/types";

/** Typing is quicker than this, in milliseconds; the paper waits for a breath. */
export const BREATH = 120;

/**
 * The paper beside the form: the real PDF, kept in step with the typing. The last good page stays while a new one is on
 * its way or cannot be made; an answer overtaken by a newer question is dropped.
 */
export class PaperPreview {
  bytes = $state.raw<ArrayBuffer | null>(null);
  /** Why the newest wish has no page. */
  failure = $state.raw<Failure | null>(null);
  readonly #client: Pick<Client, "previewPaper">;
  #latest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wished = "";

  constructor(client: Pick<Client, "previewPaper">) {
    this.#client = client;
  }

  /** The draft as it is now; null when there is nothing to print yet. */
  follow(draft: MakeItRight | null): void {
    const wish = JSON.stringify(draft);
    if (wish === this.#wished) return;
    this.#wished = wish;
    clearTimeout(this.#timer);
    if (!draft) {
      this.#latest += 1;
      this.bytes = null;
      this.failure = null;
      return;
    }
    // The first page comes at once; the breath is for typing.
    this.#timer = setTimeout(() => void this.show(() => this.#client.previewPaper(draft)), this.bytes ? BREATH : 0);
  }

  /** Shows the page this gives, unless something newer is asked for meanwhile. */
  async show(page: () => Promise<ArrayBuffer>): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#latest;
    try {
      const bytes = await page();
      if (asked !== this.#latest) return;
      this.bytes = bytes;
      this.failure = null;
    } catch (thrown) {
      if (asked === this.#latest) this.failure = toFailure(thrown);
    }
  }

  clear(): void {
    this.follow(null);
    this.#wished = "";
  }
}
