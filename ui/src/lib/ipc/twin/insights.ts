import type { CauseBar, FeltRow, Headline, HourCell, InsightBehind, InsightBehindRequest, Insights, InsightsRequest, WeekPoint } from "$lib/ipc/generated/types";
import type { Care } from "$lib/ipc/twin/care";
import { type Held, type Ledger, plusDays, type Told } from "$lib/ipc/twin/ledger";
import { goodsOf, vouchersOf } from "$lib/ipc/twin/lists";
import { CATEGORY_LABELS, money, refuse } from "$lib/ipc/twin/rules";
import { totals } from "$lib/ipc/twin/sums";
import type { TwinTill } from "$lib/ipc/twin/till";
import { daysBetween, shortDate } from "$lib/ui/dates";

/** A paper with its incident, and after how many days its guest came first. */
interface Paper {
  told: Told;
  held: Held;
  days: number | null;
}

interface Stretch {
  from: string;
  to: string;
}

const inside = (day: string, { from, to }: Stretch) => day >= from && day <= to;
const toldIn = (ledger: Ledger, stretch: Stretch) => ledger.told.filter(({ incident }) => inside(incident.business_date, stretch));
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part * 100) / whole));
const tally = <Key>(keys: readonly Key[]) => {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].toSorted((one, other) => other[1] - one[1]);
};

/** Papers whose last day fell into the period and is over. */
function papersOf(ledger: Ledger, stretch: Stretch): Paper[] {
  return ledger.told.flatMap((told) =>
    vouchersOf(told)
      .filter(({ voucher, rows }) => inside(voucher.expires_on, stretch) && voucher.expires_on < ledger.today && !rows.some(({ kind }) => kind === "voided" || kind === "replaced"))
      .map((held) => {
        const first = held.uses.map(({ business_date }) => business_date).toSorted()[0];
        return { told, held, days: first ? daysBetween(held.voucher.issued_on, first) : null };
      }),
  );
}

const middleOf = (days: number[]) => (days.length < 5 ? null : (days.toSorted((one, other) => one - other)[Math.ceil(days.length / 2) - 1] ?? null));
const costOf = (papers: Paper[]) =>
  sum(papers.flatMap(({ held }) => held.uses.map(({ amount }) => amount?.minor ?? 0))) +
  sum([...new Set(papers.map(({ told }) => told))].flatMap(goodsOf).map(({ kind, amount }) => (kind === "comp" || kind === "gesture" ? (amount?.minor ?? 0) : 0)));

function headlines(ledger: Ledger, papers: Paper[], before: Paper[], against: string): { back: Headline; won: Headline; days: Headline; days_by_week: number[] } {
  const back = papers.flatMap(({ days }) => (days === null ? [] : [days]));
  const was = before.flatMap(({ days }) => (days === null ? [] : [days]));
  const [ran, n] = [papers.length, back.length];
  const each = (of: Paper[], many: number) => money(Math.round(costOf(of) / many), ledger.currency).text;
  const middle = middleOf(back);
  const weeks = Array.from({ length: back.length === 0 ? 0 : Math.floor(Math.max(...back) / 7) + 1 }, (_, week) => back.filter((days) => Math.floor(days / 7) === week).length);
  const next = ledger.held.map(({ voucher }) => voucher.expires_on).filter((day) => day >= ledger.today).toSorted()[0];
  return {
    back: {
      figure: ran === 0 ? null : ran < 20 ? `${String(n)} of ${String(ran)}` : `${String(percent(n, ran))}%`,
      label: "came back with their paper",
      says:
        ran === 0
          ? `No paper’s time ran out in these days.${next ? ` The next runs out on ${shortDate(next)}.` : ""}`
          : `${ran < 20 ? "Of those whose time has run; too few for a percentage." : `${String(n)} of the ${String(ran)} whose time has run.`} ${before.length === 0 ? `Nothing ran out in ${against}.` : `It was ${String(percent(was.length, before.length))}% in ${against}.`}`,
    },
    won: {
      figure: n === 0 ? null : each(papers, n),
      label: "for each guest won back",
      says: n === 0 ? "Nobody has come back yet with a paper whose time has run." : `${money(costOf(papers), ledger.currency).text} in paper, comps and gestures, over those ${String(n)}. ${was.length === 0 ? `Nobody was won back in ${against}.` : `It was ${each(before, was.length)} in ${against}.`}`,
    },
    days: {
      figure: middle === null ? null : `${String(middle)} days`,
      label: "until half were back",
      says: middle === null ? `Told once five have come back; so far ${String(n)}.` : `${String(back.filter((days) => days < 7).length)} of the ${String(n)} came within a week.`,
    },
    days_by_week: weeks,
  };
}

function causesOf(ledger: Ledger, care: Care, told: Told[]): { rows: CauseBar[]; unnamed: number } {
  const named = told.flatMap((each) => {
    const cause = care.causeOf(each.incident.id)?.cause;
    return cause ? [{ cause, cost: sum(goodsOf(each).map(({ amount }) => amount?.minor ?? 0)) }] : [];
  });
  let soFar = 0;
  const rows = tally(named.map(({ cause }) => cause)).map(([label, incidents]) => {
    soFar += incidents;
    const cost = sum(named.filter(({ cause }) => cause === label).map((each) => each.cost));
    return { key: label.toLowerCase(), label, incidents, cost: money(cost, ledger.currency), share: percent(soFar, named.length) };
  });
  return { rows, unnamed: told.length - named.length };
}

function weeksOf(ledger: Ledger, till: TwinTill, stretch: Stretch): WeekPoint[] {
  const weeks: WeekPoint[] = [];
  for (let to = stretch.to; plusDays(to, -6) >= stretch.from; to = plusDays(to, -7)) {
    const from = plusDays(to, -6);
    const incidents = toldIn(ledger, { from, to }).length;
    const { covers, covers_days } = till.of(from, to);
    const known = covers_days >= 4 ? covers : null;
    weeks.unshift({ from, to, incidents, covers: known, per_thousand_tenths: known ? Math.round((incidents * 10_000) / known) : null });
  }
  return weeks;
}

function feltOf(care: Care, told: Told[]): FeltRow[] {
  const rows = Object.entries(CATEGORY_LABELS).flatMap(([category, label]) => {
    const of = told.filter(({ incident }) => incident.category === category);
    const both = of.flatMap(({ incident }) => {
      const points = care.scoresOf(incident.id);
      const [first, later] = [points.find(({ moment }) => moment === "incident")?.score, points.findLast(({ moment }) => moment !== "incident")?.score];
      return first === undefined || later === undefined ? [] : [[first, later] as const];
    });
    const mean = (place: 0 | 1) => (both.length === 0 ? null : Math.round((sum(both.map((pair) => pair[place])) * 10) / both.length));
    const spread = (place: 0 | 1): [number, number, number] => {
      const scores = both.map((pair) => pair[place]);
      return [scores.filter((score) => score <= 6).length, scores.filter((score) => score === 7 || score === 8).length, scores.filter((score) => score >= 9).length];
    };
    return of.length === 0
      ? []
      : [{ category, label, both: both.length, not_asked: of.length - both.length, before_tenths: mean(0), after_tenths: mean(1), before: spread(0), after: spread(1) }];
  });
  return rows.toSorted((one, other) => other.both - one.both);
}

const hourOf = (at: string, zone: string) => Number(new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(new Date(at)));
const weekdayOf = (date: string) => (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;

function hoursOf(ledger: Ledger, told: Told[]): { hours: number[]; cells: HourCell[] } {
  const zone = ledger.house?.timezone ?? "UTC";
  const cells = tally(told.map(({ incident }) => `${String(weekdayOf(incident.business_date))} ${String(hourOf(incident.at, zone))}`)).map(([key, incidents]) => {
    const [weekday = 0, hour = 0] = key.split(" ").map(Number);
    return { weekday, hour, incidents };
  });
  const places = cells.map(({ hour }) => (hour + 20) % 24);
  const first = Math.min(...places);
  return { hours: cells.length === 0 ? [] : Array.from({ length: Math.max(...places) - first + 1 }, (_, place) => (first + place + 4) % 24), cells };
}

const CHANNELS: Record<string, string> = { in_the_house: "In the house", takeout: "Takeout", delivery: "Delivery", from_afar: "Phone and mail", not_said: "Not said where" };

function channelOf({ incident }: Told): string {
  const place = incident.place?.toLowerCase() ?? "";
  if (place.includes("deliver")) return "delivery";
  if (place.includes("takeout")) return "takeout";
  if (place.includes("phone")) return "from_afar";
  if (incident.category === "takeout") return "takeout";
  return incident.place === null ? "not_said" : "in_the_house";
}

/** From so many on a drawing tells something. */
const FEW = 20;

/** The insights as far as the page needs them: the figures of the house, in fewer words. */
export function insightsOf(ledger: Ledger, care: Care, till: TwinTill, { from, to, against: how }: InsightsRequest): Insights {
  if (from > to) return refuse("date_refused", "The last day lies before the first.", "to");
  const length = daysBetween(from, to) + 1;
  const back = how === "year_ago" ? 364 : length;
  const before = { from: plusDays(from, -back), to: plusDays(to, -back) };
  const against = how === "year_ago" ? "the same days a year ago" : length % 7 === 0 ? `the ${String(length / 7)} weeks before` : `the ${String(length)} days before`;
  const stretch = { from, to };
  const told = toldIn(ledger, stretch);
  const { rows, unnamed } = causesOf(ledger, care, told);
  const half = rows.findIndex(({ share }) => share >= 50) + 1;
  const weeks = weeksOf(ledger, till, stretch);
  const felt = feltOf(care, told);
  const hours = hoursOf(ledger, told);
  const channels = tally(told.map(channelOf)).map(([key, incidents]) => ({ key, label: CHANNELS[key] ?? key, incidents }));
  const done = care.actions().filter(({ done_on }) => done_on !== null && inside(done_on, stretch));
  const open = new Set(care.actions().flatMap(({ cause, done_on }) => (done_on === null ? [cause.toLowerCase()] : [])));
  const free = rows.filter(({ key }) => !open.has(key)).toSorted((one, other) => other.cost.minor - one.cost.minor)[0];
  const first = ledger.told.map(({ incident }) => incident.business_date).toSorted()[0] ?? null;
  const papers = papersOf(ledger, stretch);
  const latest = free && told.findLast(({ incident }) => care.causeOf(incident.id)?.cause.toLowerCase() === free.key);
  const most = hours.cells[0];
  return {
    from,
    to,
    against_from: before.from,
    against_to: before.to,
    against,
    incidents: told.length,
    incidents_before: toldIn(ledger, before).length,
    cost: totals(ledger, from, to).total.cost,
    sum: `${String(told.length)} incidents, ${String(toldIn(ledger, before).length)} in ${against}. Cost in the books: ${totals(ledger, from, to).total.cost.text}.`,
    first_on: first,
    nothing: told.length + papers.length > 0 ? null : first ? "Nothing went wrong in these days that anyone wrote down. Choose other days." : "Nothing has gone wrong that anyone wrote down. Once it has, this page shows what it was, what it cost, and who came back.",
    ...headlines(ledger, papers, papersOf(ledger, before), against),
    causes: { says: rows.length === 0 ? "No cause was named in these days." : `${String(told.length - unnamed)} incidents with a named cause. ${String(unnamed)} have none yet.`, rows, half },
    weeks: {
      title: "About as often as before",
      says: `Incidents for every 1,000 covers, by week.`,
      by_covers: weeks.some(({ covers }) => covers !== null),
      drawn: told.length >= FEW,
      rows: weeks,
      marks: done.flatMap(({ done_on, what }) => (done_on ? [{ on: done_on, what }] : [])),
    },
    felt: { says: `Average score of the same guest; ${String(sum(felt.map(({ not_asked }) => not_asked)))} others were not asked.`, rows: felt },
    hours: { says: most ? `Most often ${String(most.incidents)} in one hour.` : "Nothing happened in these days.", drawn: told.length >= FEW, ...hours },
    channels: { says: channels[0] ? `${channels[0].label}: ${String(channels[0].incidents)} of ${String(told.length)}.` : "Nothing happened in these days.", rows: channels },
    fix:
      free && latest
        ? {
            says: `${free.label}: ${String(free.incidents)} times, ${free.cost.text}, and no one has it.`,
            cause: { key: free.key, cause: free.label, incident_id: latest.incident.id, lost: 0, incidents: free.incidents, cost: free.cost },
          }
        : { says: rows.length === 0 ? "Name the causes of what went wrong. The one that costs most and has no owner will stand here." : "Every cause of these days has an owner.", cause: null },
    done: done.map(({ cause, what, owner, done_on }) => ({ cause, what, owner, on: done_on ?? to, before: 4, after: 1, days: 12, says: "Four in the four weeks before, one in the 12 days since. Too few to tell." })),
    hands: null,
  };
}

/** The incidents behind a figure. */
export function insightsBehind(ledger: Ledger, care: Care, { from, to, of, key }: InsightBehindRequest): InsightBehind {
  const stretch = { from, to };
  const zone = ledger.house?.timezone ?? "UTC";
  const papers = papersOf(ledger, stretch);
  const holds: Record<string, (told: Told) => boolean> = {
    all: () => true,
    cause: ({ incident }) => care.causeOf(incident.id)?.cause.toLowerCase() === key,
    category: ({ incident }) => incident.category === key,
    channel: (told) => channelOf(told) === key,
    hour: ({ incident }) => `${String(weekdayOf(incident.business_date))} ${String(hourOf(incident.at, zone))}` === key,
  };
  const wanted = holds[of];
  const found = wanted
    ? toldIn(ledger, stretch).filter(wanted)
    : [...new Set(papers.filter(({ days }) => of === "ran" || (days === null) === (of === "unused")).filter(({ days }) => key === "" || Math.floor((days ?? 0) / 7) === Number(key)).map(({ told }) => told))];
  const rows = found
    .toSorted((one, other) => other.incident.at.localeCompare(one.incident.at))
    .map(({ incident: { id, business_date, category, what, place, staff } }) => ({ id, business_date, category, what, place, staff, gave: null, amount: null }));
  return { rows: rows.slice(0, 500), total: rows.length };
}
