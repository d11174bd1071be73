import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import { untilCertain } from "$lib/ipc/certain";
import { PRESENTATIONS, toFailure } from "$lib/ipc/errors";
import type { Ledger, Voucher } from "$lib/ipc/generated/types";
import { shortDate } from "$lib/ui/dates";

/** What can be done to a paper after it was issued. */
export type Act = "reverse" | "void" | "replace" | "extend";

/** What is asked for: which act, of a reversal which redemption, of an extension the last date that is allowed. */
interface Asked {
  act: Act;
  redemption: number | null;
  latest: string | null;
}

/**
 * The ledger of one voucher, and the form for what may be done to it. A request is asked under an id of its own, the same
 * one until the answer is certain.
 */
export class VoucherLedger {
  /** The form that is open; null while there is none. */
  open = $state.raw<Asked | null>(null);
  reason = $state("");
  to = $state("");
  /** Someone pressed the button without a reason. */
  tried = $state(false);
  /** It may have been done: the same request is being asked again. */
  checking = $state(false);
  /** The paper that took the place of a lost one, once it has. */
  replacement = $state.raw<Voucher | null>(null);
  readonly reading: Action<[], Ledger>;
  readonly doing: Action<[], Ledger>;
  readonly #session: Session;
  readonly #voucher: () => string;
  readonly #staff: () => string;
  readonly #waits: readonly number[] | undefined;
  #asked = { content: "", id: "" };

  constructor(session: Session, voucher: () => string, staff: () => string, waits?: readonly number[]) {
    this.#session = session;
    this.#voucher = voucher;
    this.#staff = staff;
    this.#waits = waits;
    this.reading = new Action(() => session.client.voucherLedger(voucher()));
    this.doing = new Action(() => this.#ask());
  }

  /** Opens a form, blank but for the date. */
  begin(act: Act, { redemption = null, latest = null }: { redemption?: number | null; latest?: string | null } = {}): void {
    if (this.locked) return;
    this.open = { act, redemption, latest };
    this.reason = "";
    this.to = latest ?? "";
    this.tried = false;
    this.doing.reset();
  }

  /** Closes the form, unless what it asked is under way or uncertain. */
  leave(): void {
    if (this.locked) return;
    this.open = null;
    this.doing.reset();
  }

  /** It is under way, or nobody knows whether it was done: what it asks stays as it is. */
  get locked(): boolean {
    return this.doing.running || this.doing.failure?.uncertain === true;
  }

  /** What the button does, in full. */
  get doesText(): string {
    switch (this.open?.act) {
      case "reverse":
        return "Reverse this redemption";
      case "void":
        return "Void this paper";
      case "replace":
        return "Replace it with a new paper";
      case "extend":
        return this.to ? `Extend it until ${shortDate(this.to)}` : "Extend it";
      case undefined:
        return "";
    }
  }

  errorOf(field: "reason" | "to"): string | null {
    const { failure } = this.doing;
    if (failure && !failure.uncertain && failure.field === field) return failure.says;
    if (field === "reason" && this.tried && this.reason.trim() === "") return "Write why: it stands in the ledger for good.";
    if (field === "to" && this.tried && this.to === "") return "Choose the last day it is to be good.";
    return null;
  }

  /** What went wrong that belongs to no field, or what is being waited for. */
  get trouble(): string | null {
    if (this.checking) return PRESENTATIONS.unknown.says;
    const { failure } = this.doing;
    return failure && (failure.uncertain || !["reason", "to"].includes(failure.field ?? "")) ? failure.says : null;
  }

  /** Does what the form asks for, or says what is missing. Answers whether it was done. */
  async run(): Promise<boolean> {
    const { open } = this;
    if (!open) return false;
    if (!this.locked && (this.reason.trim() === "" || (open.act === "extend" && this.to === ""))) {
      this.tried = true;
      return false;
    }
    const done = await this.doing.run();
    if (done) {
      this.reading.result = done;
      this.open = null;
    }
    return done !== null;
  }

  async #ask(): Promise<Ledger> {
    const { open } = this;
    if (!open) throw new Error("nothing is asked for");
    const content = { voucher_id: this.#voucher(), reason: this.reason.trim(), staff: this.#staff().trim() };
    const request = { ...content, request_id: this.#requestId([open, this.to, content]) };
    try {
      return await untilCertain(() => this.#send(open, request), () => { this.checking = true; }, this.#waits);
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (!failure.uncertain) this.#asked = { content: "", id: "" };
      throw failure;
    } finally {
      this.checking = false;
    }
  }

  async #send({ act, redemption }: Asked, request: { request_id: string; voucher_id: string; reason: string; staff: string }): Promise<Ledger> {
    const { client } = this.#session;
    switch (act) {
      case "reverse":
        return client.reverse({ ...request, redemption });
      case "void":
        return client.voidVoucher({ ...request, redemption: null });
      case "extend":
        return client.extendVoucher({ ...request, to: this.to });
      case "replace": {
        const replaced = await client.replaceVoucher({ ...request, redemption: null });
        this.replacement = replaced.new;
        return client.voucherLedger(request.voucher_id);
      }
    }
  }

  /** The same content asked again is the same request. */
  #requestId(parts: unknown): string {
    const content = JSON.stringify(parts);
    if (content !== this.#asked.content) this.#asked = { content, id: crypto.randomUUID() };
    return this.#asked.id;
  }
}
