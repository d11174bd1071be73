import type { Code, Problem } from "$lib/ipc/generated/types";

/** How a problem is shown. */
export interface Presentation {
  /**
   * fix: something typed has to change. wait: not now, and nothing is wrong. check: it may have been done, so the same
   * request is asked again. stop: it cannot go on without help.
   */
  tone: "fix" | "wait" | "check" | "stop";
  /** Said in place of the sentence that came with it, where the screen knows better. */
  says?: string;
}

/** One line for each kind of problem; the compiler misses none. */
export const PRESENTATIONS = {
  bad_amount: { tone: "fix" },
  amount_refused: { tone: "fix" },
  bad_date: { tone: "fix" },
  date_refused: { tone: "fix" },
  bad_text: { tone: "fix" },
  bad_choice: { tone: "fix" },
  mistyped: { tone: "fix" },
  not_a_code: { tone: "fix" },
  not_ours: { tone: "fix" },
  unknown_code: { tone: "fix" },
  paused: { tone: "wait" },
  not_found: { tone: "wait" },
  settled: { tone: "wait" },
  already_used: { tone: "wait" },
  expired: { tone: "wait" },
  voided: { tone: "wait" },
  replaced: { tone: "wait" },
  cannot_reverse: { tone: "wait" },
  cannot_extend: { tone: "wait" },
  bill_taken: { tone: "fix" },
  more_than_left: { tone: "fix" },
  over_bill: { tone: "fix" },
  request_reused: { tone: "stop" },
  not_set_up: { tone: "stop" },
  setting_refused: { tone: "wait" },
  not_empty: { tone: "wait" },
  bad_backup: { tone: "fix" },
  cannot_write: { tone: "wait" },
  data_folder: { tone: "stop" },
  damaged: { tone: "stop" },
  no_printer: { tone: "wait" },
  print_failed: { tone: "wait" },
  stopped: { tone: "wait" },
  not_allowed: { tone: "wait" },
  locked: { tone: "wait" },
  over_limit: { tone: "wait" },
  approval_needed: { tone: "wait" },
  busy: { tone: "check", says: "Another program is using the books. We are asking again; nothing is lost." },
  unknown: { tone: "check", says: "We are checking what happened. Do not give a second paper yet." },
} as const satisfies Record<Code, Presentation>;

/** A problem as screens meet it. */
export class Failure extends Error {
  readonly code: Code;
  readonly details: Record<string, string>;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = "Failure";
    this.code = problem.code;
    this.details = problem.details;
  }

  get presentation(): Presentation {
    return PRESENTATIONS[this.code];
  }

  /** The sentence for the person. */
  get says(): string {
    return this.presentation.says ?? this.message;
  }

  /** The field it is about, where it is about one. */
  get field(): string | null {
    return this.details.field ?? null;
  }

  /** Whether what was asked may have been done all the same. */
  get uncertain(): boolean {
    return this.presentation.tone === "check";
  }
}

function isProblem(thrown: unknown): thrown is Omit<Problem, "details"> & { details?: Problem["details"] } {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    "code" in thrown &&
    "message" in thrown &&
    typeof thrown.message === "string" &&
    typeof thrown.code === "string" &&
    Object.hasOwn(PRESENTATIONS, thrown.code)
  );
}

/** Whatever was thrown, as a problem. What the wire did not say counts as unknown: it may have been done. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (isProblem(thrown)) return new Failure({ ...thrown, details: thrown.details ?? {} });
  return new Failure({ code: "unknown", message: String(thrown), details: {} });
}
