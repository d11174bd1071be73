import { createContext } from "svelte";
import type { Client } from "$lib/ipc/client";
import type { AppState, ShopSettings } from "$lib/ipc/generated/types";

/** Often enough for a clock without seconds. */
const TICK = 5_000;

/** What the app knows of itself: the house, its day, its clock. The one copy; screens read it, actions bring a newer one. */
export class Session {
  state: AppState;
  readonly client: Client;
  #skew: number;
  #tick = $state(Date.now());

  constructor(client: Client, first: AppState) {
    this.client = client;
    this.state = $state.raw(first);
    this.#skew = Date.parse(first.now) - Date.now();
  }

  /** The house; screens behind the rail are shown only once there is one. */
  get house(): ShopSettings {
    if (!this.state.house) throw new Error("no house has been set up");
    return this.state.house;
  }

  /** Now, by the clock behind the wire, in milliseconds. */
  get now(): number {
    return this.#tick + this.#skew;
  }

  /** Starts the clock; call the answer to stop it. A new business day brings a new state. */
  start(): () => void {
    const timer = window.setInterval(() => {
      this.#tick = Date.now();
    }, TICK);
    const stopListening = this.client.onChanged(() => void this.refresh());
    return () => {
      window.clearInterval(timer);
      stopListening();
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
