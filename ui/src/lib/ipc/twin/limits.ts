import type { LimitUse, LimitWindow, Person, Role, Room } from "$lib/ipc/generated/types";
import type { Ledger, Told } from "$lib/ipc/twin/ledger";
import { money } from "$lib/ipc/twin/rules";

/** A limit: of one person, or of everybody with a role. */
export interface Limit {
  staffId: string | null;
  role: Role | null;
  window: LimitWindow;
  minor: number;
}

const OVER: Record<LimitWindow, string> = { incident: "for one incident", guest: "for one guest", day: "today", month: "this month" };
const sum = (told: readonly Told[]) => told.reduce((total, { makeGood }) => total + (makeGood?.amount?.minor ?? 0), 0);

/** The limits that count for this person: their own before their role's. */
function limitsOf(limits: readonly Limit[], { id, role }: Person): Limit[] {
  const own = limits.filter(({ staffId }) => staffId === id);
  return [...own, ...limits.filter((limit) => limit.staffId === null && limit.role === role && !own.some(({ window }) => window === limit.window))];
}

function givenIn(ledger: Ledger, window: LimitWindow, name: string, guest: string): number {
  const theirs = ledger.told.filter(({ incident }) => incident.staff === name);
  if (window === "day") return sum(theirs.filter(({ incident }) => incident.business_date === ledger.today));
  if (window === "month") return sum(theirs.filter(({ incident }) => incident.business_date.startsWith(ledger.today.slice(0, 7))));
  if (window === "guest") return guest ? sum(theirs.filter(({ incident }) => incident.guest === guest)) : 0;
  return 0;
}

/** Names as they are said: “Owen or Nadia”. */
export const either = (people: readonly Person[]) => people.map(({ name }) => name.split(" ")[0]).join(" or ") || "The owner";

/** The narrowest room this person has left for an amount in minor units. */
export function roomOf(ledger: Ledger, limits: readonly Limit[], who: Person, minor: number, guest: string, approvers: readonly Person[]): Room | null {
  const { currency } = ledger;
  const text = (amount: number) => money(amount, currency).text.replace(/\.00$/, "");
  const rooms = limitsOf(limits, who).map(({ window, minor: limit }): Room => {
    const given = givenIn(ledger, window, who.name, guest);
    const left = limit - given - minor;
    const over = left < 0;
    const sentence = over
      ? `That is ${text(-left)} over your ${text(limit)} ${OVER[window]}. ${either(approvers)} can approve.`
      : `Room left ${text(limit - given)} of ${text(limit)} ${OVER[window]}`;
    return {
      window,
      limit: money(limit, currency),
      given: money(given, currency),
      this: money(minor, currency),
      left: money(left, currency),
      sentence,
      over,
      approvers: [...approvers],
    };
  });
  return rooms.toSorted((one, other) => one.left.minor - other.left.minor)[0] ?? null;
}

/** How these people used their room. */
export function useOf(ledger: Ledger, people: readonly Person[]): LimitUse[] {
  return people
    .filter(({ role }) => role !== "bookkeeper")
    .map(({ name }) => {
      const theirs = ledger.told.filter(({ incident }) => incident.staff === name);
      const given = theirs.filter(({ makeGood }) => makeGood);
      const first = name.split(" ")[0] ?? name;
      return {
        name,
        given: given.length,
        amount: money(sum(given), ledger.currency),
        approved: 0,
        nothing_given: theirs.length - given.length,
        remark: theirs.length === 0 ? `${first} recorded nothing in 30 days. Does ${first} know that it is welcome?` : null,
      };
    });
}
