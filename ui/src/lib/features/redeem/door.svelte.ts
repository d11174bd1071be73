import { createContext } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import { untilCertain } from "$lib/ipc/certain";
import { type Failure, PRESENTATIONS, toFailure } from "$lib/ipc/errors";
import type { CameBack, DoorReason, DoorTone, Redeemed, RedeemRequest, Verdict, Voucher } from "$lib/ipc/generated/types";
import { DOOR_REASONS } from "$lib/ipc/generated/types";
import { VoucherLedger } from "$lib/features/voucher/voucher.svelte";
import { OpenQuestions } from "./open-questions.svelte";
import { bareCode, beforeCode, codeArriving, meantAsCode, meantAsSearch } from "./code";
import { Confirmation, type ConfirmField } from "./confirmation.svelte";
import { PaperSearch } from "./finding.svelte";
import { ScanGuard, SETTLE } from "./scan";
import { Unlocking } from "./unlocking.svelte";
import { checkingFace, doneFace, type Face, faceOf, type Reading, reasonOf } from "./verdict";

/** A code that was looked at, and what is known of it. */
interface Look {
  /** As typed or scanned: asked again to redeem. Never drawn whole once it is known to be a code. */
  typed: string;
  verdict: Verdict;
  /** The paper that was found without its code: by this it is asked again. Null where the code is known. */
  voucherId: string | null;
  /** Which group of the code has a slip, once it is known which paper it is. */
  slip: string | null;
  /** When it was looked up, by the house's clock. */
  lookedUpAt: number;
}

const UNCERTAIN_LOOK = "The books did not answer. Nothing was used up: look again.";

/**
 * The door: one code at a time is looked at, then perhaps redeemed. Looking never uses anything up. A redemption is asked
 * under a request id of its own, the same one until the answer is certain.
 */
export class Door {
  /** What stands in the code field. */
  typed = $state("");
  /** What is written to redeem the paper on screen. */
  readonly confirmation: Confirmation;

  look = $state.raw<Look | null>(null);
  done = $state.raw<Redeemed | null>(null);
  /** It may have been redeemed: the same request is being asked again. */
  checking = $state(false);

  /** How the last answer is met; a new object for every answer, to be heard once. */
  answered = $state.raw<{ tone: DoorTone } | null>(null);

  /** A look is under way. */
  looking = $state(false);
  #lookFailed = $state.raw<Failure | null>(null);

  /** Who came back today. */
  readonly cameBack: Action<[], CameBack>;
  readonly confirming: Action<[], Redeemed>;
  /** What was asked for before the window closed. */
  readonly questions: OpenQuestions;
  /** Papers that were left at home. */
  readonly search: PaperSearch;
  /** The name said for a code with a slip in it. */
  name = $state("");
  readonly settling: Action<[], void>;
  /** More time for the paper on screen. */
  readonly extending: VoucherLedger;

  readonly #session: Session;
  readonly #clock: () => number;
  readonly #waits: readonly number[] | undefined;
  readonly #scans = new ScanGuard();
  /** Requests without a certain answer yet, by what they ask. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the screen reads it
  readonly #open = new Map<string, string>();
  #shownAt = Number.POSITIVE_INFINITY;
  #asked = 0;
  /** What stood in the field when it was asked, or was shown, last. */
  #fieldThen = "";
  /** Now, for the end of a pause: moved on by `tick`. */
  #ticked = $state(0);
  /** A manager's yes to looking again. */
  readonly unlocking: Unlocking;

  /** `clock` is monotonic, in milliseconds, the one key events carry. */
  constructor(session: Session, clock: () => number = () => performance.now(), waits?: readonly number[]) {
    this.#session = session;
    this.#clock = clock;
    this.#waits = waits;
    this.cameBack = new Action(() => session.client.cameBackToday());
    this.confirming = new Action(() => this.#redeem());
    this.confirmation = new Confirmation(session, () => ({ good: this.good, failure: this.confirming.failure }));
    this.questions = new OpenQuestions(session, waits);
    this.unlocking = new Unlocking(session, () => {
      this.#scans.forget();
      this.clear();
    });
    this.search = new PaperSearch(session);
    this.settling = new Action(() => this.#settle());
    this.extending = new VoucherLedger(session, () => this.#voucherId, () => this.confirmation.staff, waits);
  }

  get #reading(): Reading {
    const { house, state, now } = this.#session;
    return { zone: house.timezone, today: state.business_date, now, writing: this.confirmation.writing, inParts: house.keeps_balance, left: this.pauseLeft };
  }

  /** What the screen says; null while there is nothing but the field. */
  get face(): Face | null {
    if (this.done) return doneFace(this.done, this.#reading);
    if (!this.look) return null;
    const face = faceOf(this.look.verdict, this.look.slip ?? "", this.#reading);
    return this.inDoubt ? checkingFace(face, this.inDoubt) : face;
  }

  /** The voucher that can be redeemed now. */
  get good(): Voucher | null {
    return !this.done && this.look?.verdict.verdict === "good" ? this.look.verdict.voucher : null;
  }

  /** No code is looked at: too many were looked up that nobody knows. */
  get pause(): Extract<Verdict, { verdict: "paused" }> | null {
    return this.look?.verdict.verdict === "paused" ? this.look.verdict : null;
  }

  /** How many seconds are left of a pause; null when only a manager ends it. */
  get pauseLeft(): number | null {
    const seconds = this.pause?.seconds ?? null;
    return seconds === null ? null : Math.max(0, Math.ceil(seconds - Math.max(0, this.#ticked - this.#shownAt) / 1000));
  }

  /** Counts a pause down, on the screen as it stands; call the answer to stop. */
  tick(): () => void {
    this.#ticked = this.#clock();
    const timer = setInterval(() => {
      this.#ticked = this.#clock();
    }, 250);
    return () => {
      clearInterval(timer);
    };
  }

  get #voucherId(): string {
    const verdict = this.look?.verdict;
    return verdict && "voucher" in verdict ? verdict.voucher.id : "";
  }

  /** The last date the paper on screen may be extended to; null where it may not. */
  get extendTo(): string | null {
    return this.look?.verdict.verdict === "expired" ? this.look.verdict.extend_to : null;
  }

  /** A new paper took the place of the one on screen: the guest has something already. */
  get replaced(): boolean {
    return this.look?.verdict.verdict === "voided" && this.look.verdict.replaced;
  }

  /** The incident behind what is on screen. */
  get incidentId(): string | null {
    const verdict = this.look?.verdict;
    return verdict && "voucher" in verdict ? verdict.voucher.incident_id : null;
  }

  /** Nobody knows yet whether it was redeemed: only the same question may be asked. */
  get unsettled(): boolean {
    return this.confirming.failure?.uncertain === true;
  }

  /** What to say while the answer is uncertain; null when there is no doubt. */
  get inDoubt(): string | null {
    if (this.unsettled && !this.confirming.running) return this.confirming.failure?.says ?? null;
    return this.checking ? PRESENTATIONS.unknown.says : null;
  }

  /** The confirmation is under way or uncertain: what it asks stays as it is. */
  get locked(): boolean {
    return this.confirming.running || this.unsettled || this.extending.locked;
  }

  /** The next code is being typed already: what stands in the field is not what was asked or shown last. */
  get typesOn(): boolean {
    return this.typed !== "" && this.typed !== this.#fieldThen;
  }

  /** What went wrong with looking, where something did. What was typed is still in the field. */
  get lookFailure(): string | null {
    if (!this.#lookFailed) return null;
    return this.#lookFailed.uncertain ? UNCERTAIN_LOOK : this.#lookFailed.says;
  }

  /** Enter or Tab in the code field, after what a scanner typed or a hand. A hand may ask for a paper by a name. */
  async ask(scanned: string | null): Promise<void> {
    // Shorter than any code: a hand that rolls its keys. Shorter than what stands in the field: a scan in the middle of
    // which the machine stood still for a moment; the field has all of it.
    const whole = scanned !== null && bareCode(scanned).length >= bareCode(this.typed).length;
    const scan = whole && scanned.length >= 8 ? scanned : null;
    if (scan === null && meantAsSearch(this.typed)) await this.find();
    else await this.lookAt(scan ?? this.typed);
  }

  /** Finds papers by what stands in the field; once more, and the row that is marked is looked at. */
  async find(): Promise<void> {
    if (this.locked) return;
    const { chosen } = this.search;
    if (chosen && this.search.answers(this.typed)) await this.choose(chosen);
    else await this.search.find(this.typed);
  }

  /** What is no code is looked for as a name after all. */
  async searchInstead(): Promise<void> {
    const typed = this.look?.typed ?? "";
    this.clear();
    this.typed = typed;
    await this.search.find(typed);
  }

  /** Looks at a paper that was found without its code. */
  async choose({ id }: Voucher): Promise<void> {
    if (this.locked) return;
    await this.#see("", async () => ({ verdict: await this.#session.client.lookAt(id), voucherId: id, slip: null }));
  }

  /** Whether what was typed can be the name of a guest. */
  get mayBeName(): boolean {
    const verdict = this.look?.verdict.verdict;
    return (verdict === "mistyped" || verdict === "not_a_code") && !this.byName && /\p{L}{2}/u.test(this.look?.typed ?? "");
  }

  /** Whether the name of the guest may settle what was typed. */
  get byName(): boolean {
    return this.look?.verdict.verdict === "mistyped" && this.look.verdict.by_name;
  }

  async #settle(): Promise<void> {
    const typed = this.look?.typed ?? "";
    const near = await this.#session.client.lookNear(typed, this.name.trim());
    if (this.look?.typed !== typed) return;
    const { verdict, slip } = near;
    if ("voucher" in verdict) this.#show("", { verdict, voucherId: verdict.voucher.id, slip });
    else if (verdict.verdict === "paused") this.#show(typed, { verdict, voucherId: null, slip });
  }

  /** Looks at what was typed or scanned. The same scan within a moment is the same look. */
  async lookAt(typed: string): Promise<void> {
    if (this.locked || bareCode(typed) === "") return;
    const code = codeArriving(typed) ?? typed;
    if (this.#scans.isRepeat(bareCode(code), this.#clock())) {
      if (this.look) this.typed = this.look.verdict.verdict === "mistyped" ? this.look.typed : "";
      return;
    }
    await this.#see(code, async () => ({ verdict: await this.#session.client.lookUp(code), voucherId: null, slip: null }));
  }

  /** Shows what a look came to. Only the answer to the last question is shown. */
  async #see(typed: string, look: () => Promise<Pick<Look, "verdict" | "voucherId" | "slip">>): Promise<void> {
    const asked = ++this.#asked;
    this.#fieldThen = this.typed;
    this.looking = true;
    try {
      const seen = await look();
      if (asked === this.#asked) this.#show(typed, seen);
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.#lookFailed = toFailure(thrown);
      if (typed && !this.typesOn) this.typed = typed;
      this.#scans.forget();
    } finally {
      if (asked === this.#asked) this.looking = false;
    }
  }

  #show(typed: string, seen: Pick<Look, "verdict" | "voucherId" | "slip">): void {
    const { verdict } = seen;
    const next = this.typesOn ? this.typed : null;
    this.#blank();
    this.look = { ...seen, typed, lookedUpAt: this.#session.now };
    this.answered = { tone: DOOR_REASONS[reasonOf(verdict)] };
    // What is no whole code stays in the field, to be put right.
    this.typed = next ?? (verdict.verdict === "mistyped" || verdict.verdict === "not_a_code" ? typed : "");
    if (next === null) this.#fieldThen = this.typed;
    if (verdict.verdict === "good") this.confirmation.suggest(verdict.voucher);
    this.#shownAt = this.#clock();
  }

  /** Takes the most there is to take, in place of what was written. */
  async takeProposed(): Promise<void> {
    if (this.confirmation.takeProposed()) await this.confirm();
  }

  #blank(): void {
    this.typed = "";
    this.confirmation.blank();
    this.done = null;
    this.#lookFailed = null;
    this.name = "";
    this.search.clear();
    this.settling.reset();
    this.confirming.reset();
    this.extending.leave();
    this.unlocking.forget();
  }

  /** Gives it more time, then looks at it again: it is good now. */
  async extend(): Promise<void> {
    const { look } = this;
    if (!(await this.extending.run()) || !look) return;
    this.#scans.forget();
    if ("voucher" in look.verdict && look.voucherId) await this.choose(look.verdict.voucher);
    else await this.lookAt(look.typed);
  }

  /** A field of the confirmation has this in it now: a whole code there is the next guest's paper. */
  type(field: ConfirmField, typed: string): void {
    const code = codeArriving(typed);
    this.confirmation.write(field, code === null ? typed : beforeCode(typed));
    if (code !== null) void this.lookAt(code);
  }

  /** Whether what was shown last has been on screen long enough for a key to act on it. */
  settled(at: number): boolean {
    return at - this.#shownAt >= SETTLE;
  }

  /** Enter in the confirmation, at this time by the clock of key events. A scanner's never confirms. */
  async enter(at: number, fromScanner: boolean): Promise<void> {
    if (!this.good || this.confirming.running) return;
    if (meantAsCode(this.confirmation.bill)) await this.lookAt(this.confirmation.bill);
    else if (!this.settled(at)) return;
    else if (fromScanner) this.confirmation.scannerEnter = true;
    else await this.confirm();
  }

  /** Redeems it, or says what is missing. */
  async confirm(): Promise<void> {
    if (!this.good) return;
    if (!this.unsettled && this.confirmation.lacks) {
      this.confirmation.tried = true;
      return;
    }
    this.confirmation.scannerEnter = false;
    const { look } = this;
    await this.confirming.run();
    if (this.done) void this.#session.refresh().catch(() => undefined);
    else if (look && this.confirming.failure && !this.unsettled) await this.#lookAgain(look, this.confirming.failure);
  }

  #request(): RedeemRequest {
    return { request_id: "", code: this.look?.typed ?? "", voucher_id: this.look?.voucherId ?? null, ...this.confirmation.written };
  }

  async #redeem(): Promise<Redeemed> {
    const asked = this.#request();
    const content = JSON.stringify({ ...asked, code: bareCode(asked.code) });
    const requestId = this.#open.get(content) ?? crypto.randomUUID();
    this.#open.set(content, requestId);
    try {
      const done = await untilCertain(
        () => this.#session.client.redeem({ ...asked, request_id: requestId }),
        () => {
          this.checking = true;
        },
        this.#waits,
      );
      this.#open.delete(content);
      this.#heard(requestId);
      this.done = done;
      this.answered = { tone: "good" };
      this.#shownAt = this.#clock();
      return done;
    } catch (thrown) {
      const failure = toFailure(thrown);
      this.answered = { tone: toneOf(failure) };
      if (!failure.uncertain) {
        this.#open.delete(content);
        this.#heard(requestId);
      }
      throw failure;
    } finally {
      this.checking = false;
    }
  }

  /** The answer is on screen: after a crash there is nothing to ask. What cannot be noted now is told once more then. */
  #heard(requestId: string): void {
    void this.#session.client.heard(requestId).catch(() => undefined);
  }

  /** The paper is not as it was when it was looked up: shows how it is now. What was typed stays, where it still matters. */
  async #lookAgain(look: Look, failure: Failure): Promise<void> {
    if (!["already_used", "expired", "voided", "replaced", "more_than_left", "unknown_code", "paused"].includes(failure.code)) return;
    const { client } = this.#session;
    const again = look.voucherId === null ? client.lookUp(look.typed) : client.lookAt(look.voucherId);
    const verdict = await again.catch(() => null);
    if (!verdict || this.look !== look) return;
    if (verdict.verdict === "good") this.look = { ...look, verdict };
    else this.#show(look.typed, { ...look, verdict });
  }

  /** The screen is free for the next guest. Not while a redemption is under way. */
  clear(): void {
    if (this.confirming.running || this.extending.locked) return;
    if (this.unsettled) void this.questions.left();
    this.#asked += 1;
    this.looking = false;
    this.#scans.forget();
    this.#blank();
    this.look = null;
    this.#shownAt = Number.POSITIVE_INFINITY;
  }
}

/** What a refusal sounds like: as the table of reasons has it; and anything else is to be waited for or looked at. */
function toneOf({ code, presentation }: Failure): DoorTone {
  if (code in DOOR_REASONS) return DOOR_REASONS[code as DoorReason];
  return presentation.tone === "fix" ? "look" : "wait";
}

export const [getDoor, setDoor] = createContext<Door>();
