import type { Became, Redeemed, RedeemRequest, Unheard } from "$lib/ipc/generated/types";
import type { Ledger } from "$lib/ipc/twin/ledger";
import { money, readCode } from "$lib/ipc/twin/rules";
import { minorOf } from "$lib/ui/amount";

/** What the screen asked for and has not heard the answer to. */
export class TwinAsking {
  open: Unheard[] = [];
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  note({ request_id, code, voucher_id, amount, value, bill }: RedeemRequest): void {
    const read = readCode(voucher_id ? this.#ledger.toldOf(voucher_id).held.code : code);
    if (!("code" in read)) return;
    const minor = minorOf(amount ?? value ?? "", 2);
    const last_four = read.code.slice(8);
    const noted = { request_id, at: this.#ledger.now, last_four, amount: minor ? money(minor, this.#ledger.currency) : null, bill: bill || null };
    this.open = [...this.open.filter((each) => each.request_id !== request_id), noted];
  }

  became(requestId: string): Became {
    const redeemed = this.#ledger.answerTo(requestId) as Redeemed | undefined;
    if (!redeemed) return { became: "not_taken" };
    const { held } = this.#ledger.toldOf(redeemed.voucher.id);
    return { became: "taken", redeemed, undone: !held.uses.some(({ at, bill }) => at === redeemed.redemption.at && bill === redeemed.redemption.bill) };
  }

  heard(requestId: string): void {
    this.open = this.open.filter(({ request_id }) => request_id !== requestId);
  }
}
