import type {
  Category,
  Cause,
  CauseForm,
  Concern,
  ConcernForm,
  FollowUp,
  FollowUpForm,
  FollowUps,
  IncidentStory,
  MadeRight,
  MakeItRight,
  Playbook,
  Prevention,
  PreventionForm,
  ScoreForm,
  ScoreMoment,
  ScorePoint,
  Suggestion,
  SuggestionRequest,
  TimelineStep,
} from "$lib/ipc/generated/types";
import { businessDate, type Ledger, plusDays, type Told } from "$lib/ipc/twin/ledger";
import { originalPlaybooks, planned, suggested } from "$lib/ipc/twin/playbooks";
import { refuse, required } from "$lib/ipc/twin/rules";
import { shortDate } from "$lib/ui/dates";

const HOUR = 3_600_000;

export const standingOf = (score: number): ScorePoint["standing"] => (score <= 6 ? "detractor" : score <= 8 ? "passive" : "promoter");

/** Playbooks, concerns, follow-ups, scores and causes, kept while the page is open. */
export class Care {
  playbooks: Playbook[] = originalPlaybooks();
  concerns: Concern[] = [];
  followUps: FollowUp[] = [];
  preventions: Prevention[] = [];
  readonly #scores = new Map<string, ScorePoint[]>();
  readonly #causes = new Map<string, Cause>();
  readonly #steps = new Map<string, string[]>();
  readonly #ledger: Ledger;
  readonly #clock: () => Date;
  #ids = 0;

  constructor(ledger: Ledger, clock: () => Date) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  forget(): void {
    this.playbooks = originalPlaybooks();
    this.concerns = [];
    this.followUps = [];
    this.preventions = [];
    for (const map of [this.#scores, this.#causes, this.#steps]) map.clear();
  }

  savePlaybook(playbook: Playbook): Playbook[] {
    const say = required(playbook.say, "wording", "say");
    const steps = playbook.steps.map((step) => step.trim()).filter(Boolean);
    return this.#replace({ ...playbook, say, steps, original: false });
  }

  resetPlaybook(category: Category, severity: number): Playbook[] {
    return this.#replace(planned(category, severity));
  }

  suggestion({ category, severity, responsibility }: SuggestionRequest): Suggestion {
    const plan = this.playbooks.find((each) => each.category === category && each.severity === severity);
    return suggested(plan ?? planned(category, severity), responsibility);
  }

  #replace(playbook: Playbook): Playbook[] {
    const is = (each: Playbook) => each.category === playbook.category && each.severity === playbook.severity;
    this.playbooks = this.playbooks.map((each) => (is(each) ? playbook : each));
    return this.playbooks;
  }

  noteConcern({ what, place, category, staff }: ConcernForm): Concern {
    const concern: Concern = {
      id: this.#id("c"),
      at: this.#ledger.now,
      what: required(what, "what was seen", "what"),
      place: place || null,
      category,
      staff: staff || null,
    };
    this.concerns = [...this.concerns, concern];
    return concern;
  }

  dropConcern(id: string): Concern[] {
    if (!this.concerns.some((each) => each.id === id)) return refuse("not_found", "This concern is not open any more. Look at the list again.");
    this.concerns = this.concerns.filter((each) => each.id !== id);
    return this.concerns;
  }

  /** What follows from an incident that was recorded. */
  recorded(request: MakeItRight, { incident }: MadeRight): void {
    if (request.concern_id) this.concerns = this.concerns.filter(({ id }) => id !== request.concern_id);
    if (request.steps && request.steps.length > 0) this.#steps.set(incident.id, request.steps);
    const hours = this.playbooks.find(({ category, severity }) => category === incident.category && severity === incident.severity)?.follow_up_hours;
    if (hours) this.setFollowUp(incident.id, new Date(Date.parse(incident.at) + hours * HOUR), incident.staff ?? "");
  }

  setFollowUp(incidentId: string, due: Date | number, staff: string): FollowUps {
    const told = this.told(incidentId);
    const at = typeof due === "number" ? new Date(this.#clock().getTime() + due * HOUR) : due;
    const { incident } = told;
    this.followUps.push({
      id: this.#id("f"),
      incident_id: incident.id,
      due_at: at.toISOString(),
      due_on: businessDate(at),
      guest: incident.guest,
      contact: incident.contact,
      guest_id: null,
      what: incident.what,
      place: incident.place,
      happened_on: incident.business_date,
      promised: promised(told),
      say: `This is ${this.#ledger.staff[0] ?? "the owner"} from ${this.#ledger.house?.name ?? "us"}. Your visit was not right, and I wanted to hear how you are.`,
      score: incident.score,
      outcome: null,
      note: null,
      new_score: null,
      settled_at: null,
      settled_by: null,
    });
    this.#tell(told, staff, { step: "follow_up_set", due_at: at.toISOString() });
    return this.list();
  }

  /** The calls to make, each with the guest as they are known now. */
  list(): FollowUps {
    const { now, today } = this.#ledger;
    const tomorrow = plusDays(today, 1);
    const all = this.followUps.flatMap((each) => {
      const incident = this.#ledger.told.find((told) => told.incident.id === each.incident_id)?.incident;
      return incident ? [{ ...each, guest: incident.guest, contact: incident.contact, guest_id: this.guestOf(incident.id) }] : [];
    });
    const open = all.filter(({ outcome }) => outcome === null).toSorted((one, other) => one.due_at.localeCompare(other.due_at));
    const due = open.filter(({ due_at }) => due_at >= now);
    const settled = all.filter(({ settled_at }) => settled_at !== null && businessDate(new Date(settled_at)) > plusDays(today, -7));
    return {
      overdue: open.filter(({ due_at }) => due_at < now),
      today: due.filter(({ due_on }) => due_on <= today),
      tomorrow: due.filter(({ due_on }) => due_on === tomorrow),
      later: due.filter(({ due_on }) => due_on > tomorrow),
      settled: settled.toSorted((one, other) => (other.settled_at ?? "").localeCompare(one.settled_at ?? "")),
    };
  }

  /** Who an incident belongs to; the guests know. */
  guestOf: (incidentId: string) => string | null = () => null;

  settle(form: FollowUpForm): FollowUps {
    const found = this.followUps.find(({ id }) => id === form.id);
    if (!found || found.outcome !== null) return refuse("not_found", "This call is settled already. Look at the list again.");
    const told = this.told(found.incident_id);
    const note = form.note.trim() || null;
    Object.assign(found, { outcome: form.outcome, note, new_score: form.score, settled_at: this.#ledger.now, settled_by: form.staff || null });
    this.#tell(told, form.staff, { step: "followed_up", outcome: form.outcome, note, score: form.score });
    if (form.score !== null) this.#score(found.incident_id, "follow_up", form.score, note, form.staff);
    if (form.outcome === "not_reached" && form.again_in_hours) this.setFollowUp(found.incident_id, form.again_in_hours, form.staff);
    return this.list();
  }

  giveScore(form: ScoreForm): void {
    const told = this.told(form.incident_id);
    const words = form.words.trim() || null;
    this.#score(form.incident_id, "return", form.score, words, form.staff);
    this.#tell(told, form.staff, { step: "scored", score: form.score, words });
  }

  nameCause(form: CauseForm): void {
    const told = this.told(form.incident_id);
    const cause = required(form.cause, "cause", "cause");
    this.#causes.set(form.incident_id, { cause, whys: form.whys.map((why) => why.trim()).filter(Boolean), staff: form.staff || null, at: this.#ledger.now });
    this.#tell(told, form.staff, { step: "cause_named", cause });
  }

  planPrevention(form: PreventionForm): void {
    const told = this.told(form.incident_id);
    const named = this.#causes.get(form.incident_id);
    if (!named) return refuse("bad_choice", "Name the cause first, then what is done about it.", "cause");
    const what = required(form.what, "action", "what");
    const owner = required(form.owner, "person who does it", "owner");
    this.preventions.push({ id: this.#id("p"), incident_id: form.incident_id, cause: named.cause, what, owner, due_on: form.due_on, overdue: false, done_on: null, done_by: null });
    this.#tell(told, form.staff, { step: "prevention_planned", what, owner, due_on: form.due_on });
  }

  finishPrevention(id: string, staff: string): void {
    const found = this.preventions.find((each) => each.id === id);
    if (!found || found.done_on) return refuse("not_found", "This is done already. Look at the list again.");
    Object.assign(found, { done_on: this.#ledger.today, done_by: staff || null });
    this.#tell(this.told(found.incident_id), staff, { step: "prevention_done", what: found.what });
  }

  causeOf(incidentId: string): Cause | null {
    return this.#causes.get(incidentId) ?? null;
  }

  /** Every action as it stands today. */
  actions(): Prevention[] {
    return this.preventions.map((each) => ({ ...each, overdue: each.done_on === null && each.due_on < this.#ledger.today }));
  }

  scoresOf(incidentId: string): ScorePoint[] {
    const { incident } = this.told(incidentId);
    const first: ScorePoint[] =
      incident.score === null
        ? []
        : [{ moment: "incident", score: incident.score, standing: standingOf(incident.score), at: incident.at, words: null, staff: incident.staff }];
    return [...first, ...(this.#scores.get(incidentId) ?? [])];
  }

  /** What an incident's story says of its aftermath. */
  story(incidentId: string): Pick<IncidentStory, "scores" | "cause" | "preventions" | "follow_ups" | "steps"> {
    const lists = this.list();
    return {
      scores: this.scoresOf(incidentId),
      cause: this.causeOf(incidentId),
      preventions: this.actions().filter(({ incident_id }) => incident_id === incidentId),
      follow_ups: Object.values(lists).flat().filter(({ incident_id }) => incident_id === incidentId),
      steps: this.#steps.get(incidentId) ?? [],
    };
  }

  due(): number {
    const { overdue, today } = this.list();
    return overdue.length + today.length;
  }

  told(incidentId: string): Told {
    return this.#ledger.told.find(({ incident }) => incident.id === incidentId) ?? refuse("not_found", "There is no such incident. Go back to the list.");
  }

  #score(incidentId: string, moment: ScoreMoment, score: number, words: string | null, staff: string): void {
    const point: ScorePoint = { moment, score, standing: standingOf(score), at: this.#ledger.now, words, staff: staff || null };
    this.#scores.set(incidentId, [...(this.#scores.get(incidentId) ?? []), point]);
  }

  #tell(told: Told, staff: string, step: TimelineStep): void {
    this.#ledger.note(told, staff, step);
  }

  #id(kind: string): string {
    this.#ids += 1;
    return `${kind}-${this.#ids}`;
  }
}

/** "a check for $24.00, until 19 Feb 2027" */
function promised({ makeGood }: Told): string | null {
  if (!makeGood) return null;
  const until = makeGood.expires_on ? `, until ${shortDate(makeGood.expires_on)}` : "";
  switch (makeGood.kind) {
    case "check":
      return `a check for ${makeGood.amount?.text ?? "its amount"}${until}`;
    case "certificate":
      return `a certificate, ${makeGood.what ?? "a free visit"}${until}`;
    default:
      return null;
  }
}
