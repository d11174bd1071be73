import { createContext } from "svelte";
import { type Deed, whoMay } from "$lib/features/team/deeds";
import type { Client } from "$lib/ipc/client";
import type { AppState, Person, ShopSettings } from "$lib/ipc/generated/types";
import { heedLocks } from "$lib/ipc/heed";

/** Often enough for a clock without seconds. */
const TICK = 5_000;
/** A touch is told to the shell at most this often, in milliseconds; far less than the shortest time to the lock. */
const STIR = 10_000;

/** What the app knows of itself: the house, its day, its clock. The one copy; screens read it, actions bring a newer one. */
export class Session {
  state: AppState;
  readonly client: Client;
  #skew: number;
  #tick = $state(Date.now());

  #stirred = Number.NEGATIVE_INFINITY;

  constructor(client: Client, first: AppState) {
    // What is refused at an unlocked screen means that it locked meanwhile, or that a second person's PIN was wrong.
    this.client = heedLocks(client, () => {
      if (!this.shut) void this.refresh();
    });
    this.state = $state.raw(first);
    this.#skew = Date.parse(first.now) - Date.now();
  }

  /** The house; screens behind the rail are shown only once there is one. */
  get house(): ShopSettings {
    if (!this.state.house) throw new Error("no house has been set up");
    return this.state.house;
  }

  /** Whether people sign in here. */
  get signin(): boolean {
    return this.state.session.signin;
  }

  /** Who is in, or was before the screen locked. */
  get who(): Person | null {
    return this.state.session.who;
  }

  /** Nothing is shown or done until somebody proves who they are. */
  get shut(): boolean {
    const { signin, who, locked } = this.state.session;
    return signin && (locked || !who);
  }

  may(deed: Deed): boolean {
    return !this.signin || this.state.session.may.includes(deed);
  }

  /** Why whoever is in may not do it, with the next step; null where they may. */
  notYet(deed: Deed): string | null {
    return this.may(deed) ? null : whoMay(deed);
  }

  /** Who does what is done: whoever is in, else the name chosen, else whoever was last. */
  by(chosen: string | null): string {
    return (this.signin ? this.who?.name : null) ?? chosen ?? this.state.staff[0] ?? "";
  }

  /** Now, by the clock behind the wire, in milliseconds. */
  get now(): number {
    return this.#tick + this.#skew;
  }

  /** How far the clock behind the wire is ahead of this one, in milliseconds. */
  get skew(): number {
    return this.#skew;
  }

  /** Starts the clock; call the answer to stop it. A new business day brings a new state. */
  start(): () => void {
    const timer = window.setInterval(() => {
      this.#tick = Date.now();
    }, TICK);
    const stopListening = this.client.onChanged(() => void this.refresh());
    const stopLocking = this.client.onLocked(() => {
      const { state } = this;
      this.state = { ...state, session: { ...state.session, locked: true } };
      void this.refresh();
    });
    return () => {
      window.clearInterval(timer);
      stopListening();
      stopLocking();
    };
  }

  async refresh(): Promise<void> {
    this.take(await this.client.appState());
  }

  take(state: AppState): void {
    this.state = state;
    this.#skew = Date.parse(state.now) - Date.now();
    this.#tick = Date.now();
  }

  async signIn(staffId: string, secret: string): Promise<void> {
    this.take(await this.client.signIn(staffId, secret));
  }

  async recover(code: string, secret: string): Promise<void> {
    this.take(await this.client.recover(code, secret));
  }

  async lock(): Promise<void> {
    this.take(await this.client.lock());
  }

  /** Somebody touched the screen. */
  stir(at = Date.now()): void {
    if (!this.signin || this.shut || at - this.#stirred < STIR) return;
    this.#stirred = at;
    // Not told, it locks a little early; nothing is lost by that.
    this.client.stir().catch(() => undefined);
  }

  async setUp(house: ShopSettings): Promise<void> {
    this.take(await this.client.setUp(house));
  }

  async changeHouse(house: ShopSettings): Promise<void> {
    this.take(await this.client.changeHouse(house));
  }

  async startSample(): Promise<void> {
    this.take(await this.client.startSample());
  }

  async removeSample(): Promise<void> {
    this.take(await this.client.removeSample());
  }
}

export const [getSession, setSession] = createContext<Session>();
