import type { ExportForm } from "$lib/ipc/client";
import type { Bundled, ClosingRow, Closings, Exported, ExportMade } from "$lib/ipc/generated/types";
import { type Ledger, plusDays } from "$lib/ipc/twin/ledger";
import { refuse, required } from "$lib/ipc/twin/rules";
import { behind, totals } from "$lib/ipc/twin/sums";
import { shortDate } from "$lib/ui/dates";

const JOURNALS = ["qbo", "iif", "xero", "sage50", "hledger", "beancount"];

/** Periods that were made final, and the register of exports. */
export class ClosedBooks {
  #rows: ClosingRow[] = [];
  #exports: ExportMade[] = [];
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  get #through(): string | null {
    return this.#rows.map(({ to }) => to).toSorted().at(-1) ?? null;
  }

  /** Of a number, the last revision. */
  #latest(batch: number): ClosingRow | undefined {
    return this.#rows.find((row) => row.batch === batch);
  }

  get #first(): string | null {
    return this.#ledger.told.map(({ incident }) => incident.business_date).toSorted()[0] ?? null;
  }

  list(): Closings {
    const through = this.#through;
    return { today: this.#ledger.today, through, next_from: through ? plusDays(through, 1) : this.#first, rows: [...this.#rows], exports: [...this.#exports] };
  }

  close(through: string, staff: string): Closings {
    const yesterday = plusDays(this.#ledger.today, -1);
    if (through > yesterday) return refuse("date_refused", `${shortDate(through)} is not over. Close through ${shortDate(yesterday)} at the latest.`, "through");
    const open = this.#rows.findLast((row) => row.reopened && this.#latest(row.batch) === row);
    if (open && open.to !== through) return refuse("date_refused", `Batch ${String(open.batch)} was reopened. Close it again first, through ${shortDate(open.to)}.`);
    const last = this.#rows[0];
    if (!open && last && through <= last.to) return refuse("date_refused", `The books are closed through ${shortDate(last.to)} already, batch ${String(last.batch)}. Choose a later day.`, "through");
    const from = open?.from ?? (last ? plusDays(last.to, 1) : this.#first);
    if (!from || from > through) return refuse("date_refused", `Nothing was recorded up to ${shortDate(through)}, so there is nothing to close.`, "through");
    const { total, incidents } = totals(this.#ledger, from, through);
    const issued = behind(this.#ledger, { from, to: through, by: null, key: "", figure: "issued" }).total;
    const taken = behind(this.#ledger, { from, to: through, by: null, key: "", figure: "cost" }).total;
    this.#rows.unshift({
      batch: open?.batch ?? (last?.batch ?? 0) + 1,
      revision: (open?.revision ?? 0) + 1,
      from,
      to: through,
      at: this.#ledger.now,
      staff: staff || null,
      movements: issued + taken,
      incidents,
      cost: total.cost,
      details: String(this.#rows.length + 1).padStart(64, "0"),
      journals: [],
      reopened: null,
      differences: [],
    });
    this.#rows = this.#rows.toSorted((one, other) => other.batch - one.batch || other.revision - one.revision);
    return this.list();
  }

  reopen(batch: number, reason: string, staff: string): Closings {
    const row = this.#latest(batch) ?? refuse("not_found", `There is no batch ${String(batch)}. Look at the list of closed periods.`);
    if (row.reopened) return refuse("date_refused", `Batch ${String(batch)} is open already. Close it through ${shortDate(row.to)} when it is right.`);
    const reopened = { at: this.#ledger.now, reason: required(reason, "reason", "reason"), staff: staff || null };
    this.#rows = this.#rows.map((each) => (each === row ? { ...row, reopened } : each));
    return this.list();
  }

  /** Hands a closed period over as a folder. */
  bundled(batch: number, forms: readonly ExportForm[], write: (from: string, to: string, form: ExportForm) => Exported): Bundled {
    const row = this.#latest(batch) ?? refuse("not_found", `There is no batch ${String(batch)}. Look at the list of closed periods.`);
    if (row.reopened) return refuse("date_refused", `Batch ${String(batch)} is open already. Close it through ${shortDate(row.to)} when it is right.`);
    const made = forms.map((form) => this.registered(write(row.from, row.to, form), row.from, row.to));
    const name = (path: string) => path.slice(path.lastIndexOf("/") + 1);
    return {
      folder: `${this.#ledger.state().save_folder}/comeback-batch-${String(batch)}`,
      files: made.flatMap(({ paths }) => paths.map(name)),
      left_out: [],
      before: made.map(({ before }) => before).filter((before) => before !== null),
    };
  }

  /** Notes an export, and tells of an earlier one of the same days. */
  registered(exported: Exported, from: string, to: string): Exported {
    const begins = (row: ClosingRow) => row.from === from || (row.batch === 1 && from < row.from);
    const closed = this.#rows.find((row) => begins(row) && row.to === to && !row.reopened);
    const earlier = this.#exports.find((each) => each.form === exported.format && each.from <= to && each.to >= from);
    const made = { at: this.#ledger.now, from: closed?.from ?? from, to, batch: closed?.batch ?? null, revision: closed?.revision ?? null, form: exported.format };
    this.#exports.unshift({ ...made, files: [String(this.#exports.length + 1).padStart(64, "0")], staff: null });
    const as = earlier?.batch ? ` as batch ${String(earlier.batch)}` : "";
    const before = earlier && JOURNALS.includes(exported.format) ? `Already exported${as} on ${shortDate(earlier.at.slice(0, 10))}. Import it once only.` : null;
    return { ...exported, batch: closed?.batch ?? null, before };
  }
}
