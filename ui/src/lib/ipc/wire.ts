import type {
  Cause,
  FollowUp,
  FollowUpOutcome,
  Incident as FirstIncident,
  IncidentStory as FirstStory,
  Prevention,
  ScorePoint,
  TimelineEntry as FirstEntry,
  TimelineStep as FirstStep,
} from "$lib/ipc/generated/types";

/** The shapes that looking after a guest adds to, as they are with it. */

export type TimelineStep =
  | FirstStep
  | { step: "follow_up_set"; due_at: string }
  | { step: "followed_up"; outcome: FollowUpOutcome; note: string | null; score: number | null }
  | { step: "scored"; score: number; words: string | null }
  | { step: "cause_named"; cause: string }
  | { step: "prevention_planned"; what: string; owner: string; due_on: string }
  | { step: "prevention_done"; what: string };

export type TimelineEntry = Omit<FirstEntry, "what"> & { what: TimelineStep };

export type Incident = FirstIncident & { guest_id?: string | null };

/** An incident with what was done about it afterwards. */
export type IncidentStory = Omit<FirstStory, "timeline" | "incident"> & {
  incident: Incident;
  timeline: TimelineEntry[];
  scores: ScorePoint[];
  cause: Cause | null;
  preventions: Prevention[];
  follow_ups: FollowUp[];
  /** The steps of the playbook that were ticked. */
  steps: string[];
};
