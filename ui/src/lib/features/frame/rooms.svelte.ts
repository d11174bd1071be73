import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import type { Deed } from "$lib/features/team/deeds";

/** The rooms, in the rail's order; Ctrl and the place in this list opens one. Whoever may do one of what it needs may enter. */
export const ROOMS = [
  { id: "make", name: "Make it right", needs: ["record_incident"] },
  { id: "redeem", name: "Redeem", needs: ["redeem"] },
  { id: "incidents", name: "Incidents", needs: ["see_incidents"] },
  { id: "books", name: "Books", needs: ["see_totals"] },
  { id: "settings", name: "Settings", needs: ["change_house", "change_team", "change_playbooks"] },
] as const satisfies readonly { id: string; name: string; needs: readonly Deed[] }[];

export type RoomId = (typeof ROOMS)[number]["id"];

/** Whether whoever is in may enter this room. */
export const mayEnter = (session: Session, id: RoomId): boolean => ROOMS.some((room) => room.id === id && room.needs.some((deed) => session.may(deed)));

/** Where the person is: a room and, in Incidents, the one incident whose story is open. */
export class Rooms {
  current = $state.raw<RoomId>("make");
  incident = $state.raw<string | null>(null);

  go(room: RoomId): void {
    this.current = room;
    this.incident = null;
  }

  /** Out of a room that whoever is in now may not enter, into the first that they may. */
  keepOut(session: Session): void {
    const first = ROOMS.find(({ id }) => mayEnter(session, id));
    if (first && !mayEnter(session, this.current)) this.go(first.id);
  }

  openIncident(id: string): void {
    this.current = "incidents";
    this.incident = id;
  }
}

export const [getRooms, setRooms] = createContext<Rooms>();
