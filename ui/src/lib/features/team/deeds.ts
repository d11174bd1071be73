import type { Failure } from "$lib/ipc/errors";
import type { LimitWindow, Person, Role } from "$lib/ipc/generated/types";

/** What a person may do or not, by the names the role matrix has for it. */
export type Deed =
  | "record_incident"
  | "give_within_limit"
  | "approve"
  | "redeem"
  | "see_incidents"
  | "see_guests"
  | "change_guests"
  | "erase_guests"
  | "reprint"
  | "reverse"
  | "void"
  | "extend"
  | "see_codes"
  | "unlock"
  | "trust_clock"
  | "run"
  | "see_totals"
  | "export"
  | "enter_takings"
  | "change_accounts"
  | "close_period"
  | "reopen_period"
  | "follow_up"
  | "name_cause"
  | "change_playbooks"
  | "change_house"
  | "change_team"
  | "see_signs"
  | "see_activity"
  | "verify"
  | "back_up"
  | "restore";

export const ROLE_NAMES: Record<Role, string> = { owner: "Owner", manager: "Manager", host: "Host", bookkeeper: "Bookkeeper" };
export const ROLES = (["owner", "manager", "host", "bookkeeper"] as const).map((value) => ({ value, label: ROLE_NAMES[value] }));

export const WINDOW_NAMES: Record<LimitWindow, string> = { incident: "for one incident", guest: "for one guest", day: "a day", month: "a month" };
export const WINDOWS = (["day", "incident", "guest", "month"] as const).map((value) => ({ value, label: WINDOW_NAMES[value] }));

/** Kept for the owner alone. */
const OWNERS_ALONE: readonly Deed[] = ["change_team", "erase_guests", "see_signs", "see_activity", "change_house", "restore", "reopen_period"];
/** Of the owner and whoever keeps the books. */
const OWNER_OR_BOOKKEEPER: readonly Deed[] = ["change_accounts", "close_period"];
/** What the books need is open to the bookkeeper, too. */
const BOOKKEEPERS: readonly Deed[] = ["see_totals", "export", "enter_takings", "verify"];

/** Why somebody who may not do this sees the button all the same, with the next step. */
export function whoMay(deed: Deed): string {
  if (OWNERS_ALONE.includes(deed)) return "Only an owner may do this. Ask the owner.";
  if (OWNER_OR_BOOKKEEPER.includes(deed)) return "Only an owner or the bookkeeper may do this. Ask one of them.";
  if (BOOKKEEPERS.includes(deed)) return "Only an owner, a manager or the bookkeeper may do this. Ask one of them.";
  return "Only an owner or a manager may do this. Ask one of them.";
}

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

/** Names as they are said: Owen, Nadia or Priya. */
export function either(people: readonly Person[]): string {
  const names = people.map(({ name }) => firstName(name));
  const last = names.pop() ?? "";
  return names.length > 0 ? `${names.join(", ")} or ${last}` : last;
}

/** A stretch of time, in words: 90 seconds, 5 minutes. */
export function inWords(seconds: number): string {
  if (seconds > 90) {
    const minutes = Math.ceil(seconds / 60);
    return `${minutes} minutes`;
  }
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}

/** What went wrong with a change to the team: there is no paper in it, so nothing is said of one. */
export const unsaved = (failure: Failure): string =>
  failure.uncertain ? "The books did not answer, so it may not be kept. Look whether it stands here, then try again." : failure.says;
