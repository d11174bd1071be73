import type { By } from "$lib/ipc/client";
import type { Behind, BehindRequest, MakeGoodKind, Movement, TakingsOfPeriod, Tally, Tie, Totals, TotalsRow } from "$lib/ipc/generated/types";
import type { Held, Ledger, Told } from "$lib/ipc/twin/ledger";
import { goodsOf, vouchersOf } from "$lib/ipc/twin/lists";
import { days, isOpen, leftOn } from "$lib/ipc/twin/outstanding";
import { CATEGORY_LABELS, KIND_LABELS, money } from "$lib/ipc/twin/rules";
import { TwinTill } from "$lib/ipc/twin/till";

/** A movement with whose line it belongs to. */
interface Moved extends Movement {
  giver: string | null;
  place: string | null;
}

const TAKING = ["redeemed", "reversed"];

/** Everything that counts in the books, in the order it was told. */
function movements(ledger: Ledger, from: string, to: string): Moved[] {
  const inside = ({ business_date }: Movement) => business_date >= from && business_date <= to;
  return ledger.told.flatMap((told) => [...given(told), ...vouchersOf(told).flatMap((held) => lifeOf(told, held))]).filter(inside);
}

const ofIncident = ({ incident }: Told) => ({ category: incident.category, incident_id: incident.id, giver: incident.staff, place: incident.place });

function given(told: Told): Moved[] {
  return goodsOf(told)
    .filter(({ kind }) => kind === "comp" || kind === "gesture")
    .map(({ kind, what, amount }) => ({
      ...ofIncident(told),
      business_date: told.incident.business_date,
      basis: "given",
      kind,
      last_four: null,
      what,
      bill: null,
      staff: told.incident.staff,
      amount,
    }));
}

function lifeOf(told: Told, { voucher, rows, uses }: Held): Moved[] {
  const base = { ...ofIncident(told), kind: voucher.kind, last_four: voucher.last_four, what: voucher.benefit };
  const issued: Moved = { ...base, business_date: voucher.issued_on, basis: "issued", bill: null, staff: voucher.issued_by, amount: voucher.amount };
  const taken: Moved[] = uses.map(({ business_date, bill, staff, amount }) => ({ ...base, business_date, basis: "redeemed", bill, staff, amount }));
  const ended: Moved[] = rows
    .filter(({ kind }) => kind === "voided" || kind === "replaced")
    .map(({ business_date, staff, change }) => ({ ...base, business_date, basis: "voided", bill: null, staff, amount: change }));
  return [issued, ...taken, ...ended];
}

function rowOf(key: string, label: string, moved: readonly Moved[], currency: string): TotalsRow {
  const tally = (wanted: readonly Moved[], sign = 1): Tally => ({
    count: wanted.length,
    amount: money(sign * wanted.reduce((sum, { amount }) => sum + (amount?.minor ?? 0), 0), currency),
  });
  const of = (basis: string, kind?: MakeGoodKind) => moved.filter((each) => each.basis === basis && (!kind || each.kind === kind));
  const [issued, redeemed, comps, gestures] = [tally(of("issued")), tally(of("redeemed")), tally(of("given", "comp")), tally(of("given", "gesture"))];
  const cost = money(redeemed.amount.minor + comps.amount.minor + gestures.amount.minor, currency);
  return { key, label, issued, redeemed, reversed: tally([]), voided: tally(of("voided"), -1), comps, gestures, cost };
}

export function totals(ledger: Ledger, from: string, to: string, till = new TwinTill(ledger)): Totals {
  const moved = movements(ledger, from, to);
  const { currency } = ledger;
  const open = ledger.held.filter((held) => isOpen(held, to));
  return {
    from,
    to,
    incidents: ledger.told.filter(({ incident }) => incident.business_date >= from && incident.business_date <= to).length,
    categories: Object.entries(CATEGORY_LABELS).map(([key, label]) => rowOf(key, label, moved.filter(({ category }) => category === key), currency)),
    kinds: Object.entries(KIND_LABELS).map(([key, label]) => rowOf(key, label, moved.filter(({ kind }) => kind === key), currency)),
    total: rowOf("total", "Total", moved, currency),
    outstanding: { count: open.length, amount: money(open.reduce((sum, held) => sum + leftOn(held, to), 0), currency) },
    outstanding_without_value: open.filter(({ voucher }) => !voucher.amount).length,
    against: againstOf(ledger, till.of(from, to), moved),
  };
}

/** In the twin every day with net sales has covers, too. */
function againstOf(ledger: Ledger, { days, net_sales, net_sales_days, covers, covers_days, stretches }: TakingsOfPeriod, moved: readonly Moved[]): Totals["against"] {
  const known = (date: string) => stretches.some(({ from, to }) => from <= date && date <= to);
  const incidents = ledger.told.filter(({ incident }) => known(incident.business_date)).length;
  const cost = moved
    .filter(({ basis, business_date }) => (TAKING.includes(basis) || basis === "given") && known(business_date))
    .reduce((sum, { amount }) => sum + (amount?.minor ?? 0), 0);
  return {
    days,
    net_sales,
    net_sales_days,
    covers,
    covers_days,
    cost: money(cost, ledger.currency),
    incidents,
    percent: net_sales ? ((100 * cost) / net_sales.minor).toFixed(2) : null,
    per_thousand: covers ? ((1_000 * incidents) / covers).toFixed(1) : null,
  };
}

const NOBODY: Record<By, string> = { category: "Other", kind: "Other", staff: "Nobody named", approver: "No approval needed", reason: "No cause named", location: "No place named" };

/** In the twin nobody approves and no cause is kept beside the sums. */
const keyOf = (by: By, moved: Moved): string => (by === "category" ? moved.category : by === "kind" ? moved.kind : by === "staff" ? (moved.giver ?? "") : by === "location" ? (moved.place ?? "") : "");

export function totalsBy(ledger: Ledger, from: string, to: string, by: By): TotalsRow[] {
  const moved = movements(ledger, from, to);
  const keys = [...new Set(moved.map((each) => keyOf(by, each)))];
  return keys
    .map((key) => rowOf(key, key || NOBODY[by], moved.filter((each) => keyOf(by, each) === key), ledger.currency))
    .toSorted((one, other) => Number(one.key === "") - Number(other.key === "") || other.cost.minor - one.cost.minor);
}

const HOLDS: Record<string, (moved: Moved) => boolean> = {
  issued: ({ basis }) => basis === "issued",
  redeemed: ({ basis }) => TAKING.includes(basis),
  reversed: ({ basis }) => basis === "reversed",
  voided: ({ basis }) => basis === "voided",
  comps: ({ basis, kind }) => basis === "given" && kind === "comp",
  gestures: ({ basis, kind }) => basis === "given" && kind === "gesture",
  cost: ({ basis }) => TAKING.includes(basis) || basis === "given",
};

export function behind(ledger: Ledger, { from, to, by, key, figure }: BehindRequest): Behind {
  const holds = HOLDS[figure] ?? (() => false);
  const found = movements(ledger, from, to).filter((moved) => holds(moved) && (!by || keyOf(by as By, moved) === key));
  const rows = found.toSorted((one, other) => other.business_date.localeCompare(one.business_date));
  return { rows: rows.slice(0, 500).map(({ giver: _, place: __, ...row }) => row), total: rows.length };
}

/** Bills are matched by their numbers alone in the twin. */
export function tieOf(ledger: Ledger, till: TwinTill, from: string, to: string): Tie {
  const { currency } = ledger;
  const ours = movements(ledger, from, to).filter(({ basis, kind }) => TAKING.includes(basis) || (basis === "given" && kind === "comp"));
  const sum = (moved: readonly Moved[]) => moved.reduce((all, { amount }) => all + (amount?.minor ?? 0), 0);
  const rows = till
    .of(from, to)
    .stretches.filter(({ comps }) => comps !== null)
    .map((each) => {
      const [said, us] = [each.comps?.minor ?? 0, sum(ours.filter(({ business_date }) => each.from <= business_date && business_date <= each.to))];
      return { from: each.from, to: each.to, till: money(said, currency), ours: money(us, currency), difference: money(us - said, currency) };
    });
  const [said, us] = [rows.reduce((all, row) => all + row.till.minor, 0), rows.reduce((all, row) => all + row.ours.minor, 0)];
  const lists = till.bills.filter(({ day, bills }) => day >= from && day <= to && bills.length > 0);
  const listed = lists.flatMap(({ day, bills }) => bills.map((bill) => ({ day, bill: bill.bill, amount: money(Math.round(Number(bill.amount) * 100), currency), incident_id: null, kind: null })));
  const onList = ours.filter(({ business_date }) => lists.some(({ day }) => day === business_date));
  const has = (day: string, bill: string | null) => listed.some((other) => other.day === day && other.bill === bill);
  return {
    from,
    to,
    days: days(from, to) + 1,
    known_days: rows.reduce((all, row) => all + days(row.from, row.to) + 1, 0),
    till: money(said, currency),
    ours: money(us, currency),
    difference: money(us - said, currency),
    ours_elsewhere: money(sum(ours) - us, currency),
    rows,
    days_with_bills: lists.length,
    matched: onList.filter(({ business_date, bill }) => has(business_date, bill)).length,
    ours_alone: onList
      .filter(({ business_date, bill }) => !has(business_date, bill))
      .map(({ business_date, bill, amount, incident_id, kind }) => ({ day: business_date, bill, amount: amount ?? money(0, currency), incident_id, kind })),
    till_alone: listed.filter(({ day, bill }) => !onList.some((mine) => mine.business_date === day && mine.bill === bill)),
    other_amounts: [],
    without_a_bill: ours.filter(({ basis, bill }) => basis === "redeemed" && bill === null).length,
  };
}
