import type { FoundPapers, Near, Verdict } from "$lib/ipc/generated/types";
import type { Guard } from "$lib/ipc/twin/guard";
import type { Held, Ledger } from "$lib/ipc/twin/ledger";
import type { Mending } from "$lib/ipc/twin/mend";
import { nearCodes, readCode } from "$lib/ipc/twin/rules";

const TOO_LITTLE = "Write at least two letters of the name, the telephone, the day it was given, or the last four of the code.";
const NOTHING =
  "No check or certificate fits that. Try another part of the name, the telephone, the day it was given, or the last four of the code.";
const MORE = "There are more than these. Write more of the name, or the last four of the code beside it.";

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text: string) => plain(text).split(/[^\p{L}\p{N}']+/u).filter(Boolean);

/** What the door says, with the paper and without it. */
export class TwinDoor {
  readonly #ledger: Ledger;
  readonly #mending: Mending;
  readonly #guard: Guard;

  constructor(ledger: Ledger, mending: Mending, guard: Guard) {
    this.#ledger = ledger;
    this.#mending = mending;
    this.#guard = guard;
  }

  lookUp(typed: string): Verdict {
    const read = readCode(typed);
    if ("verdict" in read) return read;
    const pause = this.#guard.pause();
    if (pause) return pause;
    const held = this.#ledger.held.find(({ code }) => code === read.code);
    if (!held) return this.#guard.unknown(read.code);
    return this.verdict(held);
  }

  lookAt(voucherId: string): Verdict {
    return this.verdict(this.#ledger.toldOf(voucherId).held);
  }

  verdict(held: Held): Verdict {
    const { voucher, uses } = held;
    const { told } = this.#ledger.toldOf(voucher.id);
    const { today } = this.#ledger;
    const last = uses.at(-1);
    if (voucher.status === "voided") return this.#mending.verdict(held);
    if (voucher.status === "redeemed" && last) return { verdict: "used", voucher, last };
    if (voucher.expires_on < today) {
      return { verdict: "expired", voucher, days: Math.round((Date.parse(today) - Date.parse(voucher.expires_on)) / 86_400_000), extend_to: this.#mending.extendTo(held) };
    }
    const { what, business_date, place } = told.incident;
    const conditions = [
      uses.length > 0 ? "It was spent in part before." : "",
      voucher.extended ? "It was given more time, once." : "",
      held.replaces ? "It stands for a paper that was lost." : "",
      voucher.expires_on === today ? "Today is its last day." : "",
    ].filter(Boolean);
    return { verdict: "good", voucher, because: what, incident_on: business_date, place, conditions };
  }

  #open = ({ voucher }: Held) => voucher.status === "outstanding" && voucher.expires_on >= this.#ledger.today;

  /** By the beginnings of the name's words, the digits of the telephone, the day it was given, the last four of the code. */
  find(typed: string): FoundPapers {
    const tokens = plain(typed).split(/\s+/).filter(Boolean);
    if (tokens.every((token) => token.length < 2)) return { rows: [], message: TOO_LITTLE };
    const fits = (held: Held): boolean => {
      const { incident } = this.#ledger.toldOf(held.voucher.id).told;
      const name = words(held.voucher.guest ?? "");
      const digits = (incident.contact ?? "").replace(/\D/g, "");
      return tokens.every(
        (token) =>
          name.some((word) => word.startsWith(token)) ||
          (/^[\d()+-]+$/.test(token) && digits.endsWith(token.replace(/\D/g, "").slice(-8))) ||
          held.voucher.issued_on === token ||
          held.voucher.last_four === token.toUpperCase().replace(/^…|^\.{3}/, ""),
      );
    };
    const found = this.#ledger.held.filter(fits).toSorted((one, other) => Number(this.#open(other)) - Number(this.#open(one)));
    const rows = found.slice(0, 20).map(({ voucher }) => voucher);
    return { rows, message: rows.length === 0 ? NOTHING : found.length > rows.length ? MORE : null };
  }

  /** A code with a slip in it: settled only where one paper can be meant, and is for a guest of this name. */
  near(typed: string, name: string): Near {
    const pause = this.#guard.pause();
    if (pause) return { verdict: pause, slip: null };
    const verdict = this.lookUp(typed);
    const near = nearCodes(typed);
    const [only, ...others] = this.#ledger.held.filter((held) => this.#open(held) && near.has(held.code));
    const said = words(name);
    const named = said.length > 0 && said.every((word) => words(only?.voucher.guest ?? "").includes(word));
    if (!only || others.length > 0 || !named) {
      const [code] = near.keys();
      const counted = code && name.trim() ? this.#guard.unknown(code) : verdict;
      return { verdict: counted.verdict === "paused" ? counted : verdict, slip: null };
    }
    const group = ["first", "middle", "last"][Math.floor((near.get(only.code) ?? 0) / 4)] ?? "last";
    return { verdict: this.verdict(only), slip: `One character in the ${group} group was misread.` };
  }
}
