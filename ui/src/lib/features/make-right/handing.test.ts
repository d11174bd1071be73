import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import { MemoryClient } from "$lib/ipc/memory";
import { Toasts } from "$lib/ui/toasts.svelte";
import { MakeRightDraft } from "./draft.svelte";

describe("handing a paper over", () => {
  let client: MemoryClient;
  let session: Session;
  let draft: MakeRightDraft;

  async function settled<Result>(work: Promise<Result>): Promise<Result> {
    await vi.advanceTimersByTimeAsync(30_000);
    return work;
  }
  const steps = () => client.ledger.told[0]?.timeline.map(({ what, staff }) => [what.step, staff]);

  async function choosePrinter(printer: string): Promise<void> {
    session.take(await settled(client.setPrinters([{ paper: "letter", printer, shift_x_mm: 0, shift_y_mm: 0 }])));
  }

  beforeEach(async () => {
    vi.useFakeTimers();
    client = new MemoryClient(() => new Date("2026-11-22T00:42:00Z"));
    await settled(client.startSample());
    client.ledger.told = [];
    session = new Session(client, await settled(client.appState()));
    draft = new MakeRightDraft(session, new Toasts());
    Object.assign(draft, { category: "food_quality", what: "Duck came cold.", amount: "24.00", staff: "Nadia Haddad" });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("prints as it is issued, where a printer was chosen for the paper", async () => {
    expect(draft.printsAtOnce).toBe(false);
    await choosePrinter("Front");
    expect(draft.printsAtOnce).toBe(true);
    await settled(draft.finish());
    expect(draft.handing.watch.done).toBe(true);
    expect(steps()).toEqual([["recorded", "Nadia Haddad"], ["issued", "Nadia Haddad"], ["printed", "Nadia Haddad"]]);
  });

  it("issues alone when that is asked for, or when the paper has no printer", async () => {
    await choosePrinter("Front");
    draft.paper = "receipt80";
    expect(draft.printsAtOnce).toBe(false);
    draft.paper = "letter";
    await settled(draft.finish(false));
    expect(steps()?.map(([step]) => step)).toEqual(["recorded", "issued"]);
    expect(draft.handing.again).toBe(false);
  });

  it("notes who printed it again, and that it was again", async () => {
    await choosePrinter("Front");
    await settled(draft.finish());
    expect(draft.handing.again).toBe(true);
    await settled(draft.handing.printing.run());
    expect(steps()?.at(-1)).toEqual(["reprinted", "Nadia Haddad"]);
  });

  it("says what the printer says when it fails, keeps everything, and prints again", async () => {
    await choosePrinter("Front");
    client.spool.failing.set("Front", "out of paper");
    await settled(draft.finish());
    expect(draft.made).not.toBeNull();
    expect(draft.handing.trouble).toBe("Front desk did not print it: out of paper. The paper is issued: print again, or save it.");
    expect(steps()?.at(-1)?.[0]).toBe("print_failed");
    client.spool.failing.clear();
    await settled(draft.handing.printing.run());
    expect([draft.handing.trouble, draft.handing.watch.done]).toEqual([null, true]);
  });

  it("says that there is no printer, and where to choose one", async () => {
    client.spool.printers = [];
    await settled(draft.finish());
    await settled(draft.handing.printing.run());
    expect(draft.handing.noPrinter).toBe(true);
    expect(draft.handing.trouble).toBe("There is no printer for this paper. Choose one under Settings, or save the paper; it is issued.");
    draft.handing.settle();
    await settled(draft.handing.saving.run());
    expect(draft.handing.trouble).toBeNull();
  });

  it("says in the words of the house when the shell does not answer", async () => {
    await settled(draft.finish());
    client.printVoucher = () => Promise.reject(new Failure({ code: "unknown", message: "channel closed", details: {} }));
    await settled(draft.handing.printing.run());
    expect(draft.handing.trouble).toBe("The printer did not answer. The paper is issued: print again, or save it.");
  });

  it("shows what is missing in the words, and follows the paper that is chosen", async () => {
    draft.followPaper();
    await settled(Promise.resolve());
    expect(draft.wording.answer).toEqual([]);
    session.take(await settled(client.changeHouse({ ...session.house, legend: false })));
    draft.followPaper();
    draft.guest = "Helen \u{F1234}";
    draft.followPaper();
    await settled(Promise.resolve());
    expect(draft.wording.answer?.map(({ rule, weight }) => [rule, weight])).toEqual([["legend", "missing"], ["glyphs", "missing"]]);
    draft.kind = "comp";
    draft.followPaper();
    expect(draft.wording.answer).toBeNull();
  });

  it("begins with the house's own paper for the next guest", async () => {
    draft.paper = "receipt58";
    await settled(draft.finish());
    expect(draft.handing.paper).toBe("receipt58");
    draft.next();
    expect([draft.paper, draft.handing.paper]).toEqual(["letter", null]);
  });
});
