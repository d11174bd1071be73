import { createContext } from "svelte";

/** The rooms, in the rail's order; Ctrl and the place in this list opens one. */
export const ROOMS = [
  { id: "make", name: "Make it right" },
  { id: "redeem", name: "Redeem" },
  { id: "incidents", name: "Incidents" },
  { id: "books", name: "Books" },
  { id: "settings", name: "Settings" },
] as const;

export type RoomId = (typeof ROOMS)[number]["id"];

/** Where the person is: a room and, in Incidents, the one incident whose story is open. */
export class Rooms {
  current = $state.raw<RoomId>("make");
  incident = $state.raw<string | null>(null);

  go(room: RoomId): void {
    this.current = room;
    this.incident = null;
  }

  openIncident(id: string): void {
    this.current = "incidents";
    this.incident = id;
  }
}

export const [getRooms, setRooms] = createContext<Rooms>();
