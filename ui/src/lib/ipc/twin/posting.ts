import type { ExportForm } from "$lib/ipc/client";
import type { AccountRule, Accounts, AccountsForm, Exported, Journal, JournalLine, PostingMode } from "$lib/ipc/generated/types";
import type { Ledger } from "$lib/ipc/twin/ledger";
import { totals } from "$lib/ipc/twin/sums";
import { periodName } from "$lib/ui/period";
import { CATEGORY_LABELS, KIND_LABELS, money, refuse } from "$lib/ipc/twin/rules";

const MODES: readonly PostingMode[] = [
  { key: "report_only", label: "Report only", says: "Nothing is posted: the till has booked its comps already, and posting them again would count them twice." },
  { key: "reclass", label: "Reclass", says: "Moves the comps from the till’s one account to yours, net zero; they must have been rung up at the till, or its account ends below nought." },
  { key: "gross_up", label: "Gross-up", says: "Adds the comps and the sales they came off; only where the till never recorded them, or both are counted twice." },
];

const NOTHING: AccountsForm = { mode: "report_only", against: "", rules: [], food_share: "", marketing: "", cost_of_goods: "", tax_rate: "Tax Exempt" };
const ENDINGS: Partial<Record<ExportForm, string>> = { csv: ".csv", summary: "-summary.csv", xlsx: ".xlsx", pdf: ".pdf", iif: "-iif.iif", hledger: "-hledger.journal", beancount: "-beancount.beancount" };
const FOR_READING: readonly ExportForm[] = ["csv", "summary", "xlsx", "pdf"];
const same = (one: AccountRule, other: AccountRule) => one.category === other.category && one.kind === other.kind;

/** How the shop posts, and a journal as far as the page needs one: by category, the whole period one entry. */
export class Posting {
  #set: AccountsForm = NOTHING;
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  accounts(): Accounts {
    return { modes: [...MODES], set: this.#set };
  }

  set(form: AccountsForm): Accounts {
    if (form.rules.some((rule) => rule.account.trim() === "")) return refuse("bad_text", "The account is missing. Write it, then try again.", "rules");
    if (form.rules.some((rule, place) => form.rules.findIndex((other) => same(rule, other)) !== place)) {
      return refuse("bad_choice", "Two accounts take the same category and kind. Remove one of the two.", "rules");
    }
    if (form.food_share && !(Number(form.food_share) > 0 && Number(form.food_share) <= 100)) {
      return refuse("bad_choice", "Write the food cost as a percentage above 0 and up to 100, such as 32.5.", "food_share");
    }
    this.#set = form;
    return this.accounts();
  }

  #accountFor(category: string, kind: string): string {
    const wanted: [string | null, string | null][] = [[category, kind], [category, null], [null, kind], [null, null]];
    for (const [of, as] of wanted) {
      const rule = this.#set.rules.find((each) => each.category === of && each.kind === as);
      if (rule) return rule.account;
    }
    const [what, to] = [KIND_LABELS[kind as "comp"], CATEGORY_LABELS[category as "other"].toLowerCase()];
    return refuse("setting_refused", `${what} for ${to} has no account. Give it one under Accounts, or name one for everything else.`);
  }

  journal(from: string, to: string): Journal[] {
    const { mode, against } = this.#set;
    const { currency } = this.#ledger;
    if (mode === "report_only") {
      return refuse("setting_refused", "Posting is switched to report only, because the till has usually booked its comps already. Choose reclass or gross-up under Accounts first.");
    }
    if (!against) {
      const needs = mode === "reclass" ? "Reclass needs the account in which the till books its comps." : "Gross-up needs the sales account that the comps came off.";
      return refuse("setting_refused", `${needs} Write it under Accounts.`);
    }
    const lines: JournalLine[] = totals(this.#ledger, from, to).categories.flatMap(({ key, label, comps, redeemed }) =>
      [
        { kind: "check", tally: redeemed, memo: redeemed.count === 1 ? "check redeemed" : "checks redeemed" },
        { kind: "comp", tally: comps, memo: comps.count === 1 ? "comp" : "comps" },
      ]
        .filter(({ tally }) => tally.amount.minor > 0)
        .map(({ kind, tally, memo }) => ({ account: this.#accountFor(key, kind), debit: tally.amount, credit: null, memo: `${String(tally.count)} ${memo}, ${label}` })),
    );
    if (lines.length === 0) return refuse("setting_refused", "Nothing came off a bill in these days, so there is nothing to post.");
    const total = money(lines.reduce((sum, { debit }) => sum + (debit?.minor ?? 0), 0), currency);
    const memo = mode === "reclass" ? "reclass from the comps of the till" : "sales before these comps";
    const number = `CB${from.slice(2).replaceAll("-", "")}-${String((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1)}`;
    return [{ number, date: to, narration: `Comps ${periodName({ from, to })}`, total, lines: [...lines, { account: against, debit: null, credit: total, memo }] }];
  }

  exported(from: string, to: string, form: ExportForm): Exported {
    if (!FOR_READING.includes(form)) this.journal(from, to);
    return { format: form, paths: [`${this.#ledger.state().save_folder}/comeback-${from}-to-${to}${ENDINGS[form] ?? `-${form}.csv`}`], batch: null, before: null };
  }
}
