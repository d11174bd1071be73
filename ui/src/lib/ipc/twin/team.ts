import type {
  Approval,
  AskedAnswer,
  AskedFor,
  LimitForm,
  MadeRight,
  MakeItRight,
  Person,
  Role,
  Room,
  RoomRequest,
  SessionState,
  SigninSwitched,
  StaffForm,
  Team,
  Waiting,
} from "$lib/ipc/generated/types";
import type { Ledger, Told } from "$lib/ipc/twin/ledger";
import { either, type Limit, roomOf, useOf } from "$lib/ipc/twin/limits";
import { AT_THE_LOCK, deedsOf, DEEDS, labelOf, matrix, NEEDS } from "$lib/ipc/twin/matrix";
import { money, parseMoney, refuse, required } from "$lib/ipc/twin/rules";

interface Member {
  person: Person;
  active: boolean;
  secret: string | null;
}

interface Asked {
  asked: AskedFor;
  told: Told;
  request: MakeItRight;
  byId: string | null;
}

const LOCKS_AFTER: Record<Role, number> = { owner: 300, manager: 300, host: 90, bookkeeper: 300 };
const TRIES = 5;
const SENSITIVE = /allerg|injur|burn|drunk|child/i;
const WRONG = "That is not right. Look whose name is chosen, then write it again.";
const provesWith = (role: Role) => (role === "owner" || role === "bookkeeper" ? "password" : "pin");

/** The people of the twin's house, and who of them is at the screen. */
export class TwinTeam {
  signin = false;
  members: Member[] = [];
  limits: Limit[] = [];
  who: Person | null = null;
  locked = false;
  recoveryCode = "";
  waiting: Asked[] = [];
  readonly onLocked = new Set<() => void>();
  #wrong = 0;
  #waitsUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ids = 0;
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  get #people(): Person[] {
    return this.members.filter(({ active }) => active).map(({ person }) => person);
  }

  session(): SessionState {
    const { signin, who, locked } = this;
    const waits = this.#waitsUntil > this.#ledger.milliseconds ? new Date(this.#waitsUntil).toISOString() : null;
    if (!signin) return { signin, who: null, locked: false, locks_after: null, may: [...DEEDS], people: [], waits_until: null };
    const may = who && !locked ? deedsOf(who.role) : [];
    return { signin, who, locked: locked || !who, locks_after: who ? LOCKS_AFTER[who.role] : null, may, people: this.#people, waits_until: waits };
  }

  /** Refuses what may not be done now, by the name of the command. */
  check(command: string): void {
    const session = this.session();
    if (!session.signin || AT_THE_LOCK.includes(command)) return;
    if (session.locked) refuse("locked", "The screen is locked. Choose your name and prove that it is you.");
    const deed = NEEDS[command];
    if (deed && !session.may.includes(deed)) refuse("not_allowed", `${labelOf(deed)}: a ${this.who?.role ?? "guest"} may not. Ask the owner.`);
  }

  /** Whoever is in did it, whatever was typed. */
  name(typed: string): string {
    return this.who?.name ?? typed;
  }

  #prove(id: string, secret: string): Member {
    const now = this.#ledger.milliseconds;
    if (this.#waitsUntil > now) return refuse("locked", "Too many wrong tries. Wait until the time has run, then try again.");
    const member = this.members.find(({ person, active }) => active && person.id === id);
    if (member?.secret && member.secret === secret) {
      this.#wrong = 0;
      return member;
    }
    this.#wrong += 1;
    if (this.#wrong >= TRIES) this.#waitsUntil = now + Math.min(900, 30 * 2 ** (this.#wrong - TRIES)) * 1000;
    return refuse("locked", WRONG);
  }

  /** Whoever this is, proved. */
  prove(id: string, secret: string): Person {
    return this.#prove(id, secret).person;
  }

  signIn(id: string, secret: string): void {
    this.who = this.#prove(id, secret).person;
    this.locked = false;
    this.stir();
  }

  lock(): void {
    clearTimeout(this.#timer);
    if (this.signin) this.locked = true;
  }

  stir(): void {
    clearTimeout(this.#timer);
    if (!this.who || this.locked) return;
    this.#timer = setTimeout(() => {
      this.lock();
      for (const listener of this.onLocked) listener();
    }, LOCKS_AFTER[this.who.role] * 1000);
  }

  recover(code: string, secret: string): void {
    const owner = this.members.find(({ person }) => person.role === "owner");
    if (!owner || !this.recoveryCode || code.trim().toUpperCase() !== this.recoveryCode) return refuse("locked", "That is not the recovery code. It stands on the paper that was kept when sign-in was switched on.");
    this.#checkSecret("owner", secret);
    Object.assign(owner, { secret });
    this.#wrong = 0;
    this.#waitsUntil = 0;
    this.signIn(owner.person.id, secret);
  }

  #checkSecret(role: Role, secret: string): void {
    if (provesWith(role) === "pin" && !/^\d{6}$/.test(secret)) refuse("bad_choice", "A PIN has six digits. Write six of them.", "secret");
    if (provesWith(role) === "password" && secret.length < 8) refuse("bad_choice", "A password has at least 8 characters. Write a longer one.", "secret");
  }

  team(): Team {
    const { currency } = this.#ledger;
    return {
      signin: this.signin,
      staff: this.members
        .toSorted((one, other) => Number(other.active) - Number(one.active))
        .map(({ person, active, secret }) => ({ person, active, has_secret: secret !== null })),
      limits: this.limits.map(({ staffId, role, window, minor }) => ({
        staff_id: staffId,
        staff: this.members.find(({ person }) => person.id === staffId)?.person.name ?? null,
        role,
        window,
        amount: money(minor, currency),
      })),
      used: useOf(this.#ledger, this.#people),
      matrix: matrix(),
      keeping: "This machine has no keychain: PINs are kept as hashes in the books, and whoever can copy the books could try all of them.",
    };
  }

  saveStaff({ id, name, role, active, secret }: StaffForm): void {
    const called = required(name, "name", "name");
    if (this.members.some(({ person }) => person.id !== id && person.name.toLowerCase() === called.toLowerCase())) {
      refuse("bad_choice", `There is a ${called} already. Write the name so that both can be told apart.`, "name");
    }
    if (secret !== null) this.#checkSecret(role, secret);
    const known = this.members.find(({ person }) => person.id === id);
    const owners = this.members.filter((member) => member.active && member.person.role === "owner" && member !== known);
    if (this.signin && owners.length === 0 && !(role === "owner" && active)) refuse("bad_choice", "Somebody has to be the owner. Make another person the owner first.", "role");
    const person: Person = { id: known?.person.id ?? `staff-${++this.#ids}`, name: called, role, proves_with: provesWith(role) };
    const keeps = known && known.person.proves_with === person.proves_with ? known.secret : null;
    if (known) Object.assign(known, { person, active, secret: secret ?? keeps });
    else this.members.push({ person, active, secret });
    if (role === "host" && !known && !this.limits.some((limit) => limit.role === "host")) this.limits.push({ staffId: null, role: "host", window: "day", minor: 5000 });
  }

  setLimit({ staff_id, role, window, amount }: LimitForm): void {
    const minor = amount.trim() ? parseMoney(amount, this.#ledger.currency, "amount").minor : null;
    const whose = staff_id === null ? role : null;
    this.limits = this.limits.filter((limit) => !(limit.staffId === staff_id && limit.role === whose && limit.window === window));
    if (minor !== null) this.limits.push({ staffId: staff_id, role: whose, window, minor });
  }

  setSignin(on: boolean, id: string | null, secret: string | null): SigninSwitched {
    if (!on) {
      this.lock();
      Object.assign(this, { signin: false, who: null, locked: false });
      return { team: this.team(), recovery_code: null };
    }
    const owner = this.#prove(id ?? "", secret ?? "");
    if (owner.person.role !== "owner") return refuse("bad_choice", "Only an owner switches sign-in on. Choose the owner.", "staff");
    this.signin = true;
    this.signIn(owner.person.id, secret ?? "");
    return this.newRecoveryCode();
  }

  newRecoveryCode(): SigninSwitched {
    this.recoveryCode = `KD7Q-M4XN-WB9${++this.#ids}`;
    return { team: this.team(), recovery_code: this.recoveryCode };
  }

  #approvers(but: Person): Person[] {
    return this.#people.filter(({ id, role }) => id !== but.id && deedsOf(role).includes("approve"));
  }

  room({ staff, amount }: RoomRequest, guest = ""): Room | null {
    const who = this.who ?? this.#people.find(({ name }) => name === staff);
    if (!who) return null;
    const typed = /^\$?(\d+)(?:\.(\d{1,2}))?$/.exec(amount.trim());
    const minor = typed ? Number(typed[1]) * 100 + Number((typed[2] ?? "").padEnd(2, "0")) : 0;
    const room = roomOf(this.#ledger, this.limits, who, minor, guest, this.#approvers(who));
    return room && !this.signin ? { ...room, over: false } : room;
  }

  /** Refuses a make-good over the limit, or one that never goes without a manager, unless somebody else approves it. */
  allow(request: MakeItRight): void {
    const { who } = this;
    if (!this.signin || !who) return;
    const wish = request.make_good;
    const amount = wish.kind === "gesture" ? wish.cost : wish.kind === "certificate" ? (wish.value ?? "") : wish.amount;
    const room = this.room({ staff: who.name, guest_id: null, amount }, request.guest);
    if (room && wish.kind === "certificate" && wish.value === null) refuse("bad_amount", "Write its menu value: it counts toward your limit.", "value");
    const sensitive = who.role === "host" && SENSITIVE.test(request.what);
    if (!room?.over && !sensitive) return;
    if (request.approval) {
      const by = this.#prove(request.approval.by, request.approval.secret).person;
      if (by.id === who.id) refuse("not_allowed", "Nobody approves their own. Ask somebody else.");
      if (!deedsOf(by.role).includes("approve")) refuse("not_allowed", `${by.name} may not approve. Ask a manager.`);
      return;
    }
    if (room?.over) refuse("over_limit", room.sentence);
    refuse("approval_needed", `This never goes without a manager. ${either(this.#approvers(who))} can approve.`);
  }

  askFor(request: MakeItRight): Waiting {
    const told = this.#ledger.recordOnly(request);
    const wish = request.make_good;
    const amount = wish.kind === "gesture" ? wish.cost : wish.kind === "certificate" ? wish.value : wish.amount;
    const asked: AskedFor = {
      id: `asked-${++this.#ids}`,
      at: this.#ledger.now,
      by: request.staff || null,
      incident_id: told.incident.id,
      what: told.incident.what,
      guest: told.incident.guest,
      kind: wish.kind,
      amount: amount ? parseMoney(amount, this.#ledger.currency, "amount") : null,
      gives: wish.kind === "certificate" ? wish.benefit : wish.kind === "gesture" ? wish.what : null,
      why: this.room({ staff: request.staff, guest_id: null, amount: amount ?? "" })?.sentence ?? "This never goes without a manager.",
      mine: false,
    };
    this.waiting.push({ asked, told, request, byId: this.who?.id ?? null });
    return { asked, approvers: this.who ? this.#approvers(this.who) : [] };
  }

  askedFor(): AskedFor[] {
    const may = this.session().may.includes("approve");
    return this.waiting.map(({ asked, byId }) => ({ ...asked, mine: may && (byId === null || byId !== this.who?.id) }));
  }

  mine(): AskedFor[] {
    return this.askedFor().filter(({ mine }) => mine);
  }

  answer({ id, yes, reason, approval }: AskedAnswer): MadeRight | null {
    const place = this.waiting.findIndex(({ asked }) => asked.id === id);
    const found = this.waiting[place];
    if (!found) return refuse("not_found", "It was answered already. Nothing more is to be done.");
    const by = this.#answerer(approval);
    if (by && by.id === found.byId) refuse("not_allowed", "Nobody approves their own. Ask somebody else.");
    if (by && !deedsOf(by.role).includes("approve")) refuse("not_allowed", `${by.name} may not approve. Ask a manager.`);
    if (!yes) required(reason, "reason", "reason");
    this.waiting.splice(place, 1);
    return yes ? this.#ledger.giveFor(found.told, found.request) : null;
  }

  #answerer(approval: Approval | null): Person | null {
    return approval ? this.#prove(approval.by, approval.secret).person : this.who;
  }
}

/** Lets every command of a client through the team's rules first. */
export function guarded(client: object, team: TwinTeam, commands: readonly string[]): void {
  const methods = client as Record<string, (...args: unknown[]) => Promise<unknown>>;
  for (const command of commands) {
    const ask = methods[command]?.bind(client);
    if (!ask) continue;
    methods[command] = async (...args) => {
      team.check(command);
      return ask(...args);
    };
  }
}
