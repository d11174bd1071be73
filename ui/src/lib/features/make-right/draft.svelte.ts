import { createContext, untrack } from "svelte";
import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import { untilCertain } from "$lib/ipc/certain";
import { Follow } from "$lib/ipc/follow.svelte";
import type { Proof } from "$lib/ipc/proof";
import type { Toasts } from "$lib/ui/toasts.svelte";
import { Approving } from "./approving.svelte";
import { Handing } from "./handing.svelte";
import type { Approval, Category, MadeRight, MakeGoodKind, MakeGoodRequest, MakeItRight, Paper, Responsibility, Room, RoomRequest, ShopSettings, Suggestion, SuggestionRequest, Waiting, WordingRemark } from "$lib/ipc/generated/types";

/** A field of the form, by the name problems use for it. */
export type FieldName = "category" | "what" | "place" | "guest" | "contact" | "staff" | "amount" | "expires_on" | "benefit" | "value" | "gesture" | "cost";

/** A paper to look at: of a draft, or of a voucher that is issued; by the design of the house as it stands. */
interface PaperWish {
  of: { draft: MakeItRight } | { voucherId: string };
  paper: Paper;
  house: ShopSettings;
}

const BLANK = {
  category: null as Category | null,
  severity: 2,
  responsibility: "ours" as Responsibility,
  what: "",
  place: "",
  guest: "",
  contact: "",
  score: null as number | null,
  kind: "check" as MakeGoodKind,
  amount: "",
  benefit: "",
  value: "",
  gesture: "",
  cost: "",
  guestId: null as string | null,
  concernId: null as string | null,
  ticked: [] as readonly string[],
};

/**
 * What is being made right: everything typed so far, kept while the person looks into other rooms, and what came of it.
 * The request id belongs to the content: the same content asked again is the same request, changed content a new one.
 */
export class MakeRightDraft {
  category = $state(BLANK.category);
  severity = $state<number>(BLANK.severity);
  responsibility = $state(BLANK.responsibility);
  what = $state(BLANK.what);
  place = $state(BLANK.place);
  guest = $state(BLANK.guest);
  contact = $state(BLANK.contact);
  score = $state(BLANK.score);
  kind = $state(BLANK.kind);
  amount = $state(BLANK.amount);
  benefit = $state(BLANK.benefit);
  value = $state(BLANK.value);
  gesture = $state(BLANK.gesture);
  cost = $state(BLANK.cost);
  /** The guest, where they were found in the list. */
  guestId = $state.raw(BLANK.guestId);
  /** The concern it began as. */
  concernId = $state.raw(BLANK.concernId);
  /** The steps of the playbook that were done. */
  ticked = $state.raw(BLANK.ticked);
  /** Null until another name than the last one is chosen. */
  staffChosen = $state<string | null>(null);
  /** Null until another day than the house's own is chosen. */
  expiryChosen = $state<string | null>(null);

  /** Null until another paper than the house's own is chosen. */
  paperChosen = $state<Paper | null>(null);

  /** What was made, once it is; the form is a record from then on. */
  made = $state.raw<MadeRight | null>(null);
  /** What waits for somebody's yes, once it was asked for; the form is a record from then on, too. */
  waiting = $state.raw<Waiting | null>(null);
  /** When it was made or asked for, in milliseconds. */
  madeAt = $state.raw(0);
  /** Someone tried to finish too early: what is missing is said in the form. */
  tried = $state(false);
  /** The answer is uncertain, and the same request is being asked again. */
  checking = $state(false);

  /** How wide the paper is shown, in device pixels; 0 as long as nobody looks at it. */
  wanted = $state(0);
  /** The paper beside the form, as it prints. */
  readonly preview: Follow<PaperWish & { width: number }, Proof>;
  /** What its words lack. */
  readonly wording: Follow<PaperWish, WordingRemark[]>;
  /** The room one has left, in step with the amount. */
  readonly room: Follow<RoomRequest, Room | null>;
  /** What the playbook suggests this time, in step with what went wrong. */
  readonly suggestion: Follow<SuggestionRequest, Suggestion>;
  readonly handing: Handing;
  readonly approving: Approving;
  readonly issuing: Action<[print: boolean, approval?: Approval | null], MadeRight>;
  readonly asking: Action<[], Waiting>;
  readonly #session: Session;
  /** What people who are not at the screen had typed, by who they are; it goes with the window. */
  #laidAway: Record<string, object> = {};
  #requestId: string = crypto.randomUUID();
  #asked = "";

  constructor(session: Session, toasts: Toasts) {
    this.#session = session;
    const { client } = session;
    this.handing = new Handing(session, toasts, () => this.staff);
    this.preview = new Follow(({ of, paper, width }) =>
      "draft" in of ? client.previewPaper(of.draft, paper, width) : client.previewVoucher(of.voucherId, paper, width),
    );
    this.wording = new Follow(({ of, paper }) => ("draft" in of ? client.wording(of.draft, paper) : client.voucherWording(of.voucherId)));
    this.room = new Follow((wish) => client.room(wish));
    this.suggestion = new Follow((wish) => client.suggestion(wish));
    this.issuing = new Action((print, approval) => this.#issue(print, approval ?? null));
    this.asking = new Action(() => this.#askFor());
    this.approving = new Approving(session, this);
  }

  get staff(): string {
    return this.#session.by(this.staffChosen);
  }

  set staff(name: string) {
    this.staffChosen = name;
  }

  get expiresOn(): string {
    return this.expiryChosen ?? this.#session.state.expires_on;
  }

  set expiresOn(date: string) {
    this.expiryChosen = date;
  }

  get paper(): Paper {
    return this.paperChosen ?? this.#session.house.paper;
  }

  /** Another paper; of one that is issued, the same words on other stock. */
  set paper(paper: Paper) {
    this.paperChosen = paper;
    this.handing.paper = paper;
  }

  /** A printer was chosen for this paper, so that issuing prints at once. */
  get printsAtOnce(): boolean {
    return this.onPaper && this.#session.state.printing.some(({ paper, printer }) => paper === this.paper && printer !== null);
  }

  /** Whether the make-good comes with paper. */
  get onPaper(): boolean {
    return this.kind === "check" || this.kind === "certificate";
  }

  /** Done with: it is made, or waits for somebody's yes. */
  get settled(): boolean {
    return this.made !== null || this.waiting !== null;
  }

  /** Over the limit of whoever gives it: somebody else has to say yes. */
  get over(): boolean {
    return this.#session.signin && !this.settled && this.room.answer?.over === true;
  }

  /** A record: made, or perhaps made and being asked after. */
  get locked(): boolean {
    return this.settled || this.issuing.running || this.asking.running || this.unsettled;
  }

  /** Nobody knows yet whether it was made: only the same question may be asked. */
  get unsettled(): boolean {
    return this.issuing.failure?.uncertain === true || this.asking.failure?.uncertain === true;
  }

  get makeGood(): MakeGoodRequest {
    const expires_on = this.expiresOn || null;
    switch (this.kind) {
      case "comp":
        return { kind: "comp", amount: this.amount };
      case "check":
        return { kind: "check", amount: this.amount, expires_on };
      case "certificate":
        return { kind: "certificate", benefit: this.benefit, value: this.value.trim() || null, expires_on };
      case "gesture":
        return { kind: "gesture", what: this.gesture, cost: this.cost };
    }
  }

  /** The first thing still missing, and what to do about it. */
  get missing(): { field: FieldName; says: string } | null {
    if (this.category === null) return { field: "category", says: "Choose what went wrong: a key from 1 to 9." };
    if (this.what.trim() === "") return { field: "what", says: "Write what happened, in a sentence." };
    return this.missingForGood;
  }

  /** The same, of the make-good alone: without it there is no paper to show. */
  get missingForGood(): { field: FieldName; says: string } | null {
    if (this.kind === "certificate") return this.benefit.trim() ? null : { field: "benefit", says: "Write what the certificate is good for." };
    if (this.kind === "gesture") {
      if (this.gesture.trim() === "") return { field: "gesture", says: "Write what the gesture is." };
      return this.cost.trim() ? null : { field: "cost", says: "Write what it costs the house." };
    }
    return this.amount.trim() ? null : { field: "amount", says: "Write the amount." };
  }

  /** What is wrong with this field, where something is. */
  errorOf(field: FieldName): string | null {
    const failure = this.asking.failure ?? this.issuing.failure;
    if (failure?.field === field) return failure.says;
    if (this.tried && this.missing?.field === field) return this.missing.says;
    return null;
  }

  /** The whole of it, as it would be asked. */
  request(requestId = this.#requestId): MakeItRight {
    return {
      request_id: requestId,
      category: this.category ?? "other",
      severity: this.severity,
      responsibility: this.responsibility,
      what: this.what,
      place: this.place,
      guest: this.guest,
      contact: this.contact,
      staff: this.staff,
      score: this.score,
      make_good: this.makeGood,
      guest_id: this.guestId,
      concern_id: this.concernId,
      steps: [...this.ticked],
    };
  }

  /** The worth as typed; a certificate's is its menu value. */
  get worth(): string {
    return { comp: this.amount, check: this.amount, certificate: this.value, gesture: this.cost }[this.kind];
  }

  /** Keeps the room left in step with the typing. Reads everything it depends on, so an effect can follow. */
  followRoom(): void {
    if (this.settled) return;
    const { staff, worth } = this;
    const wish = staff ? { staff, guest_id: this.request().guest_id ?? null, amount: worth } : null;
    untrack(() => {
      this.room.follow(wish);
    });
  }

  /** Keeps what the playbook suggests in step with what went wrong. Reads everything it depends on, so an effect can follow. */
  followSuggestion(): void {
    if (this.locked) return;
    const { category, severity, responsibility, staff, guestId } = this;
    const wish = category && { category, severity, responsibility, staff, guest_id: guestId };
    untrack(() => {
      this.suggestion.follow(wish);
    });
  }

  /** What the paper beside the form is of; null where there is none. */
  get #shown(): PaperWish["of"] | null {
    if (this.made?.voucher) return { voucherId: this.made.voucher.id };
    return this.onPaper && !this.missingForGood ? { draft: this.request() } : null;
  }

  /** Keeps the paper beside the form in step with the typing. Reads everything it shows, so an effect can follow. */
  followPaper(): void {
    if (this.waiting || (this.made && !this.made.voucher)) return;
    const { paper, wanted: width } = this;
    const of = this.#shown;
    const wish = of && { of, paper, house: this.#session.house };
    untrack(() => {
      this.wording.follow(wish);
      // Not looked at, it stays as it was until it is.
      if (!wish || width > 0) this.preview.follow(wish && { ...wish, width });
    });
  }

  /** The whole of it with the id that belongs to this content: asked again, it is the same request. */
  #named(content: Pick<MakeItRight, "approval"> & { asks?: true }): MakeItRight {
    const { asks, ...more } = content;
    const all = JSON.stringify([this.request(""), content]);
    if (all !== this.#asked) {
      this.#requestId = crypto.randomUUID();
      this.#asked = all;
    }
    return { ...this.request(), ...(asks ? {} : more) };
  }

  async #askFor(): Promise<Waiting> {
    const request = this.#named({ asks: true });
    const waiting = await this.#certain(() => this.#session.client.askFor(request));
    this.waiting = waiting;
    this.madeAt = this.#session.now;
    await this.#session.refresh();
    return waiting;
  }

  async #certain<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await untilCertain(ask, () => {
        this.checking = true;
      });
    } finally {
      this.checking = false;
    }
  }

  async #issue(print: boolean, approval: Approval | null): Promise<MadeRight> {
    const request = this.#named(approval ? { approval } : {});
    const made = await this.#certain(() => this.#session.client.makeItRight(request));
    this.made = made;
    this.madeAt = this.#session.now;
    this.handing.begin(made.voucher?.id ?? null);
    if (made.voucher && print) void this.handing.printing.run();
    return made;
  }

  /** Makes it right, and prints; unless something is missing: then says what. Answers the missing field, if any. */
  async finish(print = this.printsAtOnce): Promise<FieldName | null> {
    if (this.settled) return null;
    if (!this.unsettled && this.missing) {
      this.tried = true;
      return this.missing.field;
    }
    if (this.asking.failure?.uncertain) await this.asking.run();
    else if (this.unsettled) await this.issuing.run(print, this.approving.given);
    else if (this.over) this.approving.begin(print);
    else await this.#finishNow(print);
    return null;
  }

  async #finishNow(print: boolean): Promise<void> {
    await this.issuing.run(print);
    if (this.made) await this.#session.refresh();
    const code = this.issuing.failure?.code;
    if (code === "over_limit" || code === "approval_needed") this.approving.begin(print);
  }

  /** Lays away what one person typed, and brings back what the other had. What nobody knows the end of stays in sight. */
  lieFor(from: string, to: string): void {
    if (this.unsettled || this.issuing.running) return;
    const typed = Object.fromEntries(Object.keys(BLANK).map((name) => [name, this[name as keyof typeof BLANK]]));
    const laid = { ...this.#laidAway, [from]: this.settled ? {} : typed };
    this.next();
    Object.assign(this, laid[to]);
    this.#laidAway = { ...laid, [to]: {} };
  }

  /** A step of the playbook was done, or not after all. */
  tick(step: string): void {
    this.ticked = this.ticked.includes(step) ? this.ticked.filter((each) => each !== step) : [...this.ticked, step];
  }

  /** Takes what the playbook suggests; everything of it may still be changed. */
  takeSuggestion({ offer, offer_from, offer_what }: Pick<Suggestion, "offer" | "offer_from" | "offer_what">): void {
    this.kind = offer;
    if (offer === "check" || offer === "comp") this.amount = offer_from || this.amount;
    else if (offer === "certificate") Object.assign(this, { benefit: offer_what || this.benefit, value: offer_from || this.value });
    else Object.assign(this, { gesture: offer_what || this.gesture, cost: offer_from || this.cost });
  }

  /** A blank form for the next guest. Who records stays, and so does nothing else. */
  next(): void {
    Object.assign(this, BLANK);
    this.expiryChosen = null;
    this.staffChosen = null;
    this.paperChosen = null;
    this.handing.paper = null;
    this.made = null;
    this.waiting = null;
    this.tried = false;
    this.#asked = "";
    this.issuing.reset();
    this.asking.reset();
    this.approving.forget();
    this.room.clear();
    this.suggestion.clear();
    this.handing.begin(null);
    this.preview.clear();
    this.wording.clear();
  }
}

export const [getMakeRightDraft, setMakeRightDraft] = createContext<MakeRightDraft>();
