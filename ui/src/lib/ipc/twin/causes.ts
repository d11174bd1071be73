import type { CauseRow, Causes, Prevention, ScoreMovement } from "$lib/ipc/generated/types";
import type { Care } from "$lib/ipc/twin/care";
import { type Ledger, plusDays, type Told } from "$lib/ipc/twin/ledger";
import { goodsOf } from "$lib/ipc/twin/lists";
import { money } from "$lib/ipc/twin/rules";
import { daysBetween } from "$lib/ui/dates";

const WEEKS = 28;
const WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const word = (count: number) => WORDS[count] ?? String(count);

function rowOf(cause: string, told: Told[], actions: Prevention[], ledger: Ledger): CauseRow {
  const days = told.map(({ incident }) => incident.business_date);
  const done = actions.flatMap(({ done_on }) => done_on ?? []).toSorted().at(-1) ?? null;
  const within = (from: string, to: string) => days.filter((day) => day >= from && day < to).length;
  const before = done && within(plusDays(done, -WEEKS), done);
  const afterDays = done && Math.min(WEEKS, daysBetween(done, ledger.today));
  const after = done && within(plusDays(done, 1), plusDays(done, WEEKS + 1));
  const given = told.flatMap(goodsOf).reduce((sum, { amount }) => sum + (amount?.minor ?? 0), 0);
  return {
    cause,
    incidents: told.length,
    given: money(given, ledger.currency),
    last_on: days.toSorted().at(-1) ?? ledger.today,
    actions,
    before: before === "" ? null : before,
    after: after === "" ? null : after,
    after_days: afterDays === "" ? null : afterDays,
    sentence: typeof before === "number" && typeof after === "number" ? `Since then: ${word(after)}. Four weeks before: ${word(before)}.` : null,
  };
}

/** Causes, what is done about them, and how guests felt. */
export function causesOf(care: Care, ledger: Ledger): Causes {
  const groups = new Map<string, { cause: string; told: Told[] }>();
  let unnamed = 0;
  for (const told of ledger.told) {
    const named = care.causeOf(told.incident.id);
    if (!named) {
      unnamed += 1;
      continue;
    }
    const key = named.cause.toLowerCase();
    const group = groups.get(key) ?? { cause: named.cause, told: [] };
    group.told.push(told);
    groups.set(key, group);
  }
  const actions = care.actions();
  const rows = [...groups].map(([key, { cause, told }]) => rowOf(cause, told, actions.filter((each) => each.cause.toLowerCase() === key), ledger));
  return {
    causes: rows.toSorted((one, other) => other.incidents - one.incidents),
    open: actions.filter(({ done_on }) => done_on === null).toSorted((one, other) => one.due_on.localeCompare(other.due_on)),
    unnamed,
    scores: movement(care, ledger),
  };
}

function movement(care: Care, ledger: Ledger): ScoreMovement {
  const told = ledger.told.map(({ incident }) => {
    const points = care.scoresOf(incident.id);
    return { first: points.find(({ moment }) => moment === "incident")?.score ?? null, last: points.findLast(({ moment }) => moment !== "incident")?.score ?? null };
  });
  const both = told.flatMap(({ first, last }) => (first === null || last === null ? [] : [{ first, last }]));
  const mean = (scores: number[]) => (scores.length === 0 ? null : Math.round((scores.reduce((sum, score) => sum + score, 0) * 10) / scores.length));
  const spread = (scores: number[]): [number, number, number] => [
    scores.filter((score) => score <= 6).length,
    scores.filter((score) => score === 7 || score === 8).length,
    scores.filter((score) => score >= 9).length,
  ];
  const firsts = both.map(({ first }) => first);
  const lasts = both.map(({ last }) => last);
  return {
    asked_first: told.filter(({ first }) => first !== null).length,
    unanswered_first: told.filter(({ first }) => first === null).length,
    asked_later: told.filter(({ last }) => last !== null).length,
    unanswered_later: told.filter(({ first, last }) => first !== null && last === null).length,
    mean_before_tenths: mean(firsts),
    mean_after_tenths: mean(lasts),
    before: spread(firsts),
    after: spread(lasts),
  };
}
