import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { JobWatch } from "$lib/features/make-right/job-watch.svelte";
import { Action } from "$lib/ipc/action.svelte";
import { untilCertain } from "$lib/ipc/certain";
import type { MakeGoodRequest, MakeItRight, Paper, PrintJob, RunIssued, RunProgress, RunRequest, VoucherKind } from "$lib/ipc/generated/types";
import { minorOf } from "$lib/ui/amount";
import { counted, moneyText } from "$lib/ui/figures";
import { countIn, doublesOf, MOST, namesIn } from "./guests";

/** What a run starts from: a form being filled in, or an incident that is recorded. */
export interface RunStart {
  draft: MakeItRight;
  incidentId: string | null;
  paper: Paper;
}

/** The same make-good for several guests: what was typed, how far it is, what came of it. */
export class Run {
  open = $state(false);
  by = $state<"names" | "count">("names");
  pasted = $state("");
  count = $state("");
  kind = $state<VoucherKind>("check");
  amount = $state("");
  benefit = $state("");
  /** How far the issuing is; null before the first word of it. */
  progress = $state.raw<RunProgress | null>(null);
  stopping = $state(false);
  checking = $state(false);
  readonly issuing: Action<[], RunIssued>;
  readonly printing: Action<[], PrintJob>;
  readonly watch: JobWatch;
  #start = $state.raw<RunStart | null>(null);
  readonly #session: Session;
  #requestId: string = crypto.randomUUID();
  #asked = "";

  constructor(session: Session) {
    const { client } = session;
    this.#session = session;
    this.issuing = new Action(() => this.#issue());
    this.watch = new JobWatch((job) => client.followPrint(this.issued && { kind: "run", id: this.issued.run }, this.#staff, job), () => session.now);
    this.printing = new Action(async () => {
      this.watch.stop();
      const job = await client.printRun(this.issued?.run ?? "", this.#staff);
      this.watch.start(job);
      return job;
    });
  }

  get #staff(): string {
    return this.#start?.draft.staff ?? "";
  }

  get issued(): RunIssued | null {
    return this.issuing.result;
  }

  /** It starts from an incident that is recorded already. */
  get incidentId(): string | null {
    return this.#start?.incidentId ?? null;
  }

  get names(): string[] {
    return namesIn(this.pasted);
  }

  get doubles(): string[] {
    return this.by === "names" ? doublesOf(this.names) : [];
  }

  get many(): number {
    return this.by === "names" ? this.names.length : (countIn(this.count) ?? 0);
  }

  /** "3 checks, $30.00 together": null while there is nothing to count. */
  get comesTo(): string | null {
    if (this.many === 0) return null;
    if (this.kind === "certificate") return counted(this.many, "certificate");
    const { currency_decimals: decimals, currency_prefix: prefix } = this.#session.state;
    const each = minorOf(this.amount, decimals);
    return each === null ? counted(this.many, "check") : `${counted(this.many, "check")}, ${moneyText(each * this.many, { prefix, decimals })} together`;
  }

  /** What is still missing, with the next step. */
  get missing(): string | null {
    if (this.kind === "check" && this.amount.trim() === "") return "Write the amount.";
    if (this.kind === "certificate" && this.benefit.trim() === "") return "Write what the certificates are good for.";
    if (this.#start && this.#start.incidentId === null && this.#start.draft.what.trim() === "") return "Write what happened first: close this, and tell it in a sentence.";
    if (this.by === "names" && this.many === 0) return "Write the names, one a line.";
    if (this.by === "count" && countIn(this.count) === null) return "Write how many, as a whole number.";
    if (this.many === 0) return "One at least.";
    if (this.many > MOST) return `At most ${counted(MOST, "paper")} at once. Issue the rest in a second run.`;
    return null;
  }

  get trouble(): string | null {
    if (this.checking) return "We are checking what happened. Do not issue them a second time yet.";
    const { failure } = this.issuing;
    if (failure?.code === "stopped") return "Stopped. Nothing was issued.";
    if (failure) return failure.uncertain ? "We could not find out what happened. Issue again: they are not made twice." : failure.says;
    return this.printing.failure?.says ?? this.watch.trouble;
  }

  begin(start: RunStart): void {
    if (this.issuing.running) {
      this.open = true;
      return;
    }
    this.forget();
    this.#start = start;
    const good = start.draft.make_good;
    this.kind = good.kind === "certificate" ? "certificate" : "check";
    this.amount = good.kind === "check" ? good.amount : "";
    this.benefit = good.kind === "certificate" ? good.benefit : "";
    this.open = true;
  }

  /** Breaks the issuing off. What it made so far is undone with it. */
  async stop(): Promise<void> {
    this.stopping = true;
    // If it cannot be told to stop, it goes on to its end, and says so.
    await this.#session.client.cancelRun().catch(() => undefined);
  }

  /** Forgets it all, except while it is under way. */
  forget(): void {
    if (this.issuing.running) return;
    this.pasted = "";
    this.count = "";
    this.by = "names";
    this.progress = null;
    this.stopping = false;
    this.issuing.reset();
    this.printing.reset();
    this.watch.stop();
    this.#asked = "";
  }

  get #good(): MakeGoodRequest {
    const given = this.#start?.draft.make_good;
    const expires_on = given && "expires_on" in given ? given.expires_on : null;
    if (this.kind === "check") return { kind: "check", amount: this.amount, expires_on };
    return { kind: "certificate", benefit: this.benefit, value: given?.kind === "certificate" ? given.value : null, expires_on };
  }

  #request(requestId: string): RunRequest {
    const start = this.#start;
    if (!start) throw new Error("a run starts from something");
    return {
      request_id: requestId,
      incident_id: start.incidentId,
      draft: { ...start.draft, request_id: requestId, make_good: this.#good },
      guests: this.by === "names" ? this.names : [],
      count: this.by === "count" ? this.many : null,
      paper: start.paper,
    };
  }

  async #issue(): Promise<RunIssued> {
    const content = JSON.stringify(this.#request(""));
    if (content !== this.#asked || this.stopping) {
      this.#requestId = crypto.randomUUID();
      this.#asked = content;
    }
    this.stopping = false;
    this.progress = { done: 0, total: this.many };
    const request = this.#request(this.#requestId);
    try {
      const issued = await untilCertain(
        () =>
          this.#session.client.issueRun(request, (progress) => {
            this.progress = progress;
          }),
        () => {
          this.checking = true;
        },
      );
      await this.#session.refresh();
      return issued;
    } finally {
      this.checking = false;
    }
  }
}

export const [getRun, setRun] = createContext<Run>();
