import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Failure } from "$lib/ipc/errors";
import type { PrintJob } from "$lib/ipc/generated/types";
import { JobWatch, MOST_LOOKS } from "./job-watch.svelte";

const NOW = Date.parse("2026-11-22T00:43:00Z");
const job = (state: PrintJob["state"], changes: Partial<PrintJob> = {}): PrintJob => ({
  id: 7,
  printer: "Front",
  state,
  reason: null,
  sentence: `It is ${state}.`,
  ...changes,
});

describe("following a print", () => {
  let looks: number;
  let script: (PrintJob | Failure)[];
  let watch: JobWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    looks = 0;
    watch = new JobWatch(
      () => {
        looks += 1;
        const next = script.length > 1 ? script.shift() : script[0];
        return next instanceof Failure || !next ? Promise.reject(next) : Promise.resolve(next);
      },
      () => NOW,
    );
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("looks until the job is done, and says when that was", async () => {
    script = [job("printing"), job("done")];
    watch.start(job("waiting"));
    expect([watch.running, watch.doneAt]).toEqual([true, null]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([watch.running, watch.done, watch.doneAt, looks]).toEqual([false, true, NOW, 2]);
    expect(watch.trouble).toBeNull();
  });

  it("takes one that is done at once as done, without a look", async () => {
    script = [];
    watch.start(job("done"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([watch.done, looks]).toEqual([true, 0]);
  });

  it("says that the check waits while the queue is paused, and goes on when it is not", async () => {
    script = [job("waiting", { reason: "paused", sentence: "The printer is paused; the check waits in its queue." }), job("done")];
    watch.start(job("waiting"));
    expect(watch.waits).toBeNull();
    await vi.advanceTimersByTimeAsync(300);
    expect(watch.waits).toBe("The printer is paused; the check waits in its queue.");
    await vi.advanceTimersByTimeAsync(60_000);
    expect([watch.waits, watch.done]).toEqual([null, true]);
  });

  it("says why a job failed, and looks no more", async () => {
    script = [job("failed", { sentence: "The printer ran out of paper. The check is issued: print again, or save it." })];
    watch.start(job("printing"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(watch.trouble).toBe("The printer ran out of paper. The check is issued: print again, or save it.");
    expect([watch.running, looks]).toEqual([false, 1]);
  });

  it("says when the printer falls silent", async () => {
    script = [new Failure({ code: "unknown", message: "channel closed", details: {} })];
    watch.start(job("printing"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(watch.trouble).toBe("Front no longer answers. Look whether the paper came out; if not, print again.");
    expect([watch.running, looks]).toEqual([false, 1]);
  });

  it("leaves a queue that stands for hours to itself, with its last word", async () => {
    script = [job("held", { sentence: "The job is held." })];
    watch.start(job("waiting"));
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(looks).toBe(MOST_LOOKS);
    expect(watch.waits).toBe("The job is held.");
  });

  it("says nothing of a job that another has taken the place of", async () => {
    let answer: (job: PrintJob) => void = () => undefined;
    watch = new JobWatch(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
      () => NOW,
    );
    watch.start(job("printing"));
    await vi.advanceTimersByTimeAsync(300);
    watch.start(job("waiting", { id: 8 }));
    answer(job("failed"));
    await vi.advanceTimersByTimeAsync(10);
    expect([watch.job?.id, watch.trouble]).toEqual([8, null]);
    watch.stop();
    expect(watch.job).toBeNull();
  });
});
