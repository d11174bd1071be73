import { type By, type Client, COMMANDS, type ExportForm } from "$lib/ipc/client";
import type {
  Accounts,
  AccountsForm,
  Activity,
  ActivityFilter,
  AppState,
  Approval,
  AskedAnswer,
  AskedFor,
  BackedUp,
  Became,
  Behind,
  BehindRequest,
  Bundled,
  CameBack,
  CashBack,
  Category,
  CauseForm,
  Causes,
  Caution,
  Closings,
  Code,
  Concern,
  ConcernForm,
  Exported,
  ExportProgress,
  ExtendRequest,
  FollowUpForm,
  FollowUps,
  FoundPapers,
  GuestForm,
  GuestList,
  GuestRow,
  GuestStory,
  IncidentFilter,
  IncidentPage,
  IncidentStory,
  InsightBehind,
  InsightBehindRequest,
  Insights,
  InsightsRequest,
  JobOf,
  JobRef,
  Journal,
  Ledger as VoucherLedger,
  LimitForm,
  LogoTaken,
  MadeRight,
  MakeItRight,
  MendRequest,
  Outstanding,
  Near,
  PastedBills,
  PastedTakings,
  Paper,
  PapersBehind,
  PapersBehindRequest,
  Playbook,
  PreventionForm,
  PrinterChoice,
  PrinterList,
  PrintJob,
  Redeemed,
  RedeemRequest,
  Replaced,
  Room,
  RoomRequest,
  RunIssued,
  RunProgress,
  RunRequest,
  Saved,
  Scanned,
  ScoreForm,
  ShopSettings,
  ShownCode,
  Sign,
  SigninSwitched,
  StaffForm,
  Suggestion,
  SuggestionRequest,
  TakingsForm,
  TakingsOfPeriod,
  TakingsWritten,
  Tie,
  TillBillsForm,
  Team,
  Totals,
  Unheard,
  TotalsRow,
  Verdict,
  VoucherKind,
  Waiting,
  WordingRemark,
} from "$lib/ipc/generated/types";
import { Care } from "$lib/ipc/twin/care";
import { causesOf } from "$lib/ipc/twin/causes";
import { Guard } from "$lib/ipc/twin/guard";
import { cautionsOn, Guests, signsOf } from "$lib/ipc/twin/guests";
import { ClosedBooks } from "$lib/ipc/twin/closings";
import { openWithCrew } from "$lib/ipc/twin/crew";
import { cameBackToday, goodsOf, listIncidents } from "$lib/ipc/twin/lists";
import { outstandingOf, papersBehind } from "$lib/ipc/twin/outstanding";
import { behind, tieOf, totals, totalsBy } from "$lib/ipc/twin/sums";
import { TwinDoor } from "$lib/ipc/twin/door";
import { Ledger } from "$lib/ipc/twin/ledger";
import { Mending } from "$lib/ipc/twin/mend";
import { TwinAsking } from "$lib/ipc/twin/asking";
import type { Proof } from "$lib/ipc/proof";
import { type Sketch, sketchOf, sketchPaper } from "$lib/ipc/twin/page";
import { Spool } from "$lib/ipc/twin/printers";
import { Posting } from "$lib/ipc/twin/posting";
import { insightsBehind, insightsOf } from "$lib/ipc/twin/insights";
import { TwinTill } from "$lib/ipc/twin/till";
import { dice, refuse, required } from "$lib/ipc/twin/rules";
import { playSample, sampleHouse } from "$lib/ipc/twin/sample";
import { playCare } from "$lib/ipc/twin/sample-care";
import { guarded } from "$lib/ipc/twin/team";
import { remarksOn } from "$lib/ipc/twin/wording";

/**
 * The client without a shell: the same promises, kept in memory. The UI is developed and tested against it in a plain
 * browser, and the packaged app does not contain it.
 */
export class MemoryClient implements Client {
  readonly ledger: Ledger;
  readonly care: Care;
  readonly guestBook: Guests;
  readonly mending: Mending;
  readonly posting: Posting;
  readonly closedBooks: ClosedBooks;
  readonly till: TwinTill;
  readonly asking: TwinAsking;
  readonly guard: Guard;
  readonly door: TwinDoor;
  /** How long an answer takes, in milliseconds. */
  delay = 0;
  #changed = new Set<() => void>();
  readonly spool = new Spool();
  /** Each paper as it first left: from then on it stays as it is, whatever the design. */
  #kept = new Map<string, Sketch>();
  #printed = new Set<string>();
  #papers = new Map<string, { request: MakeItRight; code: string }>();
  #runs = new Map<string, string[]>();
  #logos = 0;
  #cancelled = false;
  #cashBack: CashBack[] = [
    { state: "California", below_minor: 1500, currency: "USD", source: "Civ. Code 1749.5(b)" },
    { state: "Washington", below_minor: 500, currency: "USD", source: "RCW 19.240.020" },
  ];
  readonly #clock: () => Date;

  constructor(clock: () => Date = () => new Date(), random: () => number = dice(29)) {
    this.#clock = clock;
    this.ledger = new Ledger(clock, random);
    this.mending = new Mending(this.ledger);
    this.closedBooks = new ClosedBooks(this.ledger);
    this.posting = new Posting(this.ledger);
    this.till = new TwinTill(this.ledger);
    this.asking = new TwinAsking(this.ledger);
    this.guard = new Guard(this.ledger);
    this.door = new TwinDoor(this.ledger, this.mending, this.guard);
    this.care = new Care(this.ledger, clock);
    this.guestBook = new Guests(this.ledger, this.care);
    this.guestBook.retention = () => (this.ledger.house && "retention_months" in this.ledger.house ? Number(this.ledger.house.retention_months) : 24);
    this.ledger.beside.push(() => ({ follow_ups_due: this.care.due(), concerns: this.care.concerns.length }));
    guarded(this, this.ledger.team, COMMANDS.map((command) => (command === "ledger" ? "voucher_ledger" : command).replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())));
  }

  /**
   * The twin as the address asks for it: `?start=first` for the first run, `?start=empty` for a house without history,
   * else the sample, `&incidents=10000` of it if wanted; `&delay=400` slows every answer down, `&fail=redeem:unknown` makes
   * a command fail with that problem, and `&now=` fixes the clock, `&printers=none` takes the printers
   * away. `&clock=back` or `&clock=ahead` has the clock jump. `&team=on` hires people and has them sign in; `&as=Owen Brandt` lets one in.
   */
  static fromAddress(query: URLSearchParams): MemoryClient {
    const fixed = query.get("now");
    const client = new MemoryClient(fixed ? () => new Date(fixed) : undefined);
    client.delay = Number(query.get("delay") ?? 30);
    const start = query.get("start") ?? "sample";
    if (start !== "first") client.ledger.house = sampleHouse();
    if (start === "sample" || start === "house") playSample(client.ledger, client.#clock(), Number(query.get("incidents") ?? 190));
    if (start === "sample" || start === "house") client.till.playSample(80);
    if (start === "sample" || start === "house") playCare(client.care, client.ledger, client.#clock());
    if (start === "sample") client.ledger.sample = true;
    if (query.has("team")) openWithCrew(client.ledger.team, query.get("as"));
    if (query.get("printers") === "none") client.spool.printers = [];
    client.ledger.clock = jumpOf(query.get("clock"));
    for (const [command = "", code = ""] of query.getAll("fail").map((wish) => wish.split(":"))) {
      Object.assign(client, { [command]: () => client.#answer(() => refuse(code as Code, "It failed because the address asked for it.")) });
    }
    return client;
  }

  async #answer<Answer>(answer: () => Answer): Promise<Answer> {
    await new Promise((resolve) => setTimeout(resolve, this.delay));
    return structuredClone(answer());
  }

  /** As if another program had changed the books. */
  changeFromOutside(): void {
    for (const listener of this.#changed) listener();
  }

  appState = (): Promise<AppState> => this.#answer(() => this.ledger.state());

  setUp = (house: ShopSettings): Promise<AppState> => this.changeHouse(house);

  changeHouse = (house: ShopSettings): Promise<AppState> =>
    this.#answer(() => {
      required(house.name, "business name", "name");
      this.ledger.house = { ...house };
      return this.ledger.state();
    });

  startSample = (): Promise<AppState> =>
    this.#answer(() => {
      this.ledger.house = sampleHouse();
      this.ledger.sample = true;
      playSample(this.ledger, this.#clock());
      playCare(this.care, this.ledger, this.#clock());
      return this.ledger.state();
    });

  removeSample = (): Promise<AppState> =>
    this.#answer(() => {
      this.ledger.house = null;
      this.ledger.sample = false;
      this.ledger.told = [];
      this.ledger.staff = [];
      this.care.forget();
      this.guestBook.forget();
      return this.ledger.state();
    });

  makeItRight = (request: MakeItRight): Promise<MadeRight> =>
    this.#answer(() =>
      this.ledger.once(request.request_id, () => {
        const { team } = this.ledger;
        team.allow(request);
        const made = this.ledger.makeRight({ ...request, staff: team.name(request.staff) });
        if (request.guest_id) this.guestBook.found(made.incident.id, request.guest_id);
        this.care.recorded(request, made);
        const held = this.ledger.held.find((each) => each.voucher.id === made.voucher?.id);
        if (held) this.#papers.set(held.voucher.id, { request, code: held.code });
        return made;
      }),
    );

  takeLogo = (file: ArrayBuffer): Promise<LogoTaken> =>
    this.#answer(() => {
      const [first = 0, second = 0] = new Uint8Array(file.slice(0, 2));
      const picture = (first === 0x89 && second === 0x50) || (first === 0xff && second === 0xd8) || first === 0x3c;
      if (!picture) return refuse("bad_choice", "That is not a picture the paper can carry. Choose a PNG, a JPEG or an SVG.", "logo");
      this.#logos += 1;
      return { logo: String(this.#logos).padStart(64, "0"), width: 640, height: 320 };
    });

  previewDesign = (house: ShopSettings, paper: Paper, kind: VoucherKind, width: number): Promise<Proof> =>
    this.#answer(() => {
      if (!/^#[0-9a-f]{6}$/i.test(house.accent)) return refuse("bad_choice", `“${house.accent}” is not a colour. Write six hexadecimal digits, such as #1E4D3B.`, "accent");
      return sketchPaper({ house, paper, kind, worth: kind === "check" ? "$25.00" : (house.benefits[0] ?? "breakfast for two"), guest: "", code: null }, width);
    });

  previewPaper = (draft: MakeItRight, paper: Paper | null, width: number): Promise<Proof> =>
    this.#answer(() => {
      new Ledger(this.#clock, () => 0.5).makeRight({ ...draft, what: draft.what || "-" });
      return sketchPaper(sketchOf(this.#house, draft, paper), width);
    });

  get #house(): ShopSettings {
    return this.ledger.house ?? sampleHouse();
  }

  wording = (draft: MakeItRight): Promise<WordingRemark[]> => this.#answer(() => remarksOn(this.#house, draft));
  voucherWording = (voucherId: string): Promise<WordingRemark[]> => this.#answer(() => remarksOn(this.#house, this.#paperOf(voucherId).request));

  #paperOf(voucherId: string): { request: MakeItRight; code: string } {
    const { told, held } = this.ledger.toldOf(voucherId);
    const { amount, benefit, expires_on, kind, guest } = held.voucher;
    const made: MakeItRight["make_good"] =
      kind === "check" ? { kind, amount: amount?.text.replace("$", "") ?? "", expires_on } : { kind, benefit: benefit ?? "", value: null, expires_on };
    const { category, severity, what } = told.incident;
    const request = { request_id: "", category, severity, what, place: "", guest: guest ?? "", contact: "", staff: "", score: null, make_good: made };
    return this.#papers.get(voucherId) ?? { request, code: held.code };
  }

  previewVoucher = (voucherId: string, paper: Paper | null, width: number): Promise<Proof> =>
    this.#answer(() => {
      const { request, code } = this.#paperOf(voucherId);
      const key = `${voucherId} ${paper ?? this.#house.paper}`;
      return sketchPaper(this.#kept.get(key) ?? sketchOf(this.#house, request, paper, code), width);
    });

  /** Keeps a paper as it leaves, and notes in its story that it did. */
  #leave(voucherId: string, staff: string, paper: Paper | null, step: "saved" | "printed", to: string | null): void {
    const { told, held } = this.ledger.toldOf(voucherId);
    const kind = paper ?? this.#house.paper;
    const key = `${voucherId} ${kind}`;
    const { request, code } = this.#paperOf(voucherId);
    if (!this.#kept.has(key)) this.#kept.set(key, sketchOf(this.#house, request, kind, code));
    const base = { last_four: held.voucher.last_four, paper: kind, count: 1 };
    if (step === "saved") this.ledger.note(told, staff, { ...base, step, file: to });
    else this.ledger.note(told, staff, { ...base, step: this.#printed.has(voucherId) ? "reprinted" : "printed", printer: to });
    if (step === "printed") this.#printed.add(voucherId);
  }

  #printerFor(paper: Paper | null): string | null {
    const kind = paper ?? this.#house.paper;
    return this.ledger.printing.find((choice) => choice.paper === kind)?.printer ?? null;
  }

  printVoucher = (voucherId: string, staff: string, paper: Paper | null): Promise<PrintJob> =>
    this.#answer(() => {
      const job = this.spool.send(this.#printerFor(paper), this.ledger.toldOf(voucherId).held.voucher.kind);
      this.#leave(voucherId, staff, paper, "printed", job.printer);
      return job;
    });

  followPrint = (of: JobOf | null, staff: string, job: JobRef): Promise<PrintJob> =>
    this.#answer(() => {
      const seen = this.spool.look(job);
      const vouchers = of?.kind === "run" ? (this.#runs.get(of.id) ?? []) : of ? [of.id] : [];
      for (const id of seen.state === "failed" ? vouchers : []) {
        const { told, held } = this.ledger.toldOf(id);
        const paper = this.#house.paper;
        this.ledger.note(told, staff, { step: "print_failed", last_four: held.voucher.last_four, paper, printer: seen.printer, reason: seen.reason ?? "", count: 1 });
      }
      return seen;
    });

  openVoucher = (voucherId: string, staff: string, paper: Paper | null): Promise<void> =>
    this.#answer(() => {
      this.#leave(voucherId, staff, paper, "saved", null);
    });

  saveVoucher = (voucherId: string, staff: string, paper: Paper | null): Promise<Saved> =>
    this.#answer(() => {
      const name = `Check ${this.ledger.toldOf(voucherId).held.voucher.last_four}.pdf`;
      this.#leave(voucherId, staff, paper, "saved", name);
      return { path: `${this.ledger.state().save_folder}/${name}` };
    });

  async issueRun(request: RunRequest, progress: (progress: RunProgress) => void): Promise<RunIssued> {
    const total = request.guests.length || (request.count ?? 0);
    this.#cancelled = false;
    for (let done = 0; done < total; done += Math.ceil(total / 20)) {
      progress({ done, total });
      await this.#answer(() => undefined);
      if (this.#cancelled) return refuse("stopped", "Stopped. Nothing was issued.");
    }
    return this.#answer(() =>
      this.ledger.once(request.request_id, () => {
        const { told, held } = this.ledger.issueRun(request);
        const run = `run-${request.request_id}`;
        this.#runs.set(run, held.map(({ voucher }) => voucher.id));
        return { run, incident: told.incident, count: held.length, saved: { path: `${this.ledger.state().save_folder}/Comeback, ${held.length} papers.pdf` } };
      }),
    );
  }

  cancelRun = (): Promise<void> => {
    this.#cancelled = true;
    return this.#answer(() => undefined);
  };

  printRun = (run: string, staff: string): Promise<PrintJob> =>
    this.#answer(() => {
      const [first, ...rest] = this.#runs.get(run) ?? [];
      if (!first) return refuse("not_found", "There is no run with this id. Look it up in the list of incidents.");
      const job = this.spool.send(this.#printerFor(null), "run");
      const { told, held } = this.ledger.toldOf(first);
      this.ledger.note(told, staff, { step: "printed", last_four: held.voucher.last_four, paper: this.#house.paper, printer: job.printer, count: 1 + rest.length });
      return job;
    });

  printers = (): Promise<PrinterList> => this.#answer(() => this.spool.list());

  setPrinters = (choices: PrinterChoice[]): Promise<AppState> =>
    this.#answer(() => {
      this.ledger.printing = choices;
      return this.ledger.state();
    });

  printTestPage = (paper: Paper): Promise<PrintJob> => this.#answer(() => this.spool.send(this.#printerFor(paper), "test page"));
  cashBack = (): Promise<CashBack[]> => this.#answer(() => this.#cashBack);

  setCashBack = (rows: CashBack[]): Promise<CashBack[]> =>
    this.#answer(() => {
      const twice = rows.find((row, place) => rows.findIndex(({ state }) => state.toLowerCase() === row.state.toLowerCase()) !== place);
      if (twice) return refuse("bad_choice", `${twice.state} is there twice. Remove one of the two.`);
      this.#cashBack = rows;
      return rows;
    });

  setSounds = (on: boolean): Promise<AppState> =>
    this.#answer(() => {
      this.ledger.sounds = on;
      return this.ledger.state();
    });

  openFolder = (): Promise<void> => this.#answer(() => undefined);
  chooseFolder = (): Promise<AppState> => this.appState();

  backUp = (_staff: string): Promise<BackedUp> =>
    this.#answer(() => {
      this.ledger.lastBackup = this.ledger.now;
      const path = `${this.ledger.state().backup_folder}/comeback-${this.ledger.today}.db`;
      return { path, bytes: 290_816, through: this.ledger.told.length, head: "0".repeat(64) };
    });

  chooseBackupFolder = (): Promise<AppState> => this.appState();
  /** The twin has no files: choosing one is changing one's mind. */
  restoreBackup = (_staff: string): Promise<AppState | null> => this.#answer(() => null);

  /** The twin has no eyes: a picture here carries its codes as text, behind the mark of a PNG or a JPEG. */
  scanImage = (file: ArrayBuffer): Promise<Scanned> =>
    this.#answer(() => {
      const [first = 0, second = 0] = new Uint8Array(file.slice(0, 2));
      const text = new TextDecoder().decode(file);
      if (!(first === 0x89 && second === 0x50) && !(first === 0xff && second === 0xd8)) {
        return refuse("bad_choice", "This file is not a PNG or JPEG picture. Choose a photo or a screenshot of the paper, or type the code.");
      }
      const codes = [...new Set(text.match(/CB1:[A-Z0-9]{12}/g))];
      if (codes.length > 1) return refuse("bad_choice", `This picture shows ${String(codes.length)} of our codes. Take a photo with one paper in it, or type the code.`);
      const [code] = codes;
      return code
        ? { code }
        : refuse("not_found", "No code can be made out in this picture. Take it again closer, with the whole square code in it and sharp, or type the code.");
    });

  lookUp = (typed: string): Promise<Verdict> => this.#answer(() => this.door.lookUp(typed));
  findPapers = (typed: string): Promise<FoundPapers> => this.#answer(() => this.door.find(typed));
  lookAt = (voucherId: string): Promise<Verdict> => this.#answer(() => this.door.lookAt(voucherId));
  lookNear = (typed: string, name: string): Promise<Near> => this.#answer(() => this.door.near(typed, name));

  redeem = (request: RedeemRequest): Promise<Redeemed> =>
    this.#answer(() => {
      this.asking.note(request);
      return this.ledger.once(request.request_id, () => {
        const pause = this.guard.pause();
        return pause ? refuse("paused", pause.message) : this.ledger.redeem(request);
      });
    });

  unheard = (): Promise<Unheard[]> => this.#answer(() => this.asking.open);
  whatBecameOf = (requestId: string): Promise<Became> => this.#answer(() => this.asking.became(requestId));
  heard = (requestId: string): Promise<void> => this.#answer(() => { this.asking.heard(requestId); });

  voucherLedger = (voucherId: string): Promise<VoucherLedger> => this.#answer(() => this.mending.read(voucherId));
  reverse = (request: MendRequest): Promise<VoucherLedger> =>
    this.#once(request.request_id, () => { this.mending.reverse(request); }, () => this.mending.read(request.voucher_id));
  voidVoucher = (request: MendRequest): Promise<VoucherLedger> =>
    this.#once(request.request_id, () => { this.mending.void(request); }, () => this.mending.read(request.voucher_id));
  replaceVoucher = (request: MendRequest): Promise<Replaced> => this.#answer(() => this.ledger.once(request.request_id, () => this.mending.replace(request)));
  extendVoucher = (request: ExtendRequest): Promise<VoucherLedger> =>
    this.#once(request.request_id, () => { this.mending.extend(request); }, () => this.mending.read(request.voucher_id));
  unlockDoor = (approval: Approval | null): Promise<void> => this.#answer(() => { this.guard.unlock(approval); });

  showCode = (voucherId: string, reason: string, staff: string): Promise<ShownCode> =>
    this.#answer(() => {
      const { told, held } = this.ledger.toldOf(voucherId);
      this.ledger.note(told, this.ledger.team.name(staff), { step: "code_shown", last_four: held.voucher.last_four, reason: reason.trim() || null });
      return { code: (held.code.match(/.{4}/g) ?? []).join("-") };
    });

  activity = (filter: ActivityFilter): Promise<Activity> => this.#answer(() => this.guard.activity(filter));

  trustClock = (staff: string): Promise<AppState> =>
    this.#asState(() => {
      if (this.ledger.clock) this.guard.clockTrusted(this.ledger.team.name(staff));
      this.ledger.clock = null;
    });

  cameBackToday = (): Promise<CameBack> => this.#answer(() => cameBackToday(this.ledger));
  incidents = (filter: IncidentFilter): Promise<IncidentPage> => this.#answer(() => listIncidents(this.ledger, filter));

  incident = (id: string): Promise<IncidentStory> => this.#answer(() => this.#story(id));

  #story(id: string): IncidentStory {
    const told = this.care.told(id);
    return {
      incident: { ...told.incident, guest_id: this.guestBook.of(id) },
      make_goods: goodsOf(told),
      vouchers: [...(told.held ? [told.held.voucher] : []), ...told.more.map(({ held }) => held.voucher)],
      timeline: told.timeline,
      ...this.care.story(id),
    };
  }

  /** Done once for each request id, and then told. */
  #once<Answer>(requestId: string, act: () => unknown, answer: () => Answer): Promise<Answer> {
    return this.#answer(() => {
      this.ledger.once(requestId, () => act() ?? true);
      return answer();
    });
  }

  playbooks = (): Promise<Playbook[]> => this.#answer(() => this.care.playbooks);
  suggestion = (request: SuggestionRequest): Promise<Suggestion> => this.#answer(() => this.care.suggestion(request));
  savePlaybook = (playbook: Playbook): Promise<Playbook[]> => this.#answer(() => this.care.savePlaybook(playbook));
  resetPlaybook = (category: Category, severity: number): Promise<Playbook[]> => this.#answer(() => this.care.resetPlaybook(category, severity));
  noteConcern = (form: ConcernForm): Promise<Concern> => this.#answer(() => this.ledger.once(form.request_id, () => this.care.noteConcern(form)));
  concerns = (): Promise<Concern[]> => this.#answer(() => this.care.concerns);
  dropConcern = (id: string, _staff: string): Promise<Concern[]> => this.#answer(() => this.care.dropConcern(id));
  followUps = (): Promise<FollowUps> => this.#answer(() => this.care.list());
  settleFollowUp = (form: FollowUpForm): Promise<FollowUps> => this.#once(form.request_id, () => this.care.settle(form), () => this.care.list());
  setFollowUp = (incidentId: string, hours: number, staff: string): Promise<FollowUps> => this.#answer(() => this.care.setFollowUp(incidentId, hours, staff));

  giveScore = (form: ScoreForm): Promise<IncidentStory> =>
    this.#once(form.request_id, () => { this.care.giveScore(form); }, () => this.#story(form.incident_id));

  nameCause = (form: CauseForm): Promise<IncidentStory> =>
    this.#once(form.request_id, () => { this.care.nameCause(form); }, () => this.#story(form.incident_id));

  planPrevention = (form: PreventionForm): Promise<IncidentStory> =>
    this.#once(form.request_id, () => { this.care.planPrevention(form); }, () => this.#story(form.incident_id));

  finishPrevention = (id: string, staff: string): Promise<Causes> =>
    this.#answer(() => {
      this.care.finishPrevention(id, staff);
      return causesOf(this.care, this.ledger);
    });

  causes = (): Promise<Causes> => this.#answer(() => causesOf(this.care, this.ledger));
  guests = (search: string, offset: number, limit: number): Promise<GuestList> => this.#answer(() => this.guestBook.list(search, offset, limit));
  findGuests = (typed: string): Promise<GuestRow[]> => this.#answer(() => this.guestBook.find(typed));
  guest = (id: string): Promise<GuestStory> => this.#answer(() => this.guestBook.story(id));
  changeGuest = (form: GuestForm): Promise<GuestStory> => this.#answer(() => this.guestBook.change(form));
  mergeGuests = (keep: string, gone: string, _staff: string): Promise<GuestStory> => this.#answer(() => this.guestBook.merge(keep, gone));
  eraseGuest = (id: string, _staff: string): Promise<GuestList> => this.#answer(() => this.guestBook.erase(id));
  cautions = (text: string): Promise<Caution[]> => this.#answer(() => cautionsOn(text));
  signs = (): Promise<Sign[]> => this.#answer(() => [...this.guard.signs(), ...signsOf(this.ledger, this.guestBook)]);

  totals = (from: string, to: string): Promise<Totals> => this.#answer(() => totals(this.ledger, from, to, this.till));

  totalsBy = (from: string, to: string, by: By): Promise<TotalsRow[]> => this.#answer(() => totalsBy(this.ledger, from, to, by));
  outstanding = (from: string, to: string): Promise<Outstanding> => this.#answer(() => outstandingOf(this.ledger, from, to));
  behind = (asked: BehindRequest): Promise<Behind> => this.#answer(() => behind(this.ledger, asked));
  papersBehind = (asked: PapersBehindRequest): Promise<PapersBehind> => this.#answer(() => papersBehind(this.ledger, asked));
  /** Tells how far it is, as slowly as a year of a busy house, until it is broken off. */
  async #written(progress: (progress: ExportProgress) => void): Promise<void> {
    this.#cancelled = false;
    for (let done = 0; done <= 4_000; done += 1_000) {
      progress({ done, total: 4_000 });
      await this.#answer(() => undefined);
      if (this.#cancelled) refuse("stopped", "The export was stopped. No file was written.");
    }
  }

  async exportBooks(from: string, to: string, form: ExportForm, progress: (progress: ExportProgress) => void): Promise<Exported> {
    await this.#written(progress);
    return this.#answer(() => this.closedBooks.registered(this.posting.exported(from, to, form), from, to));
  }

  cancelExport = (): Promise<void> => {
    this.#cancelled = true;
    return this.#answer(() => undefined);
  };

  async bundle(batch: number, forms: ExportForm[], progress: (progress: ExportProgress) => void): Promise<Bundled> {
    await this.#written(progress);
    return this.#answer(() => this.closedBooks.bundled(batch, forms, (from, to, form) => this.posting.exported(from, to, form)));
  }

  accounts = (): Promise<Accounts> => this.#answer(() => this.posting.accounts());
  setAccounts = (form: AccountsForm): Promise<Accounts> => this.#answer(() => this.posting.set(form));
  closings = (): Promise<Closings> => this.#answer(() => this.closedBooks.list());
  closePeriod = (through: string, staff: string): Promise<Closings> => this.#answer(() => this.closedBooks.close(through, this.ledger.team.name(staff)));
  reopenPeriod = (batch: number, reason: string, staff: string): Promise<Closings> =>
    this.#answer(() => this.closedBooks.reopen(batch, reason, this.ledger.team.name(staff)));
  journal = (from: string, to: string): Promise<Journal[]> => this.#answer(() => this.posting.journal(from, to));
  printMonth = (_from: string, _to: string): Promise<PrintJob> => this.#answer(() => this.spool.send(this.#printerFor("letter"), "month"));
  openMonth = (_from: string, _to: string): Promise<void> => this.#answer(() => undefined);
  insights = (asked: InsightsRequest): Promise<Insights> => this.#answer(() => insightsOf(this.ledger, this.care, this.till, asked));
  insightsBehind = (asked: InsightBehindRequest): Promise<InsightBehind> => this.#answer(() => insightsBehind(this.ledger, this.care, asked));
  printInsights = (_asked: InsightsRequest): Promise<PrintJob> => this.#answer(() => this.spool.send(this.#printerFor("letter"), "insights"));
  openInsights = (_asked: InsightsRequest): Promise<void> => this.#answer(() => undefined);
  saveChart = (title: string, _svg: string): Promise<Saved> => this.#answer(() => ({ path: `${this.ledger.state().save_folder}/${title}.svg` }));
  takings = (from: string, to: string): Promise<TakingsOfPeriod> => this.#answer(() => this.till.of(from, to));
  setTakings = (form: TakingsForm): Promise<TakingsWritten> => this.#answer(() => this.till.set(form));
  readTakings = (pasted: string): Promise<PastedTakings> => this.#answer(() => this.till.read(pasted));
  tie = (from: string, to: string): Promise<Tie> => this.#answer(() => tieOf(this.ledger, this.till, from, to));
  setTillBills = (form: TillBillsForm): Promise<TakingsWritten> => this.#answer(() => this.till.setBills(form));
  readTillBills = (pasted: string): Promise<PastedBills> => this.#answer(() => this.till.readBills(pasted));

  team = (): Promise<Team> => this.#answer(() => this.ledger.team.team());

  #asTeam(act: () => void): Promise<Team> {
    return this.#answer(() => {
      act();
      return this.ledger.team.team();
    });
  }

  #asState(act: () => void): Promise<AppState> {
    return this.#answer(() => {
      act();
      return this.ledger.state();
    });
  }

  saveStaff = (form: StaffForm): Promise<Team> => this.#asTeam(() => { this.ledger.team.saveStaff(form); });
  setLimit = (form: LimitForm): Promise<Team> => this.#asTeam(() => { this.ledger.team.setLimit(form); });
  setSignin = (on: boolean, id: string | null, secret: string | null): Promise<SigninSwitched> => this.#answer(() => this.ledger.team.setSignin(on, id, secret));
  newRecoveryCode = (): Promise<SigninSwitched> => this.#answer(() => this.ledger.team.newRecoveryCode());
  printRecoveryCode = (_code: string): Promise<PrintJob> => this.#answer(() => this.spool.send(this.#printerFor("letter"), "recovery code"));
  saveRecoveryCode = (_code: string): Promise<Saved> => this.#answer(() => ({ path: `${this.ledger.state().save_folder}/Recovery code.pdf` }));
  signIn = (id: string, secret: string): Promise<AppState> => this.#asState(() => { this.ledger.team.signIn(id, secret); });
  lock = (): Promise<AppState> => this.#asState(() => { this.ledger.team.lock(); });
  recover = (code: string, secret: string): Promise<AppState> => this.#asState(() => { this.ledger.team.recover(code, secret); });
  stir = (): Promise<void> => this.#answer(() => { this.ledger.team.stir(); });
  room = (request: RoomRequest): Promise<Room | null> => this.#answer(() => this.ledger.team.room(request));
  askedFor = (): Promise<AskedFor[]> => this.#answer(() => this.ledger.team.askedFor());

  askFor = (request: MakeItRight): Promise<Waiting> =>
    this.#answer(() => this.ledger.once(request.request_id, () => this.ledger.team.askFor({ ...request, staff: this.ledger.team.name(request.staff) })));

  answerAsked = (answer: AskedAnswer): Promise<MadeRight | null> =>
    this.#answer(() => this.ledger.once(answer.request_id, () => this.ledger.team.answer(answer)));

  onLocked(locked: () => void): () => void {
    const { onLocked } = this.ledger.team;
    onLocked.add(locked);
    return () => {
      onLocked.delete(locked);
    };
  }

  onChanged(changed: () => void): () => void {
    this.#changed.add(changed);
    return () => {
      this.#changed.delete(changed);
    };
  }
}

/** The clock as the address has it jump. */
function jumpOf(asked: string | null): AppState["clock"] {
  if (asked === "back") {
    return {
      back: true,
      says: "The clock went back: the last entry is of 28 Nov 2027, 7:42 pm, and now it shows 28 Nov 2026, 7:45 pm.",
      then: "What is written now counts for 28 Nov 2026. Set the clock of this machine right, or say that it is right now.",
    };
  }
  if (asked === "ahead") {
    return {
      back: false,
      says: "Is it really 28 Nov 2027, 7:45 pm? The last entry is of 28 Nov 2026, 7:42 pm.",
      then: "What is written now counts for 28 Nov 2027, and papers run out by that date. Set the clock of this machine right, or say that it is right.",
    };
  }
  return null;
}
