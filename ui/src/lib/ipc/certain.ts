import { toFailure } from "$lib/ipc/errors";

/** How long to wait before asking again, in milliseconds. After the last, the person decides. */
export const WAITS = [300, 900, 2_000, 4_000] as const;

/**
 * Asks until the answer is certain. An uncertain failure means that it may have been done; asking the same request again
 * is safe, because the same request id gives the first answer. `onDoubt` is called when the first doubt arises.
 */
export async function untilCertain<Answer>(ask: () => Promise<Answer>, onDoubt: () => void, waits: readonly number[] = WAITS): Promise<Answer> {
  for (const wait of waits) {
    try {
      return await ask();
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (!failure.uncertain) throw failure;
      onDoubt();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return ask();
}
