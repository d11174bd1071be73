import type { Role } from "$lib/ipc/generated/types";
import type { TwinTeam } from "$lib/ipc/twin/team";

const CREW: readonly (readonly [name: string, role: Role])[] = [
  ["Marcus Bell", "host"],
  ["Ines Duarte", "host"],
  ["Owen Brandt", "manager"],
  ["Priya Nair", "manager"],
  ["Nadia Haddad", "owner"],
  ["Ruth Ellery", "bookkeeper"],
];
export const PIN = "424242";
export const PASSWORD = "duck and orange";

/** A restaurant's people, each with the same PIN or password: for trying the page, and for its tests. */
export function hireCrew(team: TwinTeam): void {
  for (const [name, role] of CREW) {
    const secret = role === "owner" || role === "bookkeeper" ? PASSWORD : PIN;
    team.saveStaff({ id: null, name, role, active: true, secret });
  }
}

/** Switches sign-in on for them, and lets one of them in where one is named. */
export function openWithCrew(team: TwinTeam, name: string | null): void {
  hireCrew(team);
  const idOf = (called: string) => team.members.find(({ person }) => person.name === called)?.person.id ?? "";
  team.setSignin(true, idOf("Nadia Haddad"), PASSWORD);
  team.lock();
  team.who = null;
  const member = team.members.find(({ person }) => person.name === name);
  if (member) team.signIn(member.person.id, member.secret ?? "");
}
