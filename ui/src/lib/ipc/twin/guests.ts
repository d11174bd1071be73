import type { Caution, GuestForm, GuestList, GuestRow, GuestStory, Sign } from "$lib/ipc/generated/types";
import type { Care } from "$lib/ipc/twin/care";
import { type Ledger, plusDays, type Told } from "$lib/ipc/twin/ledger";
import { goodsOf } from "$lib/ipc/twin/lists";
import { money, refuse } from "$lib/ipc/twin/rules";

interface Known {
  id: string;
  name: string | null;
  contact: string | null;
}

const digits = (text: string) => text.replace(/\D/g, "");
const folded = (text: string | null) => (text ?? "").trim().toLowerCase();
const ORDINALS = ["No", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"];
const ordinal = (count: number) => ORDINALS[count] ?? `${count}th`;

/** Who the guests are: known by their name, else by how they are reached. */
export class Guests {
  #known: Known[] = [];
  /** Which guest each incident belongs to. */
  readonly #of = new Map<string, string>();
  #forgotten = 0;
  #ids = 0;
  readonly #ledger: Ledger;
  readonly #care: Care;
  retention = (): number => 24;

  constructor(ledger: Ledger, care: Care) {
    this.#ledger = ledger;
    this.#care = care;
    care.guestOf = (incidentId) => this.of(incidentId);
  }

  forget(): void {
    this.#known = [];
    this.#of.clear();
    this.#forgotten = 0;
  }

  /** An incident of a guest who was found in the list. */
  found(incidentId: string, guestId: string): void {
    this.#of.set(incidentId, guestId);
  }

  of(incidentId: string): string | null {
    this.#settle();
    return this.#of.get(incidentId) ?? null;
  }

  /** Gives each incident with a name or a number its guest. */
  #settle(): void {
    for (const { incident } of this.#ledger.told) {
      if (this.#of.has(incident.id) || (!incident.guest && !incident.contact)) continue;
      const same = (each: Known) => (incident.guest ? folded(each.name) === folded(incident.guest) : folded(each.contact) === folded(incident.contact));
      let known = this.#known.find(same);
      if (!known) {
        this.#ids += 1;
        known = { id: `g-${this.#ids}`, name: incident.guest, contact: incident.contact };
        this.#known.push(known);
      }
      known.contact ??= incident.contact;
      this.#of.set(incident.id, known.id);
    }
  }

  #told(id: string): Told[] {
    return this.#ledger.told.filter(({ incident }) => this.#of.get(incident.id) === id);
  }

  #row({ id, name, contact }: Known): GuestRow {
    const told = this.#told(id);
    const held = told.flatMap((each) => [...(each.held ? [each.held] : []), ...each.more.map((more) => more.held)]);
    return {
      id,
      name,
      contact,
      incidents: told.length,
      last_on: told.map(({ incident }) => incident.business_date).toSorted().at(-1) ?? null,
      open: held.filter(({ voucher }) => voucher.status === "outstanding").length,
      came_back: held.some(({ uses }) => uses.length > 0),
    };
  }

  #rows(search: string): GuestRow[] {
    this.#settle();
    const wanted = folded(search);
    const number = digits(search);
    return this.#known
      .filter(({ name, contact }) => folded(name).includes(wanted) || folded(contact).includes(wanted) || (number.length > 1 && digits(contact ?? "").includes(number)))
      .map((each) => this.#row(each))
      .toSorted((one, other) => (other.last_on ?? "").localeCompare(one.last_on ?? ""));
  }

  list(search: string, offset: number, limit: number): GuestList {
    const rows = this.#rows(search);
    return { rows: rows.slice(offset, offset + limit), total: rows.length, forgotten: this.#forgotten, retention_months: this.retention() };
  }

  find(typed: string): GuestRow[] {
    return typed.trim().length < 2 ? [] : this.#rows(typed).slice(0, 6);
  }

  #one(id: string): Known {
    this.#settle();
    return this.#known.find((each) => each.id === id) ?? refuse("not_found", "This guest is not known any more. Look at the list again.");
  }

  story(id: string): GuestStory {
    const known = this.#one(id);
    const told = this.#told(id);
    const guest = this.#row(known);
    const since = plusDays(this.#ledger.today, -730);
    const recent = told.filter(({ incident }) => incident.business_date >= since);
    const confirmed = recent.filter(({ incident }) => this.#care.causeOf(incident.id) !== null).length;
    const uses = told.flatMap((each) => [...(each.held ? [each.held] : []), ...each.more.map((more) => more.held)]).flatMap((held) => held.uses);
    const sum = (amounts: (number | undefined)[]) => money(amounts.reduce<number>((total, minor) => total + (minor ?? 0), 0), this.#ledger.currency);
    const near = (other: Known) =>
      other.id !== id &&
      ((digits(known.contact ?? "").length > 6 && digits(other.contact ?? "") === digits(known.contact ?? "")) ||
        (known.contact !== null && folded(other.contact) === folded(known.contact)) ||
        (known.name !== null && folded(other.name) === folded(known.name)));
    return {
      guest,
      incidents: told.map((each) => ({ incident: each.incident, make_goods: goodsOf(each) })),
      redeemed: sum(uses.map(({ amount }) => amount?.minor)),
      redemptions: uses.length,
      scores: told.toReversed().flatMap(({ incident }) => this.#care.scoresOf(incident.id)),
      repeat: {
        incidents: recent.length,
        given: sum(recent.map(({ makeGood }) => makeGood?.amount?.minor)),
        confirmed,
        sentence: `${ordinal(recent.length)} incident in 24 months.${confirmed > 0 ? ` The house confirmed the cause of ${confirmed} of them.` : ""}`,
      },
      forgotten_on: guest.last_on && plusDays(guest.last_on, Math.round(this.retention() * 30.44)),
      doubles: this.#known.filter(near).map((each) => this.#row(each)),
    };
  }

  #rename(id: string, name: string | null, contact: string | null): void {
    for (const told of this.#told(id)) {
      told.incident = { ...told.incident, guest: name, contact };
      for (const held of [told.held, ...told.more.map((more) => more.held)]) if (held) held.voucher = { ...held.voucher, guest: name };
    }
  }

  change({ id, name, contact }: GuestForm): GuestStory {
    const known = this.#one(id);
    if (!name.trim() && !contact.trim()) return refuse("bad_text", "Write a name or a way to reach them. To take both away, erase the guest.", "name");
    Object.assign(known, { name: name.trim() || null, contact: contact.trim() || null });
    this.#rename(id, known.name, known.contact);
    return this.story(id);
  }

  merge(keep: string, gone: string): GuestStory {
    const kept = this.#one(keep);
    const other = this.#one(gone);
    for (const { incident } of this.#told(gone)) this.#of.set(incident.id, keep);
    this.#known = this.#known.filter(({ id }) => id !== gone);
    kept.name ??= other.name;
    kept.contact ??= other.contact;
    this.#rename(keep, kept.name, kept.contact);
    return this.story(keep);
  }

  erase(id: string): GuestList {
    this.#one(id);
    this.#rename(id, null, null);
    for (const { incident } of this.#told(id)) this.#of.delete(incident.id);
    this.#known = this.#known.filter((each) => each.id !== id);
    this.#forgotten += 1;
    return this.list("", 0, 50);
  }
}

const HEALTH = /\b(allerg\w*|celiac|coeliac|diabet\w*|pregnan\w*|epilep\w*|asthma|hospital|medication)\b/i;

/** What should not stand in a text. */
export function cautionsOn(text: string): Caution[] {
  const card = (text.match(/\d(?:[ -]?\d){12,18}/g) ?? []).some((found) => luhn(digits(found)));
  return [
    ...(card ? [{ kind: "card" as const, sentence: "This looks like a card number. Take it out: it is not needed here, and it must not be kept." }] : []),
    ...(HEALTH.test(text) ? [{ kind: "health" as const, sentence: "This says something of a guest’s health. Write what the kitchen did, and leave the illness out." }] : []),
  ];
}

function luhn(number: string): boolean {
  const sum = [...number].toReversed().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** One guest three times in 90 days: the one sign the twin looks for. */
export function signsOf(ledger: Ledger, guests: Guests): Sign[] {
  const since = plusDays(ledger.today, -90);
  return guests.list("", 0, 1000).rows.flatMap((row): Sign[] => {
    const recent = ledger.told.filter(({ incident }) => incident.business_date >= since && guests.of(incident.id) === row.id);
    if (recent.length < 3) return [];
    const [last] = recent;
    return [
      {
        kind: "often_the_same_guest",
        sentence: `${row.name ?? "One guest"}: ${recent.length} incidents in 90 days. Worth asking what keeps going wrong for them.`,
        on: last?.incident.business_date ?? ledger.today,
        staff: null,
        incident_ids: recent.map(({ incident }) => incident.id),
      },
    ];
  });
}
