import type { Money, PastedBills, PastedTakings, Takings, TakingsForm, TakingsOfPeriod, TakingsStretch, TakingsWritten, TillBillsForm, TillBillsOfDay } from "$lib/ipc/generated/types";
import { type Ledger, plusDays } from "$lib/ipc/twin/ledger";
import { money, refuse } from "$lib/ipc/twin/rules";
import { daysBetween, isDate, shortDate } from "$lib/ui/dates";

/** What the till took, as far as the page needs it: plain amounts, and pastes with ISO dates between tabs. */
export class TwinTill {
  kept: Takings[] = [];
  bills: TillBillsOfDay[] = [];
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** As if somebody had typed in the last days, all but every ninth of them. */
  playSample(days: number): void {
    const { today, currency } = this.#ledger;
    for (let away = days; away > 0; away -= 1) {
      const day = plusDays(today, -away);
      if (away % 9 === 0) continue;
      const covers = 120 + ((away * 37) % 90);
      this.kept.push({ from: day, to: day, net_sales: money(covers * 3_812, currency), covers, comps: money((away * 613) % 9_000, currency) });
    }
  }

  of(from: string, to: string): TakingsOfPeriod {
    const stretches = this.kept.filter((each) => each.from <= to && each.to >= from).toSorted((one, other) => one.from.localeCompare(other.from));
    const inside = stretches.filter((each) => each.from >= from && each.to <= to);
    const days = (wanted: (each: Takings) => boolean) => inside.filter(wanted).reduce((sum, each) => sum + daysBetween(each.from, each.to) + 1, 0);
    const amount = (of: (each: Takings) => Money | null): Money | null =>
      inside.some((each) => of(each) !== null) ? money(inside.reduce((sum, each) => sum + (of(each)?.minor ?? 0), 0), this.#ledger.currency) : null;
    return {
      from,
      to,
      days: daysBetween(from, to) + 1,
      net_sales: amount(({ net_sales }) => net_sales),
      net_sales_days: days(({ net_sales }) => net_sales !== null),
      covers: inside.some(({ covers }) => covers !== null) ? inside.reduce((sum, { covers }) => sum + (covers ?? 0), 0) : null,
      covers_days: days(({ covers }) => covers !== null),
      comps: amount(({ comps }) => comps),
      comps_days: days(({ comps }) => comps !== null),
      stretches,
    };
  }

  set({ stretches }: TakingsForm): TakingsWritten {
    const next = [...this.kept];
    for (const typed of stretches) {
      const other = next.find((each) => each.from <= typed.to && each.to >= typed.from && !(each.from === typed.from && each.to === typed.to));
      if (other) {
        const named = other.from === other.to ? shortDate(other.from) : `${shortDate(other.from)} to ${shortDate(other.to)}`;
        return refuse("date_refused", `The figures of ${named} stand for these days already. Change those, or take them away first.`, "from");
      }
      const at = next.findIndex((each) => each.from === typed.from && each.to === typed.to);
      const before: Takings = next[at] ?? { from: typed.from, to: typed.to, net_sales: null, covers: null, comps: null };
      const after: Takings = {
        ...before,
        net_sales: this.#amount(typed, "net_sales", before.net_sales),
        covers: this.#covers(typed, before.covers),
        comps: this.#amount(typed, "comps", before.comps),
      };
      if (at >= 0) next.splice(at, 1);
      if (after.net_sales || after.covers !== null || after.comps) next.push(after);
    }
    this.kept = next;
    return { written: stretches.length };
  }

  #amount(typed: TakingsStretch, figure: "net_sales" | "comps", before: Money | null): Money | null {
    const text = typed[figure];
    if (text === null) return before;
    if (text.trim() === "") return null;
    const plain = text.trim().replaceAll(",", "").replace("$", "");
    if (!/^\d+(\.\d{1,2})?$/.test(plain)) {
      return refuse("bad_amount", `${shortDate(typed.from)}: Write the amount as 4821.50 or 4,821.50.`, figure, { day: typed.from });
    }
    return money(Math.round(Number(plain) * 100), this.#ledger.currency);
  }

  #covers(typed: TakingsStretch, before: number | null): number | null {
    if (typed.covers === null) return before;
    const text = typed.covers.trim().replaceAll(",", "");
    if (text === "") return null;
    if (!/^\d+$/.test(text)) return refuse("bad_amount", `${shortDate(typed.from)}: Write the covers as a whole number, such as 212.`, "covers", { day: typed.from });
    return Number(text);
  }

  setBills({ days }: TillBillsForm): TakingsWritten {
    this.bills = [...this.bills.filter(({ day }) => !days.some((set) => set.day === day)), ...days];
    return { written: days.length };
  }

  readBills(pasted: string): PastedBills {
    const read: PastedBills = { days: [], faults: [] };
    for (const [place, line] of pasted.split("\n").entries()) {
      if (line.trim() === "" || /^date/i.test(line)) continue;
      const [day = "", bill = "", amount = ""] = line.split(/[\t;]/).map((cell) => cell.trim());
      if (!isDate(day)) read.faults.push(`Line ${String(place + 1)}: “${day}” is not a date. Write it as 2026-11-21.`);
      else if (bill === "") read.faults.push(`Line ${String(place + 1)}: The bill number is missing. Write it, then try again.`);
      else {
        const known = read.days.find((each) => each.day === day);
        if (known) known.bills.push({ bill, amount });
        else read.days.push({ day, bills: [{ bill, amount }] });
      }
    }
    return read;
  }

  read(pasted: string): PastedTakings {
    const read: PastedTakings = { stretches: [], faults: [] };
    for (const [place, line] of pasted.split("\n").entries()) {
      if (line.trim() === "" || /^date/i.test(line)) continue;
      const [day = "", net_sales, covers, comps] = line.split(/[\t;]/).map((cell) => cell.trim());
      if (isDate(day)) read.stretches.push({ from: day, to: day, net_sales: net_sales || null, covers: covers || null, comps: comps || null });
      else read.faults.push(`Line ${String(place + 1)}: “${day}” is not a date. Write it as 2026-11-21.`);
    }
    if (read.stretches.length + read.faults.length === 0) read.faults.push("Line 1: There is no day in this. Paste lines with a date and its figures.");
    return read;
  }
}
