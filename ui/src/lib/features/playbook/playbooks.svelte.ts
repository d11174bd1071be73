import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import type { Category, Playbook, Suggestion } from "$lib/ipc/generated/types";
import { minorOf } from "$lib/ui/amount";
import { spokenMoney, type Writing } from "$lib/ui/figures";

/** The plans of the house, read once and again whenever they may have changed. Without them the form works as ever. */
export class Playbooks {
  all = $state.raw<readonly Playbook[]>([]);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async load(): Promise<void> {
    try {
      this.all = await this.#session.client.playbooks();
    } catch {
      // The plan is advice: recording does not wait for it.
    }
  }

  of(category: Category | null, severity: number): Playbook | null {
    return this.all.find((each) => each.category === category && each.severity === severity) ?? null;
  }
}

const NAMES = { check: "a check", certificate: "a certificate", comp: "a comp", gesture: "a gesture" } as const;

/** What it suggests, as people say it: "a check, $18 to $26", "a gesture, a box of cookies". */
export function suggestionOf({ offer, offer_from, offer_to, offer_what }: Omit<Suggestion, "because">, writing: Writing): string {
  const spoken = (typed: string) => {
    const minor = minorOf(typed, writing.decimals);
    return minor === null ? typed : spokenMoney(minor, writing);
  };
  const range = offer_from && offer_to && offer_from !== offer_to ? `${spoken(offer_from)} to ${spoken(offer_to)}` : spoken(offer_from || offer_to);
  const what = offer_what.charAt(0).toLowerCase() + offer_what.slice(1);
  return [NAMES[offer], offer === "check" || offer === "comp" ? range : what || range].filter(Boolean).join(", ");
}

export const [getPlaybooks, setPlaybooks] = createContext<Playbooks>();
