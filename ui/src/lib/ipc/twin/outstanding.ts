import type { Bucket, Flow, Outstanding, PaperBehind, PapersBehind, PapersBehindRequest } from "$lib/ipc/generated/types";
import { type Held, type Ledger, plusDays } from "$lib/ipc/twin/ledger";
import { money, refuse } from "$lib/ipc/twin/rules";

/** What is outstanding, how it moved, and the papers behind each figure of it. */

const MOST = 500;
const AGES = [30, 60, 90];
const TIMES_LEFT = [7, 30, 60];

const usedBy = ({ uses }: Held, at: string) => uses.filter(({ business_date }) => business_date <= at);
const endedBy = ({ rows }: Held, at: string) => rows.some(({ kind, business_date }) => (kind === "voided" || kind === "replaced") && business_date <= at);

export function leftOn(held: Held, at: string): number {
  const face = held.voucher.amount?.minor ?? 0;
  const used = usedBy(held, at);
  if (held.voucher.kind === "certificate") return used.length > 0 ? 0 : face;
  return face - used.reduce((sum, { amount }) => sum + (amount?.minor ?? 0), 0);
}

const isSpent = (held: Held, at: string) => (held.voucher.kind === "certificate" ? usedBy(held, at).length > 0 : leftOn(held, at) === 0);
export const isOpen = (held: Held, at: string) => held.voucher.issued_on <= at && held.voucher.expires_on >= at && !endedBy(held, at) && !isSpent(held, at);

type Sum = [count: number, minor: number];
type Stood = Record<"outstanding" | "issued" | "redeemed" | "expired" | "voided", Sum>;

/** What a paper stands for at the end of a day; nothing before it was issued. */
function stoodOf(held: Held, at: string): Stood {
  const stood: Stood = { outstanding: [0, 0], issued: [0, 0], redeemed: [0, 0], expired: [0, 0], voided: [0, 0] };
  if (held.voucher.issued_on > at) return stood;
  const [face, left] = [held.voucher.amount?.minor ?? 0, leftOn(held, at)];
  stood.issued = [1, face];
  stood.redeemed = [isSpent(held, at) ? 1 : 0, face - left];
  if (!isSpent(held, at)) stood[endedBy(held, at) ? "voided" : isOpen(held, at) ? "outstanding" : "expired"] = [1, left];
  return stood;
}

export const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
const endOf = (ledger: Ledger, from: string, to: string) => (to > ledger.today && from <= ledger.today ? ledger.today : to);

/** What moved of a paper in some days. */
function movedOf(held: Held, name: keyof Stood, from: string, to: string): Sum {
  const [before, after] = [stoodOf(held, plusDays(from, -1))[name], stoodOf(held, to)[name]];
  return [after[0] - before[0], after[1] - before[1]];
}

const startOf = (ends: readonly number[], wanted: number) => (ends.findLast((end) => end < wanted) ?? -1) + 1;
const age = (held: Held, at: string) => startOf(AGES, days(held.voucher.issued_on, at));
const timeLeft = (held: Held, at: string) => startOf(TIMES_LEFT, days(at, held.voucher.expires_on));

export function outstandingOf(ledger: Ledger, from: string, until: string): Outstanding {
  const { currency } = ledger;
  const to = endOf(ledger, from, until);
  const sum = (sums: readonly Sum[]): Flow => ({ count: sums.reduce((all, [count]) => all + count, 0), amount: money(sums.reduce((all, [, minor]) => all + minor, 0), currency) });
  const stood = (at: string) => sum(ledger.held.map((held) => stoodOf(held, at).outstanding));
  const since = (name: keyof Stood) => sum(ledger.held.map((held) => movedOf(held, name, from, to)));
  const open = ledger.held.filter((held) => isOpen(held, to));
  const buckets = (ends: readonly number[], of: (held: Held, at: string) => number): Bucket[] =>
    [...ends, null].map((end, place) => {
      const start = place === 0 ? 0 : (ends[place - 1] ?? 0) + 1;
      return { from: start, to: end, ...sum(open.filter((held) => of(held, to) === start).map((held) => [1, leftOn(held, to)])) };
    });
  const ended = ledger.held.filter((held) => held.voucher.expires_on < to && !endedBy(held, to));
  const face = ended.reduce((all, { voucher }) => all + (voucher.amount?.minor ?? 0), 0);
  const never = ended.reduce((all, held) => all + leftOn(held, to), 0);
  const closing = stood(to);
  return {
    from,
    to: until,
    opening: stood(plusDays(from, -1)),
    issued: since("issued"),
    redeemed: since("redeemed"),
    expired: since("expired"),
    voided: since("voided"),
    closing,
    by_age: buckets(AGES, age),
    by_time_left: buckets(TIMES_LEFT, timeLeft),
    without_value: open.filter(({ voucher }) => !voucher.amount).length,
    breakage: face > 0 ? ((100 * never) / face).toFixed(1) : null,
    expected_cost: face > 0 ? money(Math.round((closing.amount.minor * (face - never)) / face), currency) : null,
  };
}

/** The day something happened to a paper last: it was used, voided, ran out, or was issued. */
function dayOf({ voucher, uses, rows }: Held, name: keyof Stood, to: string): string {
  if (name === "issued") return voucher.issued_on;
  if (name === "expired") return voucher.expires_on;
  const found = name === "redeemed" ? uses : rows.filter(({ kind }) => kind === "voided" || kind === "replaced");
  return found.filter(({ business_date }) => business_date <= to).at(-1)?.business_date ?? voucher.issued_on;
}

export function papersBehind(ledger: Ledger, { from, to: until, figure, bucket }: PapersBehindRequest): PapersBehind {
  const to = endOf(ledger, from, until);
  const row = ({ voucher }: Held, day: string, [count, minor]: Sum): PaperBehind => ({
    day,
    kind: voucher.kind,
    last_four: voucher.last_four,
    what: voucher.benefit,
    incident_id: voucher.incident_id,
    issued_on: voucher.issued_on,
    expires_on: voucher.expires_on,
    count,
    amount: voucher.amount && money(minor, ledger.currency),
  });
  const answer = (rows: PaperBehind[]): PapersBehind => ({ rows: rows.slice(0, MOST), total: rows.length, count: rows.reduce((all, { count }) => all + count, 0) });
  const open = (at: string, wanted: (held: Held) => boolean = () => true) =>
    answer(
      ledger.held
        .filter((held) => isOpen(held, at) && wanted(held))
        .map((held) => row(held, held.voucher.expires_on, [1, leftOn(held, at)]))
        .toSorted((one, other) => one.day.localeCompare(other.day)),
    );
  const moved = (name: keyof Stood) =>
    answer(
      ledger.held
        .map((held) => ({ held, sum: movedOf(held, name, from, to) }))
        .filter(({ sum: [count, minor] }) => count !== 0 || minor !== 0)
        .map(({ held, sum }) => row(held, dayOf(held, name, to), sum))
        .toSorted((one, other) => other.day.localeCompare(one.day)),
    );
  switch (figure) {
    case "opening":
      return open(plusDays(from, -1));
    case "closing":
      return open(to);
    case "age":
      return open(to, (held) => age(held, to) === bucket);
    case "time_left":
      return open(to, (held) => timeLeft(held, to) === bucket);
    case "issued":
    case "redeemed":
    case "expired":
    case "voided":
      return moved(figure);
    default:
      return refuse("bad_choice", `“${figure}” is no figure of what is outstanding. Choose opening, issued, redeemed, expired, voided or closing; or age or time_left, with the first day of its bucket.`);
  }
}
