import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { Causes, FollowUps, IncidentStory } from "$lib/ipc/generated/types";
import { addDays } from "$lib/ui/dates";

/** How many times it may be asked why. */
export const WHYS = 5;

/** What is done about an incident afterwards: the score on return, the cause, what is done about it, the call. */
export class After {
  /** Which of the forms is open. */
  open = $state.raw<"score" | "cause" | "action" | null>(null);
  score = $state<number | null>(null);
  words = $state("");
  cause = $state("");
  whys = $state<string[]>([""]);
  what = $state("");
  owner = $state("");
  due = $state("");
  readonly scoring: Action<[], IncidentStory>;
  readonly naming: Action<[], IncidentStory>;
  readonly planning: Action<[], IncidentStory>;
  readonly finishing: Action<[id: string], Causes>;
  readonly setting: Action<[hours: number], FollowUps>;
  readonly #session: Session;
  #asked = { content: "", id: "" };

  constructor(session: Session, incident: () => string, staff: () => string) {
    this.#session = session;
    const { client } = session;
    const base = (content: unknown) => ({ request_id: this.#requestId([incident(), content]), incident_id: incident(), staff: staff() });
    this.scoring = new Action(() => client.giveScore({ ...base([this.score, this.words]), score: this.score ?? 0, words: this.words }));
    this.naming = new Action(() => client.nameCause({ ...base([this.cause, this.whys]), cause: this.cause, whys: this.whys.filter((why) => why.trim()) }));
    this.planning = new Action(() => client.planPrevention({ ...base([this.what, this.owner, this.due]), what: this.what, owner: this.owner, due_on: this.due }));
    this.finishing = new Action((id) => client.finishPrevention(id, staff()));
    this.setting = new Action((hours) => client.setFollowUp(incident(), hours, staff()));
  }

  /** The same content asked again is the same request. */
  #requestId(parts: unknown): string {
    const content = JSON.stringify(parts);
    if (content !== this.#asked.content) this.#asked = { content, id: crypto.randomUUID() };
    return this.#asked.id;
  }

  /** Opens a form: the cause with what is named so far, the others blank. */
  begin(form: "score" | "cause" | "action", story: IncidentStory): void {
    for (const action of [this.scoring, this.naming, this.planning]) action.reset();
    this.#asked = { content: "", id: "" };
    this.score = null;
    this.words = "";
    this.cause = story.cause?.cause ?? "";
    this.whys = [...(story.cause?.whys ?? []), ""].slice(0, WHYS);
    this.what = "";
    this.owner = "";
    this.due = addDays(this.#session.state.business_date, 7);
    this.open = form;
  }

  /** A line for the next why, once the last one is filled. */
  more(): void {
    if (this.whys.length < WHYS && this.whys.at(-1)?.trim()) this.whys.push("");
  }
}
