import type { Session } from "$lib/features/house/session.svelte";
import type { Failure } from "$lib/ipc/errors";
import type { RedeemRequest, Voucher } from "$lib/ipc/generated/types";
import { minorOf, plainAmount } from "$lib/ui/amount";
import { moneyText, type Writing } from "$lib/ui/figures";

/** A field of the confirmation, by the name problems use for it. */
export type ConfirmField = "bill" | "bill_total" | "amount" | "value";

/** In the order in which they stand. */
const FIELDS: readonly ConfirmField[] = ["bill", "bill_total", "amount", "value"];

/** What the confirmation is about, as it stands now. */
interface Subject {
  /** The voucher that can be redeemed; null where there is none. */
  good: Voucher | null;
  /** Why the last answer was no. */
  failure: Failure | null;
}

/** What a host writes to redeem a paper, what will come of it, and what is still missing. */
export class Confirmation {
  bill = $state("");
  bill_total = $state("");
  amount = $state("");
  value = $state("");
  /** Null until another name than the last one is chosen. */
  #staffChosen = $state<string | null>(null);
  /** Someone tried to confirm with something missing. */
  tried = $state(false);
  /** A confirmation came from a scanner and was not taken for one. */
  scannerEnter = $state(false);
  /** The amount is what the host wrote, and follows nothing any more. */
  #amountIsTyped = false;

  readonly #session: Session;
  readonly #subject: () => Subject;

  constructor(session: Session, subject: () => Subject) {
    this.#session = session;
    this.#subject = subject;
  }

  get staff(): string {
    return this.#session.by(this.#staffChosen);
  }

  set staff(name: string) {
    this.#staffChosen = name;
  }

  get writing(): Writing {
    const { currency_prefix: prefix, currency_decimals: decimals } = this.#session.state;
    return { prefix, decimals };
  }

  get #good(): Voucher | null {
    return this.#subject().good;
  }

  /** For the next paper. Who takes it stays. */
  blank(): void {
    for (const field of FIELDS) this[field] = "";
    this.#amountIsTyped = false;
    this.tried = false;
    this.scannerEnter = false;
  }

  /** Writes what is most likely asked for. */
  suggest(voucher: Voucher): void {
    if (voucher.kind === "check") this.#suggestAmount(voucher);
    else this.value = voucher.amount ? this.#plain(voucher.amount.minor) : "";
  }

  /** All that is left, and never more than the bill. */
  #suggestAmount({ remaining }: Voucher): void {
    const total = minorOf(this.bill_total, this.writing.decimals) || Number.POSITIVE_INFINITY;
    this.amount = remaining ? this.#plain(Math.min(remaining.minor, total)) : "";
  }

  #plain(minor: number): string {
    return plainAmount(minor, this.writing.decimals);
  }

  /** A field has this in it now. */
  write(field: ConfirmField, typed: string): void {
    this.scannerEnter = false;
    this[field] = typed;
    if (field === "amount") this.#amountIsTyped = true;
    if (field === "bill_total" && !this.#amountIsTyped && this.#good?.kind === "check") this.#suggestAmount(this.#good);
  }

  /** What may be taken at most, where more than the bill was asked for. */
  get proposed(): string | null {
    const { failure } = this.#subject();
    const most = failure?.code === "over_bill" ? Number(failure.details.most) : Number.NaN;
    return Number.isSafeInteger(most) ? moneyText(most, this.writing) : null;
  }

  /** Writes the most there is to take in place of what was written; false where nothing was proposed. */
  takeProposed(): boolean {
    const { failure } = this.#subject();
    if (failure?.code !== "over_bill" || (failure.field !== "amount" && failure.field !== "value")) return false;
    this[failure.field] = this.#plain(Number(failure.details.most));
    return true;
  }

  /** Something has to be written first. */
  get lacks(): boolean {
    return this.bill.trim() === "" || this.#lacksTotal;
  }

  get #lacksTotal(): boolean {
    return this.#session.house.bill_total && this.bill_total.trim() === "";
  }

  /** What is wrong with a field. */
  errorOf(field: ConfirmField): string | null {
    const { failure } = this.#subject();
    if (failure && !failure.uncertain && (failure.field === field || (field === "bill" && elsewhere(failure)))) return failure.says;
    if (field === "bill" && this.tried && this.bill.trim() === "") return "Write the number of the bill: it ties the paper to the till.";
    if (field === "bill_total" && this.tried && this.#lacksTotal) return "Write what the bill comes to: this house takes no more than that.";
    return null;
  }

  /** The first field that has to change, where one has. */
  get wrong(): ConfirmField | null {
    return FIELDS.find((field) => this.errorOf(field) !== null) ?? null;
  }

  /** The amount typed, in minor units, where it can be read. */
  get taking(): number | null {
    return minorOf(this.amount, this.writing.decimals);
  }

  /** What the button does, in full. */
  get text(): string {
    const voucher = this.#good;
    if (voucher?.kind === "certificate") return `Redeem for ${voucher.benefit ?? "its benefit"}`;
    const off = this.bill.trim() ? `off bill ${this.bill.trim()}` : "off the bill";
    return this.taking === null ? `Take it ${off}` : `Take ${moneyText(this.taking, this.writing)} ${off}`;
  }

  /** What will be left of it. */
  get hint(): string {
    const left = this.#good?.remaining;
    if (this.scannerEnter) return "That Enter came from the scanner. Press Enter yourself to confirm.";
    if (this.#good?.kind === "certificate") return this.#overCap ?? "It is used once and for all. A second tap does nothing.";
    const keeps = this.#session.house.keeps_balance;
    if (!left || this.taking === null) return keeps ? "A check may be spent in parts." : "A check is used up at its first use.";
    const rest = left.minor - this.taking;
    if (rest > 0 && !keeps) return `${moneyText(rest, this.writing)} is left over and lost: here a check is used up at its first use.`;
    if (rest > 0) return `${moneyText(rest, this.writing)} stays on it. A second tap does nothing.`;
    return rest === 0 ? "Nothing is left on it after this. A second tap does nothing." : `Only ${left.text} is left on it.`;
  }

  /** A menu value over what the certificate was given for: no reason not to redeem it, and one to look twice. */
  get #overCap(): string | null {
    const [cap, value] = [this.#good?.amount, minorOf(this.value, this.writing.decimals)];
    if (!cap || value === null || value <= cap.minor) return null;
    return `That is ${moneyText(value - cap.minor, this.writing)} over the ${cap.text} it was given for. All of it will count; ask a manager if unsure.`;
  }

  /** What is written, as the books are asked. */
  get written(): Pick<RedeemRequest, "amount" | "value" | "bill" | "bill_total" | "staff"> {
    const check = this.#good?.kind === "check";
    return {
      amount: check ? this.amount.trim() || null : null,
      value: check ? null : this.value.trim() || null,
      bill: this.bill.trim(),
      bill_total: this.bill_total.trim(),
      staff: this.staff.trim(),
    };
  }
}

/** Whether no field of the confirmation is to blame. */
function elsewhere(failure: Failure): boolean {
  return !FIELDS.some((field) => field === failure.field);
}
