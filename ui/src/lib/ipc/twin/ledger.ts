import type {
  AppState,
  Incident,
  IncidentRow,
  LedgerRow,
  MadeRight,
  MakeGood,
  MakeItRight,
  Money,
  PrinterChoice,
  Redeemed,
  RedeemRequest,
  Redemption,
  RunRequest,
  ShopSettings,
  TimelineEntry,
  Voucher,
} from "$lib/ipc/generated/types";
import { TwinTeam } from "$lib/ipc/twin/team";
import { drawCode, money, parseMoney, readCode, refuse, required } from "$lib/ipc/twin/rules";

/** A voucher with what never crosses the wire, and its uses. */
export interface Held {
  code: string;
  voucher: Voucher;
  /** Those that stand, not those that were reversed. */
  uses: (Redemption & { seq: number })[];
  /** What moved it since it was issued. Balances are reckoned when it is read. */
  rows: Omit<LedgerRow, "balance">[];
  /** The voucher it took the place of, and the one that took its place. */
  replaces?: Held;
  replacedBy?: Held;
}

export interface Told {
  incident: Incident;
  /** Null while it waits for somebody's yes. */
  makeGood: MakeGood | null;
  held: Held | null;
  /** What else it was made good with, by runs. */
  more: { makeGood: MakeGood; held: Held }[];
  timeline: TimelineEntry[];
}

/** What the twin keeps while the page is open. */
export class Ledger {
  house: ShopSettings | null = null;
  sample = false;
  staff: string[] = [];
  told: Told[] = [];
  printing: PrinterChoice[] = [];
  sounds = false;
  /** When the books were last backed up. */
  lastBackup: string | null = null;
  readonly station = "Front desk";
  readonly team = new TwinTeam(this);
  /** What else the state says, by whoever keeps it. */
  readonly beside: (() => Partial<AppState>)[] = [];
  /** What is odd about the clock, while the address asks for it. */
  clock: AppState["clock"] = null;
  readonly #answers = new Map<string, unknown>();
  #ids = 0;
  #seq = 0;
  readonly #clock: () => Date;
  readonly #random: () => number;

  constructor(clock: () => Date, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  get now(): string {
    return this.#clock().toISOString();
  }

  get milliseconds(): number {
    return this.#clock().getTime();
  }

  get today(): string {
    return businessDate(this.#clock());
  }

  get currency(): string {
    return this.house?.currency ?? "USD";
  }

  get held(): Held[] {
    return this.told.flatMap((each) => [...(each.held ? [each.held] : []), ...each.more.map(({ held }) => held)]);
  }

  state(): AppState {
    return {
      house: this.house,
      sample: this.sample,
      now: this.now,
      business_date: this.house ? this.today : "",
      expires_on: this.house ? plusDays(this.today, this.house.expiry_days) : "",
      currency_prefix: "$",
      currency_decimals: 2,
      station: this.station,
      data_folder: "/home/host/.local/share/comeback",
      data_place: "on this machine",
      last_backup: this.lastBackup,
      backup_folder: "/home/host/Documents/Comeback/Backups",
      save_folder: "/home/host/Documents/Comeback",
      staff: this.staff,
      suggested_apology: "That was our lapse, and we are sorry. Please let us cook for you again, and properly.",
      suggested_letter: "We let you down, and we are sorry.\n\nBelow is something from us. Please let us cook for you again, and properly.",
      printing: this.printing,
      sounds: this.sounds,
      session: this.team.session(),
      follow_ups_due: 0,
      concerns: 0,
      asked_for: this.team.mine().length,
      clock: this.clock,
      version: "0.1.0",
      ...this.beside.map((part) => part()).reduce((all, part) => ({ ...all, ...part }), {}),
    };
  }

  /** The first answer to a request id, however often it is asked. */
  once<Answer>(requestId: string, answer: () => Answer): Answer {
    if (!this.#answers.has(requestId)) this.#answers.set(requestId, answer());
    return this.#answers.get(requestId) as Answer;
  }

  /** The answer to a request id, where one was given. */
  answerTo(requestId: string): unknown {
    return this.#answers.get(requestId);
  }

  #incident(request: MakeItRight, at: Date): Incident {
    return {
      id: this.#id(),
      at: at.toISOString(),
      business_date: businessDate(at),
      category: request.category,
      severity: request.severity,
      responsibility: request.responsibility ?? "ours",
      what: required(request.what, "description of what happened", "what"),
      place: request.place || null,
      guest_id: request.guest_id ?? null,
      guest: request.guest || null,
      contact: request.contact || null,
      staff: request.staff || null,
      score: request.score,
    };
  }

  makeRight(request: MakeItRight, at = this.#clock()): MadeRight {
    const incident = this.#incident(request, at);
    const { makeGood, held } = this.#give(request, incident);
    const told: Told = { incident, makeGood: null, held: null, more: [], timeline: [] };
    this.#begin(told, request.staff);
    return this.#hand(told, { makeGood, held }, incident.staff, incident.at);
  }

  /** The incident alone: what is to be given for it waits. */
  recordOnly(request: MakeItRight): Told {
    const incident = this.#incident(request, this.#clock());
    // What could not be given must not wait to be.
    this.#give(request, incident);
    const told: Told = { incident, makeGood: null, held: null, more: [], timeline: [] };
    this.#begin(told, request.staff);
    return told;
  }

  /** Gives what waited. */
  giveFor(told: Told, request: MakeItRight): MadeRight {
    return this.#hand(told, this.#give(request, told.incident), request.staff, this.now);
  }

  #begin(told: Told, staff: string): void {
    const { at, business_date, staff: by } = told.incident;
    told.timeline.push({ at, business_date, staff: by, station: this.station, what: { step: "recorded" } });
    this.told.unshift(told);
    if (staff) this.staff = [staff, ...this.staff.filter((name) => name !== staff)].slice(0, 8);
  }

  #hand(told: Told, { makeGood, held }: { makeGood: MakeGood; held: Held | null }, staff: string | null, at: string): MadeRight {
    const what: TimelineEntry["what"] = held
      ? {
          step: "issued",
          kind: held.voucher.kind,
          last_four: held.voucher.last_four,
          amount: held.voucher.amount,
          benefit: held.voucher.benefit,
          expires_on: held.voucher.expires_on,
          count: 1,
        }
      : { step: "given", kind: makeGood.kind, amount: makeGood.amount, what: makeGood.what };
    told.makeGood = makeGood;
    told.held = held;
    told.timeline.push({ at, business_date: businessDate(new Date(at)), staff: staff || null, station: this.station, what });
    return { incident: told.incident, make_good: makeGood, voucher: held?.voucher ?? null };
  }

  #give(request: MakeItRight, incident: Incident): { makeGood: MakeGood; held: Held | null } {
    const wish = request.make_good;
    if (wish.kind === "comp" || wish.kind === "gesture") {
      const amount = parseMoney(wish.kind === "comp" ? wish.amount : wish.cost, this.currency, wish.kind === "comp" ? "amount" : "cost");
      const what = wish.kind === "gesture" ? required(wish.what, "gesture", "gesture") : null;
      return {
        makeGood: { id: this.#id(), kind: wish.kind, amount, what, status: "done", last_four: null, expires_on: null },
        held: null,
      };
    }
    const amount: Money | null =
      wish.kind === "check"
        ? parseMoney(wish.amount, this.currency, "amount")
        : wish.value
          ? parseMoney(wish.value, this.currency, "value")
          : null;
    const benefit = wish.kind === "certificate" ? required(wish.benefit, "benefit", "benefit") : null;
    const expires = wish.expires_on ?? plusDays(incident.business_date, this.house?.expiry_days ?? 90);
    if (expires < incident.business_date) {
      return refuse("date_refused", "The expiry lies in the past. Choose today or a later day.", "expires_on");
    }
    const code = drawCode(this.#random);
    const voucher: Voucher = {
      id: this.#id(),
      last_four: code.slice(8),
      kind: wish.kind,
      status: expires < this.today ? "expired" : "outstanding",
      amount,
      remaining: amount,
      benefit,
      issued_on: incident.business_date,
      expires_on: expires,
      issued_by: incident.staff,
      incident_id: incident.id,
      guest: incident.guest,
      extended: false,
    };
    const makeGood: MakeGood = {
      id: voucher.id,
      kind: wish.kind,
      amount,
      what: benefit,
      status: voucher.status === "expired" ? "expired" : "open",
      last_four: voucher.last_four,
      expires_on: expires,
    };
    return { makeGood, held: { code, voucher, uses: [], rows: [] } };
  }

  find(code: string): Told | undefined {
    return this.told.find((each) => each.held?.code === code || each.more.some(({ held }) => held.code === code));
  }

  redeem(request: RedeemRequest, at = this.#clock()): Redeemed {
    const known = request.voucher_id ? this.toldOf(request.voucher_id).held.code : request.code;
    const read = readCode(known);
    const told = "code" in read ? this.find(read.code) : undefined;
    const held = "code" in read ? this.held.find(({ code }) => code === read.code) : undefined;
    if (!told || !held) return refuse("unknown_code", "We do not know this code. Check that the paper is ours.");
    if (held.voucher.status === "voided") {
      return refuse("voided", held.replacedBy ? "This was voided. A new paper took its place: ask for that one." : "This was voided. It cannot be used any more.");
    }
    if (held.voucher.status === "redeemed") return refuse("already_used", "Already used.");
    if (held.voucher.expires_on < businessDate(at)) return refuse("expired", "Expired. It cannot be redeemed.");
    const { bill } = request;
    const on = businessDate(at);
    const another = this.held.some((each) => each !== held && each.uses.some((use) => use.bill === bill && use.business_date === on));
    if (bill && another && !this.house?.stacking) {
      return refuse("bill_taken", `Bill ${bill} has another paper on it already, and this house takes one a bill. Use it on another bill.`, "bill");
    }
    const left = held.voucher.remaining;
    const typed = held.voucher.kind === "check" ? request.amount : request.value;
    const field = held.voucher.kind === "check" ? "amount" : "value";
    const total = request.bill_total ? parseMoney(request.bill_total, this.currency, "bill_total") : null;
    if (!total && this.house?.bill_total) return refuse("bad_amount", "Write what the bill comes to: this house takes no more than that.", "bill_total");
    const within = (most: Money | null) => (total && most && total.minor < most.minor ? total : most);
    const amount = typed ? parseMoney(typed, this.currency, field) : within(left);
    if (total && amount && amount.minor > total.minor) {
      const most = (field === "amount" && within(left)) || total;
      const says = `The bill comes to ${total.text}, less than ${amount.text}. Take ${most.text} or less: it never pays more than the bill.`;
      return refuse("over_bill", says, field, { bill_total: String(total.minor), most: String(most.minor) });
    }
    if (held.voucher.kind === "check" && left && amount && amount.minor > left.minor) {
      return refuse("more_than_left", `${left.text} is left on this check, less than ${amount.text}. Take ${left.text} or less.`, "amount");
    }
    const redemption: Redemption = {
      amount,
      bill: request.bill || null,
      bill_total: total,
      lapsed: this.#lapsed(held.voucher, amount),
      staff: request.staff || null,
      at: at.toISOString(),
      business_date: businessDate(at),
    };
    this.#use(told, held, redemption, Boolean(request.voucher_id));
    return { voucher: held.voucher, redemption, over: overCap(held.voucher, amount) };
  }

  /** What is left over and lost, where a check is used up at its first use. */
  #lapsed({ kind, remaining }: Voucher, taken: Money | null): Money | null {
    if (this.house?.keeps_balance !== false || kind !== "check" || !remaining || !taken || taken.minor >= remaining.minor) return null;
    return money(remaining.minor - taken.minor, this.currency);
  }

  /** The next place in the order of events. */
  next(): number {
    this.#seq += 1;
    return this.#seq;
  }

  /** A new code for what is left of a voucher whose paper was lost. */
  anotherPaper(told: Told, old: Held): Held {
    const code = drawCode(this.#random);
    const { kind, amount, remaining } = old.voucher;
    const voucher: Voucher = { ...old.voucher, id: this.#id(), last_four: code.slice(8), amount: kind === "check" ? remaining : amount, issued_on: this.today };
    const held: Held = { code, voucher, uses: [], rows: [], replaces: old };
    const { id, last_four, benefit: what, expires_on } = voucher;
    told.more.push({ makeGood: { id, kind, amount: voucher.amount, what, status: "open", last_four, expires_on }, held });
    return held;
  }

  /** Keeps where a make-good stands. */
  stands(told: Told, voucherId: string, changes: Partial<MakeGood>): void {
    for (const each of [told, ...told.more]) {
      if (each.makeGood?.id === voucherId) each.makeGood = { ...each.makeGood, ...changes };
    }
  }

  #use(told: Told, held: Held, redemption: Redemption, without_paper: boolean): void {
    const before = held.voucher.remaining?.minor ?? 0;
    const rest = held.voucher.kind === "check" ? before - (redemption.amount?.minor ?? 0) - (redemption.lapsed?.minor ?? 0) : 0;
    const remaining = held.voucher.kind === "check" ? money(rest, this.currency) : null;
    const seq = this.next();
    const { at, business_date, bill, staff } = redemption;
    const moved = (held.voucher.kind === "check" ? redemption.amount : held.voucher.amount)?.minor;
    const { lapsed } = redemption;
    const change = moved === undefined ? null : money(-moved - (lapsed?.minor ?? 0), this.currency);
    held.uses.push({ ...redemption, seq });
    held.rows.push({ seq, kind: "redeemed", at, business_date, change, bill, staff, reason: null, until: null, lapsed, undone: false });
    held.voucher = { ...held.voucher, remaining, status: rest > 0 ? "outstanding" : "redeemed" };
    this.stands(told, held.voucher.id, { status: rest > 0 ? "part_used" : "came_back" });
    told.timeline.push({
      at: redemption.at,
      business_date: redemption.business_date,
      staff: redemption.staff,
      station: this.station,
      what: {
        step: "redeemed",
        last_four: held.voucher.last_four,
        amount: redemption.amount,
        bill: redemption.bill,
        remaining,
        days_after: Math.round((Date.parse(redemption.business_date) - Date.parse(told.incident.business_date)) / 86_400_000),
        without_paper,
      },
    });
  }

  /** The same make-good for many, of one incident: a new one, or one that is recorded. */
  issueRun(request: RunRequest): { told: Told; held: Held[] } {
    const guests = request.guests.length > 0 ? request.guests : Array.from({ length: request.count ?? 0 }, () => "");
    const known = this.told.find(({ incident }) => incident.id === request.incident_id);
    const first = known ? null : this.makeRight({ ...request.draft, guest: "", contact: "" });
    const told = known ?? this.told.find(({ incident }) => incident.id === first?.incident.id);
    if (!told) return refuse("not_found", "There is no such incident. Go back to the list.");
    const made = guests.map((guest) => {
      const { makeGood, held } = this.#give({ ...request.draft, guest }, told.incident);
      if (!held) return refuse("bad_choice", "Choose a check or a certificate for a run.");
      held.voucher = { ...held.voucher, guest: guest || null };
      return { makeGood, held };
    });
    const [one, ...rest] = made;
    if (first && one) Object.assign(told, { makeGood: one.makeGood, held: one.held, more: rest });
    else told.more.push(...made);
    const issued = told.timeline.at(-1)?.what;
    if (first && issued?.step === "issued") issued.count = made.length;
    else if (one) {
      const { kind, last_four, amount, benefit, expires_on } = one.held.voucher;
      this.note(told, request.draft.staff, { step: "issued", kind, last_four, amount, benefit, expires_on, count: made.length });
    }
    return { told, held: made.map(({ held }) => held) };
  }

  /** The incident a voucher makes good, and the voucher with its code. */
  toldOf(voucherId: string): { told: Told; held: Held } {
    for (const told of this.told) {
      const held = [told.held, ...told.more.map((each) => each.held)].find((each) => each?.voucher.id === voucherId);
      if (held) return { told, held };
    }
    return refuse("not_found", "There is no such check or certificate. Go back to the list.");
  }

  note(told: Told, staff: string, what: TimelineEntry["what"]): void {
    told.timeline.push({ at: this.now, business_date: this.today, staff: staff || null, station: this.station, what });
  }

  rows(): IncidentRow[] {
    return this.told.map((each) => ({ incident: each.incident, make_goods: [...(each.makeGood ? [each.makeGood] : []), ...each.more.map(({ makeGood }) => makeGood)] }));
  }

  #id(): string {
    this.#ids += 1;
    return `00000000-0000-7000-8000-${String(this.#ids).padStart(12, "0")}`;
  }
}

/** What is said of a certificate whose menu value goes over what it was given for. */
function overCap({ kind, amount }: Voucher, value: Money | null): string | null {
  if (kind !== "certificate" || !amount || !value || value.minor <= amount.minor) return null;
  const over = money(value.minor - amount.minor, amount.currency);
  return `That is ${over.text} over the ${amount.text} this certificate was given for. It is redeemed, and all of it counts; tell a manager if it should not.`;
}

// By its parts: how a locale puts them together differs from one engine to the next.
const DETROIT = new Intl.DateTimeFormat("en-US", { timeZone: "America/Detroit", year: "numeric", month: "2-digit", day: "2-digit" });

/** The day it counts for, in Detroit, cut over at four. */
export function businessDate(at: Date): string {
  const parts = new Map(DETROIT.formatToParts(at.getTime() - 4 * 3_600_000).map(({ type, value }) => [type, value]));
  return ["year", "month", "day"].map((part) => parts.get(part as "year") ?? "").join("-");
}

export function plusDays(date: string, days: number): string {
  const moved = new Date(`${date}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
