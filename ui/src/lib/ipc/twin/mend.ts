import type { ExtendRequest, Ledger as VoucherLedger, LedgerKind, LedgerRow, MayMend, MendRequest, Replaced, Verdict } from "$lib/ipc/generated/types";
import { type Held, type Ledger, plusDays } from "$lib/ipc/twin/ledger";
import { money, refuse, required } from "$lib/ipc/twin/rules";

/** What is done to a voucher after it was issued. The real table of its life is in Rust, and is proven there. */
export class Mending {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  #may(deed: string): boolean {
    const { signin, may } = this.#ledger.team.session();
    return !signin || may.includes(deed);
  }

  #expired({ voucher }: Held): boolean {
    return voucher.status !== "redeemed" && voucher.status !== "voided" && voucher.expires_on < this.#ledger.today;
  }

  /** In date, with something left. */
  #usable(held: Held): boolean {
    return held.voucher.status === "outstanding" && !this.#expired(held);
  }

  /** The last date it may be extended to, by the rule of the house alone. */
  #latest(held: Held): string | null {
    const days = this.#ledger.house?.extend_days ?? 0;
    if (days === 0 || held.voucher.extended || !(this.#usable(held) || this.#expired(held))) return null;
    const from = held.voucher.expires_on > this.#ledger.today ? held.voucher.expires_on : this.#ledger.today;
    return plusDays(from, days);
  }

  /** The last date whoever is in may extend it to. */
  extendTo(held: Held): string | null {
    return this.#may("extend") ? this.#latest(held) : null;
  }

  #mayNow(held: Held): MayMend {
    const today = held.uses.filter((use) => use.business_date === this.#ledger.today);
    const alive = held.voucher.status !== "voided";
    return {
      reverse: alive && this.#may("reverse") ? today.map(({ seq }) => seq) : [],
      void: this.#may("void") && (this.#usable(held) || this.#expired(held)),
      replace: this.#may("void") && this.#usable(held),
      extend_to: this.extendTo(held),
    };
  }

  read(voucherId: string): VoucherLedger {
    const { told, held } = this.#ledger.toldOf(voucherId);
    const { currency } = this.#ledger;
    const { amount, issued_on, issued_by } = held.voucher;
    const base = { bill: null, reason: null, until: null, lapsed: null, undone: false };
    const issued: LedgerRow = { ...base, seq: 0, kind: "issued", at: told.incident.at, business_date: issued_on, change: amount, balance: amount, staff: issued_by };
    let sum = amount?.minor ?? 0;
    const rows = held.rows.map((row) => {
      sum += row.change?.minor ?? 0;
      return { ...row, balance: amount && money(sum, currency) };
    });
    return {
      voucher: held.voucher,
      rows: [issued, ...rows],
      may: this.#mayNow(held),
      replaces: held.replaces?.voucher.last_four ?? null,
      replaced_by: held.replacedBy?.voucher ?? null,
    };
  }

  verdict(held: Held): Verdict {
    const end = held.rows.at(-1);
    const told = this.#may("void");
    return {
      verdict: "voided",
      voucher: held.voucher,
      on: end?.business_date ?? this.#ledger.today,
      replaced: held.replacedBy !== undefined,
      reason: told ? (end?.reason ?? null) : null,
      replaced_by: told ? (held.replacedBy?.voucher.last_four ?? null) : null,
    };
  }

  #refuseEnded(held: Held): void {
    if (held.voucher.status === "voided") refuse("voided", "This was voided. It cannot be used any more.");
    if (held.voucher.status === "redeemed") refuse("already_used", "Already used.");
  }

  #write(held: Held, request: { staff: string }, kind: LedgerKind, reason: string, minor: number, until: string | null = null): void {
    const { amount } = held.voucher;
    const { now: at, today: business_date, currency } = this.#ledger;
    const change = amount && money(minor, currency);
    held.rows.push({ seq: this.#ledger.next(), kind, at, business_date, change, bill: null, staff: request.staff || null, reason, until, lapsed: null, undone: false });
  }

  reverse(request: MendRequest): void {
    const reason = required(request.reason, "reason", "reason");
    const { told, held } = this.#ledger.toldOf(request.voucher_id);
    if (held.voucher.status === "voided") this.#refuseEnded(held);
    const use = request.redemption === null ? held.uses.at(-1) : held.uses.find(({ seq }) => seq === request.redemption);
    if (!use) return refuse("cannot_reverse", "Nothing was taken with this paper that could be reversed. Look at its ledger.");
    if (use.business_date !== this.#ledger.today) {
      return refuse("cannot_reverse", "This was taken on another day, and that day is over: it stays in the books. Void what is left on the paper, and give the guest a new one.");
    }
    const row = held.rows.find(({ seq }) => seq === use.seq);
    if (row) row.undone = true;
    held.uses = held.uses.filter((each) => each !== use);
    const { kind, amount, remaining } = held.voucher;
    const back = ((kind === "check" ? use.amount : amount)?.minor ?? 0) + (use.lapsed?.minor ?? 0);
    const left = kind === "check" ? money((remaining?.minor ?? 0) + back, this.#ledger.currency) : amount;
    held.voucher = { ...held.voucher, status: "outstanding", remaining: left };
    this.#write(held, request, "reversed", reason, back);
    this.#ledger.stands(told, held.voucher.id, { status: held.uses.length > 0 ? "part_used" : "open" });
    this.#ledger.note(told, request.staff, { step: "reversed", last_four: held.voucher.last_four, amount: use.amount, reason });
  }

  /** Nothing is left on it from now on. */
  #end(held: Held, request: MendRequest, kind: "voided" | "replaced", reason: string): void {
    const { told } = this.#ledger.toldOf(held.voucher.id);
    this.#write(held, request, kind, reason, -(held.voucher.remaining?.minor ?? 0));
    const remaining = held.voucher.remaining && money(0, this.#ledger.currency);
    held.voucher = { ...held.voucher, status: "voided", remaining };
    this.#ledger.stands(told, held.voucher.id, { status: "voided" });
  }

  void(request: MendRequest): void {
    const reason = required(request.reason, "reason", "reason");
    const { told, held } = this.#ledger.toldOf(request.voucher_id);
    this.#refuseEnded(held);
    this.#end(held, request, "voided", reason);
    this.#ledger.note(told, request.staff, { step: "voided", last_four: held.voucher.last_four, reason });
  }

  replace(request: MendRequest): Replaced {
    const reason = required(request.reason, "reason", "reason");
    const { told, held } = this.#ledger.toldOf(request.voucher_id);
    this.#refuseEnded(held);
    if (this.#expired(held)) return refuse("expired", "Expired. It cannot be replaced: extend it first.");
    const next = this.#ledger.anotherPaper(told, held);
    held.replacedBy = next;
    this.#end(held, request, "replaced", reason);
    this.#ledger.note(told, request.staff, { step: "replaced", last_four: held.voucher.last_four, by: next.voucher.last_four, reason });
    return { old: held.voucher, new: next.voucher };
  }

  extend(request: ExtendRequest): void {
    const reason = required(request.reason, "reason", "reason");
    const { told, held } = this.#ledger.toldOf(request.voucher_id);
    this.#refuseEnded(held);
    const { expires_on, extended, last_four } = held.voucher;
    if (extended) return refuse("cannot_extend", "This was extended once. It cannot be extended again.");
    const latest = this.#latest(held);
    if (!latest) return refuse("cannot_extend", "This house does not extend its papers. The owner may change that under Settings.");
    if (request.to <= expires_on || request.to < this.#ledger.today) return refuse("date_refused", "It is good until then already. Choose a later date.", "to");
    if (request.to > latest) return refuse("date_refused", `The house extends up to ${latest}. Choose that date or an earlier one.`, "to");
    held.voucher = { ...held.voucher, status: "outstanding", expires_on: request.to, extended: true };
    this.#write(held, request, "extended", reason, 0, request.to);
    this.#ledger.stands(told, held.voucher.id, { status: held.uses.length > 0 ? "part_used" : "open", expires_on: request.to });
    this.#ledger.note(told, request.staff, { step: "extended", last_four, until: request.to, reason });
  }
}
