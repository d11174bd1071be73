import type {
  CameBack,
  IncidentFilter,
  IncidentPage,
  IncidentRow,
  IncidentStatus,
  MakeGood,
} from "$lib/ipc/generated/types";
import type { Held, Ledger, Told } from "$lib/ipc/twin/ledger";
import { money } from "$lib/ipc/twin/rules";

export const vouchersOf = (told: Told): Held[] => [...(told.held ? [told.held] : []), ...told.more.map(({ held }) => held)];
export const goodsOf = (told: Told): MakeGood[] => [...(told.makeGood ? [told.makeGood] : []), ...told.more.map(({ makeGood }) => makeGood)];

const has = (row: IncidentRow, status: IncidentStatus): boolean =>
  row.make_goods.some((good) => {
    if (status === "open") return good.status === "open" || good.status === "part_used";
    if (status === "came_back") return good.status === "came_back" || good.status === "part_used";
    return good.status === "expired";
  });

export function listIncidents(ledger: Ledger, filter: IncidentFilter): IncidentPage {
  const wanted = filter.search.trim().toLowerCase();
  const bills = (id: string) => {
    const told = byId.get(id);
    return told ? vouchersOf(told).flatMap(({ uses }) => uses.map((use) => use.bill)) : [];
  };
  const byId = new Map(ledger.told.map((told) => [told.incident.id, told]));
  const under = ledger.rows().filter(({ incident, make_goods }) => {
    const text = [...bills(incident.id), incident.guest, incident.contact, incident.what, incident.place, ...make_goods.map((good) => good.last_four)].join(" ");
    return (
      text.toLowerCase().includes(wanted) &&
      (!filter.from || incident.business_date >= filter.from) &&
      (!filter.to || incident.business_date <= filter.to) &&
      (!filter.category || incident.category === filter.category) &&
      (!filter.kind || make_goods.some((good) => good.kind === filter.kind))
    );
  });
  const { status } = filter;
  const found = status ? under.filter((row) => has(row, status)) : under;
  const count = (each: IncidentStatus) => under.filter((row) => has(row, each)).length;
  const given = found.flatMap((row) => row.make_goods).reduce((sum, good) => sum + (good.amount?.minor ?? 0), 0);
  return {
    rows: found.slice(filter.offset, filter.offset + filter.limit),
    total: found.length,
    counts: { all: under.length, open: count("open"), came_back: count("came_back"), expired: count("expired") },
    given: money(given, ledger.currency),
  };
}

export function cameBackToday(ledger: Ledger): CameBack {
  const rows = ledger.told
    .flatMap((told) => vouchersOf(told).map((held) => ({ held, incident: told.incident })))
    .flatMap(({ held, incident }) =>
      held.uses.filter((use) => use.business_date === ledger.today).map((use) => ({ held, incident, use })),
    )
    .toSorted((one, other) => other.use.at.localeCompare(one.use.at));
  return {
    count: rows.length,
    amount: money(rows.reduce((sum, { use }) => sum + (use.amount?.minor ?? 0), 0), ledger.currency),
    rows: rows.slice(0, 20).map(({ held, incident, use }) =>
        ({
            at: use.at,
            guest: held.voucher.guest,
            kind: held.voucher.kind,
            benefit: held.voucher.benefit,
            last_four: held.voucher.last_four,
            amount: use.amount,
            remaining: held.voucher.remaining,
            incident_id: incident.id,
          }),
    ),
  };
}
