import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Failure } from "$lib/ipc/errors";
import type { MakeItRight } from "$lib/ipc/generated/types";
import { BREATH, PaperPreview } from "./preview.svelte";

function draft(amount: string): MakeItRight {
  return {
    request_id: "r",
    category: "other",
    severity: 2,
    what: "",
    place: "",
    guest: "",
    contact: "",
    staff: "",
    score: null,
    make_good: { kind: "check", amount, expires_on: null },
  };
}

const amountOf = (request: MakeItRight) => ("amount" in request.make_good ? request.make_good.amount : "");
const page = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const shown = (preview: PaperPreview) => preview.bytes && new TextDecoder().decode(preview.bytes);

describe("the paper beside the form", () => {
  let asked: { amount: string; answer: (bytes: ArrayBuffer) => void; refuse: (error: unknown) => void }[];
  let preview: PaperPreview;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    preview = new PaperPreview({
      previewPaper: (request) =>
        new Promise((answer, refuse) => {
          asked.push({ amount: amountOf(request), answer, refuse });
        }),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function settled(amount: string): Promise<void> {
    preview.follow(draft(amount));
    await vi.advanceTimersByTimeAsync(BREATH);
    asked.at(-1)?.answer(page(amount));
    await vi.advanceTimersByTimeAsync(0);
  }

  it("asks once for a burst of typing", async () => {
    await settled("1");
    for (const amount of ["12", "12.", "12.5"]) preview.follow(draft(amount));
    await vi.advanceTimersByTimeAsync(BREATH);
    expect(asked.map(({ amount }) => amount)).toEqual(["1", "12.5"]);
  });

  it("keeps the old page until the new one is there", async () => {
    await settled("1");
    preview.follow(draft("2"));
    await vi.advanceTimersByTimeAsync(BREATH);
    expect(shown(preview)).toBe("1");
    asked.at(-1)?.answer(page("2"));
    await vi.advanceTimersByTimeAsync(0);
    expect(shown(preview)).toBe("2");
  });

  it("drops an answer that a newer question has overtaken", async () => {
    await settled("1");
    preview.follow(draft("2"));
    await vi.advanceTimersByTimeAsync(BREATH);
    preview.follow(draft("3"));
    await vi.advanceTimersByTimeAsync(BREATH);
    asked[2]?.answer(page("3"));
    await vi.advanceTimersByTimeAsync(0);
    asked[1]?.answer(page("2"));
    await vi.advanceTimersByTimeAsync(0);
    expect(shown(preview)).toBe("3");
  });

  it("keeps the last good page and says why there is no newer one", async () => {
    await settled("1");
    preview.follow(draft("1."));
    await vi.advanceTimersByTimeAsync(BREATH);
    asked.at(-1)?.refuse(new Failure({ code: "bad_amount", message: "Write the amount as 12.50.", details: {} }));
    await vi.advanceTimersByTimeAsync(0);
    expect(shown(preview)).toBe("1");
    expect(preview.failure?.says).toBe("Write the amount as 12.50.");
  });

  it("clears at once when there is nothing to print", async () => {
    await settled("1");
    preview.follow(null);
    expect(preview.bytes).toBeNull();
  });
});
