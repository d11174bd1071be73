import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import type { MakeItRight, RunRequest } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import { doublesOf, namesIn } from "./guests";
import { Run } from "./run.svelte";

const DRAFT: MakeItRight = {
  request_id: "",
  category: "other",
  severity: 2,
  what: "The power failed.",
  place: "",
  guest: "",
  contact: "",
  staff: "Nadia Haddad",
  score: null,
  make_good: { kind: "check", amount: "10.00", expires_on: "2027-02-19" },
};

describe("a pasted list", () => {
  it("has one guest a line, and none for an empty one", () => {
    expect(namesIn(" Ana Souza \r\n\r\n\tHelen  Okafor\n \nIda\n")).toEqual(["Ana Souza", "Helen Okafor", "Ida"]);
  });

  it("names whoever stands there twice, however written", () => {
    expect(doublesOf(["Ana Souza", "Ida", "ana souza", "ANA SOUZA", "Zoe\u0308", "Zo\u00EB"])).toEqual(["Ana Souza", "Zoe\u0308"]);
    expect(doublesOf(["Ana", "Ida"])).toEqual([]);
  });
});

describe("several guests at once", () => {
  let client: MemoryClient;
  let session: Session;
  let run: Run;

  async function settled<Result>(work: Promise<Result>): Promise<Result> {
    await vi.advanceTimersByTimeAsync(30_000);
    return work;
  }

  beforeEach(async () => {
    vi.useFakeTimers();
    client = new MemoryClient(() => new Date("2026-11-22T00:42:00Z"));
    await settled(client.startSample());
    client.ledger.told = [];
    session = new Session(client, await settled(client.appState()));
    run = new Run(session);
    run.begin({ draft: DRAFT, incidentId: null, paper: "letter" });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("tells how many and what it comes to, while typing", () => {
    expect([run.open, run.comesTo, run.missing]).toEqual([true, null, "Write the names, one a line."]);
    run.pasted = "Ana\nHelen\n\nana";
    expect([run.comesTo, run.missing, run.doubles]).toEqual(["3 checks, $30.00 together", null, ["Ana"]]);
    run.by = "count";
    expect(run.missing).toBe("Write how many, as a whole number.");
    run.count = "1,001";
    expect(run.missing).toBe("At most 1,000 papers at once. Issue the rest in a second run.");
    run.count = "40";
    expect([run.comesTo, run.doubles]).toEqual(["40 checks, $400.00 together", []]);
    run.kind = "certificate";
    expect(run.missing).toBe("Write what the certificates are good for.");
    run.benefit = "breakfast for two";
    expect([run.comesTo, run.missing]).toEqual(["40 certificates", null]);
  });

  it("asks for the incident first, where none is told", () => {
    run.begin({ draft: { ...DRAFT, what: " " }, incidentId: null, paper: "letter" });
    run.pasted = "Ana";
    expect(run.missing).toBe("Write what happened first: close this, and tell it in a sentence.");
  });

  it("issues one for each, in one incident, and tells how far it is", async () => {
    run.pasted = "Ana\nHelen\nIda";
    const seen: (number | undefined)[] = [];
    const real = client.issueRun.bind(client);
    client.issueRun = (request, progress) =>
      real(request, (at) => {
        progress(at);
        seen.push(run.progress?.done);
      });
    await settled(run.issuing.run());
    expect(run.issued?.count).toBe(3);
    expect(seen).toEqual([0, 1, 2]);
    expect(client.ledger.told).toHaveLength(1);
    expect(client.ledger.held.map(({ voucher }) => voucher.guest)).toEqual(["Ana", "Helen", "Ida"]);
    expect(new Set(client.ledger.held.map(({ code }) => code)).size).toBe(3);
  });

  it("issues nothing when it is stopped, and says so", async () => {
    run.by = "count";
    run.count = "60";
    client.delay = 50;
    const work = run.issuing.run();
    await vi.advanceTimersByTimeAsync(120);
    void run.stop();
    await settled(work);
    expect(run.issued).toBeNull();
    expect(run.trouble).toBe("Stopped. Nothing was issued.");
    expect(client.ledger.held).toHaveLength(0);
    await settled(run.issuing.run());
    expect(run.issued?.count).toBe(60);
  });

  it("asks the same request again until it knows, and makes none twice", async () => {
    run.pasted = "Ana\nHelen";
    const asked: RunRequest[] = [];
    const real = client.issueRun.bind(client);
    client.issueRun = async (request, progress) => {
      asked.push(request);
      const issued = await real(request, progress);
      if (asked.length < 3) throw new Failure({ code: "unknown", message: "channel closed", details: {} });
      return issued;
    };
    await settled(run.issuing.run());
    expect(new Set(asked.map(({ request_id }) => request_id)).size).toBe(1);
    expect(client.ledger.held).toHaveLength(2);
    expect(run.issued?.count).toBe(2);
  });

  it("prints them all, and tells how that stands", async () => {
    run.pasted = "Ana\nHelen";
    await settled(run.issuing.run());
    await settled(run.printing.run());
    expect([run.watch.done, run.trouble]).toEqual([true, null]);
    client.spool.printers = [];
    await settled(run.printing.run());
    expect(run.trouble).toBe("There is no printer for this paper. Choose one under Settings, or save the paper; it is issued.");
    expect(run.issued?.count).toBe(2);
  });

  it("belongs to the incident it was begun from, and begins blank the next time", async () => {
    run.pasted = "Ana";
    await settled(run.issuing.run());
    const id = run.issued?.incident.id ?? "";
    run.begin({ draft: DRAFT, incidentId: id, paper: "letter" });
    expect([run.issued, run.pasted]).toEqual([null, ""]);
    run.pasted = "Helen";
    await settled(run.issuing.run());
    expect(client.ledger.told).toHaveLength(1);
    expect(client.ledger.held).toHaveLength(2);
  });
});
