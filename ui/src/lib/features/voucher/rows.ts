import type { Ledger, LedgerRow } from "$lib/ipc/generated/types";
import { dayAndTime, shortDate } from "$lib/ui/dates";
import { moneyText, type Writing } from "$lib/ui/figures";

/** A line of a ledger, in words. */
export interface RowWords {
  seq: number;
  what: string;
  /** When, and who. */
  note: string;
  reason: string | null;
  change: string;
  balance: string;
  undone: boolean;
}

function whatOf(row: LedgerRow, { replaces, replaced_by }: Ledger): string {
  switch (row.kind) {
    case "issued":
      return replaces ? `Issued in place of …${replaces}` : "Issued";
    case "redeemed":
      return `${row.bill ? `Off bill ${row.bill}` : "Redeemed"}${row.undone ? ", reversed since" : ""}`;
    case "reversed":
      return "Reversed";
    case "voided":
      return "Voided";
    case "replaced":
      return replaced_by ? `Lost, replaced by …${replaced_by.last_four}` : "Lost, replaced";
    case "extended":
      return row.until ? `Extended until ${shortDate(row.until)}` : "Extended";
  }
}

/** The lines of a ledger as people read them, in the order of events. */
export function rowsOf(ledger: Ledger, zone: string, writing: Writing): RowWords[] {
  return ledger.rows.map((row) => ({
    seq: row.seq,
    what: whatOf(row, ledger),
    note: [dayAndTime(row.at, zone), row.staff, row.lapsed && `${row.lapsed.text} of it was left over and is lost`].filter(Boolean).join(", "),
    reason: row.reason,
    change: row.change && row.change.minor !== 0 ? moneyText(row.change.minor, writing) : "",
    balance: row.balance ? moneyText(row.balance.minor, writing) : "",
    undone: row.undone,
  }));
}
