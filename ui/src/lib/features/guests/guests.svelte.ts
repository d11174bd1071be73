import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import { type Failure, toFailure } from "$lib/ipc/errors";
import type { GuestList, GuestRow, GuestStory, StillNamed } from "$lib/ipc/generated/types";

/** How many guests are asked for at once. */
const PAGE = 100;

/** The guests under the search, and the one whose page is open. */
export class GuestBook {
  search = $state("");
  rows = $state.raw<readonly GuestRow[]>([]);
  total = $state(0);
  forgotten = $state(0);
  retention = $state(24);
  loaded = $state(false);
  failure = $state.raw<Failure | null>(null);
  story = $state.raw<GuestStory | null>(null);
  /** Where the team's own words still tell of a guest who was just erased. */
  stillNamed = $state.raw<StillNamed | null>(null);
  name = $state("");
  contact = $state("");
  readonly reading: Action<[id: string], void>;
  readonly changing: Action<[], void>;
  readonly merging: Action<[gone: string], void>;
  readonly erasing: Action<[], void>;
  readonly #session: Session;
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
    const { client } = session;
    const open = (): string => this.story?.guest.id ?? "";
    const staff = (): string => session.by(null);
    this.reading = new Action(async (id) => {
      this.#show(await client.guest(id));
    });
    this.changing = new Action(async () => {
      this.#show(await client.changeGuest({ id: open(), name: this.name, contact: this.contact, staff: staff() }));
    });
    this.merging = new Action(async (gone) => {
      this.#show(await client.mergeGuests(open(), gone, staff()));
    });
    this.erasing = new Action(async () => {
      const list = await client.eraseGuest(open(), staff());
      this.stillNamed = list.still_named ?? null;
      this.search = "";
      this.story = null;
      await this.load();
    });
  }

  get complete(): boolean {
    return this.rows.length >= this.total;
  }

  #show(story: GuestStory): void {
    this.story = story;
    this.name = story.guest.name ?? "";
    this.contact = story.guest.contact ?? "";
  }

  #take({ rows, total, forgotten, retention_months }: GuestList, more: boolean): void {
    this.rows = more ? [...this.rows, ...rows] : rows;
    this.total = total;
    this.forgotten = forgotten;
    this.retention = retention_months;
    this.loaded = true;
    this.failure = null;
  }

  /** The list under the search, from its beginning. Reads the search, so an effect can follow. */
  async load(): Promise<void> {
    await this.#ask(this.search.trim(), 0);
  }

  async more(): Promise<void> {
    await this.#ask(this.search.trim(), this.rows.length);
  }

  async #ask(search: string, offset: number): Promise<void> {
    const asked = ++this.#asked;
    try {
      const list = await this.#session.client.guests(search, offset, PAGE);
      if (asked === this.#asked) this.#take(list, offset > 0);
    } catch (thrown) {
      if (asked === this.#asked) this.failure = toFailure(thrown);
    }
  }

  forget(): void {
    this.#asked += 1;
    this.search = "";
    this.rows = [];
    this.loaded = false;
    this.story = null;
    this.stillNamed = null;
  }
}

export const [getGuestBook, setGuestBook] = createContext<GuestBook>();
