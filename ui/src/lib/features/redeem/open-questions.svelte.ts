import type { Session } from "$lib/features/house/session.svelte";
import { untilCertain } from "$lib/ipc/certain";
import { type Failure, toFailure } from "$lib/ipc/errors";
import type { Became, Unheard } from "$lib/ipc/generated/types";
import { timeOf } from "$lib/ui/dates";

/** A redemption that was asked for when the window, the app or the power died, or left unanswered, and what became of it. */
export interface OpenQuestion {
  asked: Unheard;
  became: Became | null;
  /** It could not be found out yet. */
  failure: Failure | null;
}

/** What is said of it. */
export interface Told {
  tone: "wait" | "good" | "look";
  word: string;
  text: string;
}

/** What was asked for and never answered on screen, before the window closed or the host went on: found out first thing, and told until it is read. */
export class OpenQuestions {
  all = $state.raw<readonly OpenQuestion[]>([]);
  /** They are known, and none is missing. */
  #known = false;
  #reading = false;
  readonly #session: Session;
  readonly #waits: readonly number[] | undefined;

  constructor(session: Session, waits?: readonly number[]) {
    this.#session = session;
    this.#waits = waits;
  }

  /** Whoever asked went on without an answer: it is found out here. */
  async left(): Promise<void> {
    this.#known = false;
    await this.find();
  }

  /** Finds out, once for each start of the app. A locked screen is asked again when somebody is in. */
  async find(): Promise<void> {
    if (this.#known || this.#reading) return;
    this.#reading = true;
    try {
      const open = await this.#session.client.unheard();
      this.#known = true;
      this.all = open.map((asked) => ({ asked, became: null, failure: null }));
      for (const asked of open) await this.ask(asked);
    } catch {
      // Nobody is in who may redeem, or the books do not answer: the next visit asks again.
    } finally {
      this.#reading = false;
    }
  }

  /** Asks what became of one, until the answer is certain or the person decides. */
  async ask(asked: Unheard): Promise<void> {
    const { request_id } = asked;
    this.#put({ asked, became: null, failure: null });
    try {
      const became = await untilCertain(() => this.#session.client.whatBecameOf(request_id), () => undefined, this.#waits);
      this.#put({ asked, became, failure: null });
    } catch (thrown) {
      this.#put({ asked, became: null, failure: toFailure(thrown) });
    }
  }

  /** The answer was read. */
  async read({ asked }: OpenQuestion): Promise<void> {
    this.all = this.all.filter((each) => each.asked !== asked);
    // What cannot be noted now is told once more at the next start.
    await this.#session.client.heard(asked.request_id).catch(() => undefined);
  }

  #put(question: OpenQuestion): void {
    this.all = this.all.map((each) => (each.asked === question.asked ? question : each));
  }
}

/** A question and its answer, in words. Never "failed": it was taken, or it was not, or we are finding out. */
export function toldOf({ asked, became, failure }: OpenQuestion, zone: string): Told {
  const paper = `…${asked.last_four}`;
  if (!became) {
    const which = `${paper}${asked.bill ? `, bill ${asked.bill}` : ""}, ${timeOf(asked.at, zone)}.`;
    const text = failure && !failure.uncertain ? `${which} ${failure.says}` : `${which} Do not give a second paper yet.`;
    return { tone: "wait", word: "We are checking what happened", text };
  }
  if (became.became === "not_taken") {
    const off = asked.bill ? `off bill ${asked.bill}` : "off the bill";
    return { tone: "look", word: "Not taken", text: `Nothing came ${off} with ${paper}. Scan the paper again.` };
  }
  const { redemption, voucher } = became.redeemed;
  const worth = voucher.kind === "check" ? (redemption.amount?.text ?? "") : (voucher.benefit ?? "");
  const on = voucher.kind === "check" ? "off" : "on";
  const bill = redemption.bill ? `${on} bill ${redemption.bill}` : `${on} the bill`;
  const noted = became.undone ? "It was reversed since." : "It is noted once: do not take it again.";
  return { tone: "good", word: "Taken", text: `${worth} ${bill} with ${paper}, at ${timeOf(redemption.at, zone)}. ${noted}` };
}
