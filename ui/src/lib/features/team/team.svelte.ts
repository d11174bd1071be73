import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { LimitForm, LimitRow, Person, Role, SigninSwitched, StaffForm, StaffRow, Team } from "$lib/ipc/generated/types";
import { ROLE_NAMES, WINDOW_NAMES } from "./deeds";

const NOBODY: StaffForm = { id: null, name: "", role: "host", active: true, secret: null };
const NO_LIMIT = { whose: "role:host", window: "day" as LimitForm["window"], amount: "" };

/** The team as its settings page changes it; what is typed lives as long as the window. */
export class TeamPage {
  /** The person being added or changed. */
  form = $state<StaffForm | null>(null);
  /** Their new PIN or password; empty leaves the old one. */
  secret = $state("");
  limit = $state({ ...NO_LIMIT });
  /** Asking whether to switch sign-in, and for the owner's password. */
  asking = $state(false);
  ownerId = $state.raw<string | null>(null);
  ownerSecret = $state("");
  /** Shown this once. */
  recoveryCode = $state.raw<string | null>(null);
  readonly reading: Action<[], Team>;
  readonly saving: Action<[StaffForm], Team>;
  readonly limiting: Action<[LimitForm], Team>;
  readonly switching: Action<[on: boolean], SigninSwitched>;
  readonly renewing: Action<[], SigninSwitched>;
  #team = $state.raw<Team | null>(null);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    const { client } = session;
    this.reading = new Action(async () => this.#take(await client.team()));
    this.saving = new Action(async (form) => this.#take(await client.saveStaff(form)));
    this.limiting = new Action(async (form) => this.#take(await client.setLimit(form)));
    this.switching = new Action(async (on) => this.#switched(on ? await client.setSignin(true, this.owner?.id ?? null, this.ownerSecret) : await client.setSignin(false, null, null)));
    this.renewing = new Action(async () => this.#switched(await client.newRecoveryCode()));
  }

  #take(team: Team): Team {
    this.#team = team;
    return team;
  }

  async #switched(switched: SigninSwitched): Promise<SigninSwitched> {
    this.#take(switched.team);
    this.recoveryCode = switched.recovery_code;
    await this.#session.refresh();
    return switched;
  }

  get team(): Team | null {
    return this.#team;
  }

  get #active(): StaffRow[] {
    return (this.#team?.staff ?? []).filter(({ active }) => active);
  }

  /** More than one person works here, and none of them signs in. */
  get suggests(): boolean {
    return this.#team?.signin === false && this.#active.length > 1;
  }

  /** Owners with a password: one of them has to switch sign-in on. */
  get owners(): Person[] {
    return this.#active.filter(({ person, has_secret }) => person.role === "owner" && has_secret).map(({ person }) => person);
  }

  get owner(): Person | null {
    return this.owners.find(({ id }) => id === this.ownerId) ?? this.owners[0] ?? null;
  }

  /** Why sign-in cannot be switched on yet. */
  get cannotSwitch(): string | null {
    return this.owners.length > 0 ? null : "Add an owner with a password first: somebody has to be able to let the others in.";
  }

  /** Those who could not sign in for want of a PIN or password. */
  get without(): string[] {
    return this.#active.filter(({ has_secret }) => !has_secret).map(({ person }) => person.name);
  }

  add(): void {
    this.saving.reset();
    // The first of all is the owner.
    this.form = { ...NOBODY, role: this.#active.length === 0 ? "owner" : "host" };
    this.secret = "";
  }

  change({ person, active }: StaffRow): void {
    this.saving.reset();
    this.form = { id: person.id, name: person.name, role: person.role, active, secret: null };
    this.secret = "";
  }

  leaveForm(): void {
    if (this.saving.running) return;
    this.form = null;
    this.secret = "";
  }

  /** Whether the person proves themselves with six digits. */
  static pins(role: Role): boolean {
    return role === "manager" || role === "host";
  }

  /** What is missing in the form of a person, with the next step. */
  get missing(): string | null {
    if (!this.form) return null;
    if (this.form.name.trim() === "") return "Write their name.";
    if (this.secret && TeamPage.pins(this.form.role) && !/^\d{6}$/.test(this.secret)) return "A PIN has six digits.";
    return null;
  }

  async save(): Promise<void> {
    if (!this.form || this.missing) return;
    if (!(await this.saving.run({ ...this.form, secret: this.secret || null }))) return;
    this.leaveForm();
    await this.#session.refresh();
  }

  /** Whom a limit may be set for. */
  get subjects(): { value: string; label: string }[] {
    const roles = (["host", "manager", "owner"] as const).map((role) => ({ value: `role:${role}`, label: `Every ${ROLE_NAMES[role].toLowerCase()}` }));
    const people = this.#active.filter(({ person }) => person.role !== "bookkeeper").map(({ person }) => ({ value: `staff:${person.id}`, label: person.name }));
    return [...roles, ...people];
  }

  async setLimit(): Promise<void> {
    const { whose, window, amount } = this.limit;
    const [kind, id = ""] = whose.split(/:(.*)/s);
    const form: LimitForm = { staff_id: kind === "staff" ? id : null, role: kind === "role" ? (id as Role) : null, window, amount };
    if (await this.limiting.run(form)) this.limit = { ...this.limit, amount: "" };
  }

  async removeLimit({ staff_id, role, window }: LimitRow): Promise<void> {
    await this.limiting.run({ staff_id, role: staff_id === null ? role : null, window, amount: "" });
  }

  askToSwitch(): void {
    this.switching.reset();
    this.ownerSecret = "";
    this.asking = true;
  }

  async switch(on: boolean): Promise<void> {
    const switched = await this.switching.run(on);
    this.ownerSecret = "";
    if (switched) this.asking = false;
  }
}

/** A limit in words: every host, $50 a day. */
export const limitWords = ({ staff, role, window, amount }: LimitRow): { whose: string; much: string } => ({
  whose: staff ?? `Every ${role ? ROLE_NAMES[role].toLowerCase() : "person"}`,
  much: `${amount.text} ${WINDOW_NAMES[window]}`,
});

export const [getTeamPage, setTeamPage] = createContext<TeamPage>();
