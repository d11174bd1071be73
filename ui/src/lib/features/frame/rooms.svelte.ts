import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import type { Deed } from "$lib/features/team/deeds";

/** The rooms, in the rail's order; Ctrl and the place in this list opens one. Whoever may do one of what it needs may enter. */
export const ROOMS = [
  { id: "make", name: "Make it right", needs: ["record_incident"] },
  { id: "redeem", name: "Redeem", needs: ["redeem"] },
  { id: "follow-ups", name: "Follow-ups", needs: ["follow_up"] },
  { id: "incidents", name: "Incidents", needs: ["see_incidents"] },
  { id: "insights", name: "Insights", needs: ["see_totals"] },
  { id: "books", name: "Books", needs: ["see_totals"] },
  { id: "settings", name: "Settings", needs: ["change_house", "change_team", "change_playbooks"] },
] as const satisfies readonly { id: string; name: string; needs: readonly Deed[] }[];

export type RoomId = (typeof ROOMS)[number]["id"];

/** Whether whoever is in may enter this room. */
export const mayEnter = (session: Session, id: RoomId): boolean => ROOMS.some((room) => room.id === id && room.needs.some((deed) => session.may(deed)));

/** The pages of Incidents, and what each needs. */
export const INCIDENTS_TABS = [
  { id: "incidents", name: "Incidents", needs: "see_incidents" },
  { id: "guests", name: "Guests", needs: "see_guests" },
  { id: "causes", name: "Causes", needs: "name_cause" },
  { id: "signs", name: "Signs worth a look", needs: "see_signs" },
  { id: "activity", name: "Activity", needs: "see_activity" },
] as const satisfies readonly { id: string; name: string; needs: Deed }[];

export type IncidentsTab = (typeof INCIDENTS_TABS)[number]["id"];

/** Where the person is: a room and, in Incidents, its page, the incident or guest whose story is open, and its paper whose ledger is. */
export class Rooms {
  current = $state.raw<RoomId>("make");
  incident = $state.raw<string | null>(null);
  voucher = $state.raw<string | null>(null);
  guest = $state.raw<string | null>(null);
  tab = $state.raw<IncidentsTab>("incidents");
  /** Whether the person came into this room back out of an incident that they opened from it. */
  returned = $state.raw(false);
  /** The room from which the incident was opened. */
  from = $state.raw<RoomId>("incidents");

  go(room: RoomId): void {
    this.current = room;
    this.incident = null;
    this.voucher = null;
    this.guest = null;
    this.tab = "incidents";
    this.returned = false;
  }

  /** Back to where the incident was opened from: a list, the page of a guest, or a figure of another room. */
  closeIncident(): void {
    this.incident = null;
    this.voucher = null;
    this.current = this.from;
    this.returned = this.from !== "incidents";
  }

  /** A page of Incidents. */
  turnTo(tab: IncidentsTab): void {
    this.go("incidents");
    this.tab = tab;
  }

  openGuest(id: string): void {
    this.turnTo("guests");
    this.guest = id;
  }

  /** Out of a room that whoever is in now may not enter, into the first that they may. */
  keepOut(session: Session): void {
    const first = ROOMS.find(({ id }) => mayEnter(session, id));
    if (first && !mayEnter(session, this.current)) this.go(first.id);
  }

  /** The story of an incident, the room to come back to from it, and the paper whose ledger is asked for. */
  openIncident(id: string, { from = "incidents", voucher = null }: { from?: RoomId; voucher?: string | null } = {}): void {
    this.current = "incidents";
    this.incident = id;
    this.from = from;
    this.voucher = voucher;
  }
}

export const [getRooms, setRooms] = createContext<Rooms>();
