import type { Care } from "$lib/ipc/twin/care";
import { type Ledger, plusDays } from "$lib/ipc/twin/ledger";
import type { Category } from "$lib/ipc/generated/types";

const HOUR = 3_600_000;
const STAFF = "Nadia Haddad";
const CAUSES: Partial<Record<Category, string>> = {
  food_quality: "Plates waiting at the pass",
  wrong_item: "Order keyed wrong",
  long_wait: "Kitchen behind on big tables",
  takeout: "Bag not checked at the door",
};

/** What was done after the sample's incidents: calls due and made, causes named, a concern that is open. */
export function playCare(care: Care, ledger: Ledger, now: Date): void {
  const named = ledger.told.filter(({ incident }) => incident.guest);
  const dues = [-11, 1.5, 3, 5, 20, 26, 70];
  dues.forEach((hours, place) => {
    const told = named[place];
    if (told) care.setFollowUp(told.incident.id, new Date(now.getTime() + hours * HOUR), STAFF);
  });
  const called = named.slice(dues.length, dues.length + 3);
  called.forEach(({ incident }, place) => {
    care.setFollowUp(incident.id, new Date(now.getTime() - 30 * HOUR), STAFF);
    const made = care.followUps.at(-1);
    if (!made) return;
    const base = { request_id: "", id: made.id, again_in_hours: null, staff: STAFF };
    if (place === 2) care.settle({ ...base, outcome: "not_reached", note: "", score: null });
    else care.settle({ ...base, outcome: "recovered", note: "Glad someone rang. Asked us not to make a fuss.", score: 6 + place * 3 });
  });
  for (const { incident } of ledger.told.filter(({ held }) => (held?.uses.length ?? 0) > 0).slice(0, 8)) {
    care.giveScore({ request_id: "", incident_id: incident.id, score: 9, words: "The duck was worth the second try.", staff: "Marcus Bell" });
  }
  nameCauses(care, ledger);
  care.noteConcern({ request_id: "", what: "Table 9 has waited 25 minutes for mains.", place: "Table 9", category: "long_wait", staff: "Owen Brandt" });
}

function nameCauses(care: Care, ledger: Ledger): void {
  ledger.told.forEach(({ incident }, place) => {
    const cause = CAUSES[incident.category];
    if (cause && place % 5 !== 4) {
      care.nameCause({ request_id: "", incident_id: incident.id, cause, whys: ["Nobody called the plates", "The expediter was on the line"], staff: STAFF });
    }
  });
  const of = (category: Category) => ledger.told.find(({ incident }) => incident.category === category && care.causeOf(incident.id))?.incident.id;
  const plan = (category: Category, what: string, owner: string, days: number) => {
    const incident_id = of(category);
    if (incident_id) care.planPrevention({ request_id: "", incident_id, what, owner, due_on: plusDays(ledger.today, days), staff: STAFF });
  };
  plan("takeout", "Every bag read out at the door", "Priya Nair", -24);
  const done = care.preventions.at(-1);
  if (done) {
    care.finishPrevention(done.id, "Priya Nair");
    done.done_on = plusDays(ledger.today, -21);
  }
  plan("food_quality", "A second expediter on Fridays", "Owen Brandt", -2);
  plan("wrong_item", "Order read back at the table", "Lucía Prieto", 9);
}
