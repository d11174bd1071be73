import { createContext } from "svelte";
import type { Rooms } from "$lib/features/frame/rooms.svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { IncidentList } from "$lib/features/incidents/list.svelte";
import type { CauseRow, Causes } from "$lib/ipc/generated/types";

/** Why things went wrong, and what is done about it. */
export class CauseList {
  all = $state.raw<Causes | null>(null);
  readonly reading: Action<[], void>;
  readonly finishing: Action<[id: string], void>;
  readonly #rooms: Rooms;
  readonly #incidents: IncidentList;

  constructor(session: Session, rooms: Rooms, incidents: IncidentList) {
    this.#rooms = rooms;
    this.#incidents = incidents;
    this.reading = new Action(async () => {
      this.all = await session.client.causes();
    });
    this.finishing = new Action(async (id) => {
      this.all = await session.client.finishPrevention(id, session.by(null));
    });
  }

  /** The incidents of the day a cause was last seen: from one of them something is done about it. */
  lookAt({ last_on }: CauseRow): void {
    this.#incidents.open({ from: last_on, to: last_on }, "");
    this.#rooms.turnTo("incidents");
  }
}

export const [getCauseList, setCauseList] = createContext<CauseList>();
