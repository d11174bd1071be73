import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { createContext } from "svelte";
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
  Ledger,
  LimitForm,
  LogoTaken,
  MadeRight,
  MakeItRight,
  MendRequest,
  Outstanding,
  PastedBills,
  PastedTakings,
  Near,
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
import { type Proof, proofOf } from "$lib/ipc/proof";

/** Every command of the shell, by the name it has there. A test compares this list with the shell's own. */
export const COMMANDS = [
  "app_state",
  "set_up",
  "change_house",
  "start_sample",
  "remove_sample",
  "make_it_right",
  "take_logo",
  "preview_design",
  "preview_paper",
  "wording",
  "voucher_wording",
  "preview_voucher",
  "print_voucher",
  "follow_print",
  "open_voucher",
  "save_voucher",
  "issue_run",
  "cancel_run",
  "print_run",
  "printers",
  "set_printers",
  "print_test_page",
  "cash_back",
  "set_cash_back",
  "set_sounds",
  "open_folder",
  "choose_folder",
  "back_up",
  "choose_backup_folder",
  "restore_backup",
  "look_up",
  "find_papers",
  "look_at",
  "look_near",
  "scan_image",
  "redeem",
  "unheard",
  "what_became_of",
  "heard",
  "ledger",
  "reverse",
  "void_voucher",
  "replace_voucher",
  "extend_voucher",
  "unlock_door",
  "show_code",
  "activity",
  "trust_clock",
  "came_back_today",
  "incidents",
  "incident",
  "playbooks",
  "suggestion",
  "save_playbook",
  "reset_playbook",
  "note_concern",
  "concerns",
  "drop_concern",
  "follow_ups",
  "settle_follow_up",
  "set_follow_up",
  "give_score",
  "name_cause",
  "plan_prevention",
  "finish_prevention",
  "causes",
  "guests",
  "find_guests",
  "guest",
  "change_guest",
  "merge_guests",
  "erase_guest",
  "cautions",
  "signs",
  "totals",
  "totals_by",
  "outstanding",
  "behind",
  "papers_behind",
  "export_books",
  "cancel_export",
  "bundle",
  "accounts",
  "set_accounts",
  "journal",
  "print_month",
  "open_month",
  "closings",
  "close_period",
  "reopen_period",
  "insights",
  "insights_behind",
  "print_insights",
  "open_insights",
  "save_chart",
  "takings",
  "set_takings",
  "read_takings",
  "tie",
  "set_till_bills",
  "read_till_bills",
  "team",
  "save_staff",
  "set_limit",
  "set_signin",
  "new_recovery_code",
  "print_recovery_code",
  "save_recovery_code",
  "sign_in",
  "lock",
  "recover",
  "stir",
  "room",
  "ask_for",
  "asked_for",
  "answer_asked",
] as const;

export type Command = (typeof COMMANDS)[number];

/** What the books are added up by. */
export type By = "category" | "kind" | "staff" | "approver" | "reason" | "location";

/** What the books can be written as. */
export type ExportForm = "csv" | "summary" | "xlsx" | "pdf" | "qbo" | "iif" | "xero" | "sage50" | "hledger" | "beancount";

/** What the page can ask for. Everything may reject with a `Failure`'s worth of `Problem`. */
export interface Client {
  appState(): Promise<AppState>;
  setUp(house: ShopSettings): Promise<AppState>;
  changeHouse(house: ShopSettings): Promise<AppState>;
  startSample(): Promise<AppState>;
  removeSample(): Promise<AppState>;
  /** Records the incident and gives the make-good. The same request id gives the first answer again. */
  makeItRight(request: MakeItRight): Promise<MadeRight>;
  /** Reads a picture and keeps it; it is in force once settings with it are saved. */
  takeLogo(file: ArrayBuffer): Promise<LogoTaken>;
  /** An example of a paper by settings that are not saved, so many device pixels wide. */
  previewDesign(settings: ShopSettings, paper: Paper, kind: VoucherKind, width: number): Promise<Proof>;
  /** The paper as it would print, without a code, so many device pixels wide. No paper named: the house's own. */
  previewPaper(draft: MakeItRight, paper: Paper | null, width: number): Promise<Proof>;
  /** What the paper of a draft lacks, or should be thought about, before it is handed over. */
  wording(draft: MakeItRight, paper: Paper | null): Promise<WordingRemark[]>;
  voucherWording(voucherId: string): Promise<WordingRemark[]>;
  /** The paper as it prints, so many device pixels wide. */
  previewVoucher(voucherId: string, paper: Paper | null, width: number): Promise<Proof>;
  /** Prints at once, on the printer chosen for that paper. A paper printed before is a reprint, and noted as one. */
  printVoucher(voucherId: string, staff: string, paper: Paper | null): Promise<PrintJob>;
  /** How a job stands now. One that ended badly is noted in the incident's story. */
  followPrint(of: JobOf | null, staff: string, job: JobRef): Promise<PrintJob>;
  /** Opens the paper in the system's viewer. */
  openVoucher(voucherId: string, staff: string, paper: Paper | null): Promise<void>;
  saveVoucher(voucherId: string, staff: string, paper: Paper | null): Promise<Saved>;
  /** Issues the same make-good for many guests: all of them, or none. */
  issueRun(request: RunRequest, progress: (progress: RunProgress) => void): Promise<RunIssued>;
  /** Breaks off the run that is being issued; nothing of it is kept. */
  cancelRun(): Promise<void>;
  printRun(run: string, staff: string): Promise<PrintJob>;
  /** The printers this machine's system knows, and what keeps it from knowing any. */
  printers(): Promise<PrinterList>;
  /** Which printer this station uses for which paper. */
  setPrinters(choices: PrinterChoice[]): Promise<AppState>;
  printTestPage(paper: Paper): Promise<PrintJob>;
  /** Below which rest a state asks for cash. */
  cashBack(): Promise<CashBack[]>;
  setCashBack(rows: CashBack[]): Promise<CashBack[]>;
  /** Whether the door makes sounds on this station. */
  setSounds(on: boolean): Promise<AppState>;
  openFolder(): Promise<void>;
  chooseFolder(): Promise<AppState>;
  /** Copies the books to the folder of backups, and proves the copy. */
  backUp(staff: string): Promise<BackedUp>;
  chooseBackupFolder(): Promise<AppState>;
  /** Lets the person choose a backup and puts it in the place of the books; null when they change their mind. */
  restoreBackup(staff: string): Promise<AppState | null>;
  lookUp(typed: string): Promise<Verdict>;
  /** Papers that were left at home: by name, telephone, day, or the last four of the code. */
  findPapers(typed: string): Promise<FoundPapers>;
  /** The verdict on a paper that was found without its code. */
  lookAt(voucherId: string): Promise<Verdict>;
  /** A code with a slip in it, settled by the name of the guest who holds it. */
  lookNear(typed: string, name: string): Promise<Near>;
  /** Reads the code in a photo or screenshot of a paper. */
  scanImage(file: ArrayBuffer): Promise<Scanned>;
  /** Redeems. The same request id gives the first answer again. */
  redeem(request: RedeemRequest): Promise<Redeemed>;
  /** What was asked for here and not answered before the window closed. */
  unheard(): Promise<Unheard[]>;
  /** What became of a request to redeem: taken once, or not at all. */
  whatBecameOf(requestId: string): Promise<Became>;
  /** The answer to a request to redeem was shown: it is not asked for again. */
  heard(requestId: string): Promise<void>;
  /** Everything that moved a voucher's balance, and what may be done to it now. */
  voucherLedger(voucherId: string): Promise<Ledger>;
  /** Undoes a redemption of today. The same request id gives the same answer, as with the three that follow. */
  reverse(request: MendRequest): Promise<Ledger>;
  /** Takes a voucher back for good. */
  voidVoucher(request: MendRequest): Promise<Ledger>;
  /** A new code for a lost paper; the old one is dead. */
  replaceVoucher(request: MendRequest): Promise<Replaced>;
  /** More time, once. */
  extendVoucher(request: ExtendRequest): Promise<Ledger>;
  /** Lets this station look at codes again. While people sign in it takes somebody's PIN who may. */
  unlockDoor(approval: Approval | null): Promise<void>;
  /** The whole code; that somebody looked is written down. */
  showCode(voucherId: string, reason: string, staff: string): Promise<ShownCode>;
  /** A part of everything that was written down, the latest first. */
  activity(filter: ActivityFilter): Promise<Activity>;
  /** The clock is right now, after it jumped. */
  trustClock(staff: string): Promise<AppState>;
  cameBackToday(): Promise<CameBack>;
  incidents(filter: IncidentFilter): Promise<IncidentPage>;
  incident(id: string): Promise<IncidentStory>;
  /** What the house says, does and offers, for each category and severity. */
  playbooks(): Promise<Playbook[]>;
  /** The make-good the playbook suggests: by severity, by whose lapse it was, and within the limit. */
  suggestion(request: SuggestionRequest): Promise<Suggestion>;
  savePlaybook(playbook: Playbook): Promise<Playbook[]>;
  /** Back to the plan the house started with. */
  resetPlaybook(category: Category, severity: number): Promise<Playbook[]>;
  noteConcern(form: ConcernForm): Promise<Concern>;
  /** The concerns that are open. */
  concerns(): Promise<Concern[]>;
  dropConcern(id: string, staff: string): Promise<Concern[]>;
  followUps(): Promise<FollowUps>;
  /** Outcome, note and score of a call, in one go. */
  settleFollowUp(form: FollowUpForm): Promise<FollowUps>;
  setFollowUp(incidentId: string, hours: number, staff: string): Promise<FollowUps>;
  /** The score on return. */
  giveScore(form: ScoreForm): Promise<IncidentStory>;
  nameCause(form: CauseForm): Promise<IncidentStory>;
  planPrevention(form: PreventionForm): Promise<IncidentStory>;
  finishPrevention(id: string, staff: string): Promise<Causes>;
  causes(): Promise<Causes>;
  guests(search: string, offset: number, limit: number): Promise<GuestList>;
  /** At most six, while somebody types; none for fewer than two characters. */
  findGuests(typed: string): Promise<GuestRow[]>;
  guest(id: string): Promise<GuestStory>;
  changeGuest(form: GuestForm): Promise<GuestStory>;
  /** What the second has becomes the first's. */
  mergeGuests(keep: string, gone: string, staff: string): Promise<GuestStory>;
  /** Forgets a guest for good; the figures stay. */
  eraseGuest(id: string, staff: string): Promise<GuestList>;
  /** What should not stand in a text. */
  cautions(text: string): Promise<Caution[]>;
  signs(): Promise<Sign[]>;
  totals(from: string, to: string): Promise<Totals>;
  /** A period by people or by causes: a line each. */
  totalsBy(from: string, to: string, by: By): Promise<TotalsRow[]>;
  /** How what is outstanding moved in a period, and what it is at its end. */
  outstanding(from: string, to: string): Promise<Outstanding>;
  /** The movements behind a figure, the latest first. */
  behind(asked: BehindRequest): Promise<Behind>;
  /** The papers behind a figure of what is outstanding. */
  papersBehind(asked: PapersBehindRequest): Promise<PapersBehind>;
  /** Writes a period to the folder of papers and exports, in one of the forms. */
  exportBooks(from: string, to: string, form: ExportForm, progress: (progress: ExportProgress) => void): Promise<Exported>;
  /** Breaks off the export that is being made; nothing of it is written. */
  cancelExport(): Promise<void>;
  /** Hands a closed period over: in these forms, as one folder with a manifest. */
  bundle(batch: number, forms: ExportForm[], progress: (progress: ExportProgress) => void): Promise<Bundled>;
  /** How the shop posts. */
  accounts(): Promise<Accounts>;
  setAccounts(form: AccountsForm): Promise<Accounts>;
  /** The journal of a period, a month an entry; rejects with why there is none. */
  journal(from: string, to: string): Promise<Journal[]>;
  /** The closed periods, and what was exported. */
  closings(): Promise<Closings>;
  /** Makes everything through a day final. */
  closePeriod(through: string, staff: string): Promise<Closings>;
  /** Opens a closed period again. */
  reopenPeriod(batch: number, reason: string, staff: string): Promise<Closings>;
  /** Prints the month on a page. */
  printMonth(from: string, to: string): Promise<PrintJob>;
  /** Opens the month on a page in the system's viewer. */
  openMonth(from: string, to: string): Promise<void>;
  /** What went wrong, what it cost, who came back and what to fix next, of one period against another. */
  insights(asked: InsightsRequest): Promise<Insights>;
  /** The incidents behind a figure of the insights, the latest first. */
  insightsBehind(asked: InsightBehindRequest): Promise<InsightBehind>;
  /** Prints the page of insights. */
  printInsights(asked: InsightsRequest): Promise<PrintJob>;
  /** Opens the page of insights in the system's viewer. */
  openInsights(asked: InsightsRequest): Promise<void>;
  /** Saves a chart, drawn as SVG, into the folder of papers and exports. */
  saveChart(title: string, svg: string): Promise<Saved>;
  /** What the till took in a period. */
  takings(from: string, to: string): Promise<TakingsOfPeriod>;
  /** Sets what the till took, all of it or nothing. */
  setTakings(form: TakingsForm): Promise<TakingsWritten>;
  /** Reads what was copied from a spreadsheet; nothing is set by it. */
  readTakings(pasted: string): Promise<PastedTakings>;
  /** The till's comps of a period against ours. */
  tie(from: string, to: string): Promise<Tie>;
  /** Sets the bills of the till, all of the days or none. */
  setTillBills(form: TillBillsForm): Promise<TakingsWritten>;
  /** Reads a list of bills that was copied from a spreadsheet; nothing is set by it. */
  readTillBills(pasted: string): Promise<PastedBills>;
  /** Calls back when another program changed the books. Call the answer to stop. */
  onChanged(changed: () => void): () => void;
  /** The people, their limits, and who may do what. */
  team(): Promise<Team>;
  saveStaff(form: StaffForm): Promise<Team>;
  setLimit(form: LimitForm): Promise<Team>;
  /** Switching on needs an owner with a password, who then is signed in. */
  setSignin(on: boolean, staffId: string | null, secret: string | null): Promise<SigninSwitched>;
  newRecoveryCode(): Promise<SigninSwitched>;
  /** Prints the recovery code on the printer for full pages; only the one in force. */
  printRecoveryCode(code: string): Promise<PrintJob>;
  saveRecoveryCode(code: string): Promise<Saved>;
  signIn(staffId: string, secret: string): Promise<AppState>;
  lock(): Promise<AppState>;
  /** Lets the owner back in, with a new password. */
  recover(code: string, secret: string): Promise<AppState>;
  /** Somebody touched the screen: it does not lock yet. */
  stir(): Promise<void>;
  /** The room a make-good leaves; null where no limit counts. */
  room(request: RoomRequest): Promise<Room | null>;
  /** Records the incident, and keeps its make-good waiting for somebody's yes. */
  askFor(request: MakeItRight): Promise<Waiting>;
  askedFor(): Promise<AskedFor[]>;
  /** What was made, with a yes; null with a no. */
  answerAsked(answer: AskedAnswer): Promise<MadeRight | null>;
  /** Calls back when the screen locked by itself. Call the answer to stop. */
  onLocked(locked: () => void): () => void;
}

/** The client that asks the shell. */
class ShellClient implements Client {
  #ask<Answer>(command: Command, args?: Record<string, unknown>): Promise<Answer> {
    return invoke<Answer>(command, args);
  }

  async #proof(command: Command, args: Record<string, unknown>): Promise<Proof> {
    return proofOf(await this.#ask<ArrayBuffer>(command, args));
  }

  appState = () => this.#ask<AppState>("app_state");
  setUp = (house: ShopSettings) => this.#ask<AppState>("set_up", { house });
  changeHouse = (house: ShopSettings) => this.#ask<AppState>("change_house", { house });
  startSample = () => this.#ask<AppState>("start_sample");
  removeSample = () => this.#ask<AppState>("remove_sample");
  makeItRight = (request: MakeItRight) => this.#ask<MadeRight>("make_it_right", { request });
  takeLogo = (file: ArrayBuffer) => invoke<LogoTaken>("take_logo" satisfies Command, file);
  previewDesign = (settings: ShopSettings, paper: Paper, kind: VoucherKind, width: number) => this.#proof("preview_design", { settings, paper, kind, width });
  previewPaper = (draft: MakeItRight, paper: Paper | null, width: number) => this.#proof("preview_paper", { draft, paper, width });
  wording = (draft: MakeItRight, paper: Paper | null) => this.#ask<WordingRemark[]>("wording", { draft, paper });
  voucherWording = (voucherId: string) => this.#ask<WordingRemark[]>("voucher_wording", { voucherId });
  previewVoucher = (voucherId: string, paper: Paper | null, width: number) => this.#proof("preview_voucher", { voucherId, paper, width });
  printVoucher = (voucherId: string, staff: string, paper: Paper | null) => this.#ask<PrintJob>("print_voucher", { voucherId, staff, paper });
  followPrint = (of: JobOf | null, staff: string, { id, printer }: JobRef) =>
    this.#ask<PrintJob>("follow_print", { of, staff, job: { id, printer } });
  openVoucher = (voucherId: string, staff: string, paper: Paper | null) => this.#ask<undefined>("open_voucher", { voucherId, staff, paper });
  saveVoucher = (voucherId: string, staff: string, paper: Paper | null) => this.#ask<Saved>("save_voucher", { voucherId, staff, paper });
  issueRun(request: RunRequest, progress: (progress: RunProgress) => void): Promise<RunIssued> {
    return this.#ask<RunIssued>("issue_run", { request, progress: new Channel<RunProgress>(progress) });
  }
  cancelRun = () => this.#ask<undefined>("cancel_run");
  printRun = (run: string, staff: string) => this.#ask<PrintJob>("print_run", { run, staff });
  printers = () => this.#ask<PrinterList>("printers");
  setPrinters = (choices: PrinterChoice[]) => this.#ask<AppState>("set_printers", { choices });
  printTestPage = (paper: Paper) => this.#ask<PrintJob>("print_test_page", { paper });
  cashBack = () => this.#ask<CashBack[]>("cash_back");
  setCashBack = (rows: CashBack[]) => this.#ask<CashBack[]>("set_cash_back", { rows });
  setSounds = (on: boolean) => this.#ask<AppState>("set_sounds", { on });
  openFolder = () => this.#ask<undefined>("open_folder");
  chooseFolder = () => this.#ask<AppState>("choose_folder");
  backUp = (staff: string) => this.#ask<BackedUp>("back_up", { staff });
  chooseBackupFolder = () => this.#ask<AppState>("choose_backup_folder");
  restoreBackup = (staff: string) => this.#ask<AppState | null>("restore_backup", { staff });
  lookUp = (typed: string) => this.#ask<Verdict>("look_up", { typed });
  findPapers = (typed: string) => this.#ask<FoundPapers>("find_papers", { typed });
  lookAt = (voucherId: string) => this.#ask<Verdict>("look_at", { voucherId });
  lookNear = (typed: string, name: string) => this.#ask<Near>("look_near", { typed, name });
  scanImage = (file: ArrayBuffer) => invoke<Scanned>("scan_image" satisfies Command, file);
  redeem = (request: RedeemRequest) => this.#ask<Redeemed>("redeem", { request });
  unheard = () => this.#ask<Unheard[]>("unheard");
  whatBecameOf = (requestId: string) => this.#ask<Became>("what_became_of", { requestId });
  heard = (requestId: string) => this.#ask<undefined>("heard", { requestId });
  voucherLedger = (voucherId: string) => this.#ask<Ledger>("ledger", { voucherId });
  reverse = (request: MendRequest) => this.#ask<Ledger>("reverse", { request });
  voidVoucher = (request: MendRequest) => this.#ask<Ledger>("void_voucher", { request });
  replaceVoucher = (request: MendRequest) => this.#ask<Replaced>("replace_voucher", { request });
  extendVoucher = (request: ExtendRequest) => this.#ask<Ledger>("extend_voucher", { request });
  unlockDoor = (approval: Approval | null) => this.#ask<undefined>("unlock_door", { approval });
  showCode = (voucherId: string, reason: string, staff: string) => this.#ask<ShownCode>("show_code", { voucherId, reason, staff });
  activity = (filter: ActivityFilter) => this.#ask<Activity>("activity", { filter });
  trustClock = (staff: string) => this.#ask<AppState>("trust_clock", { staff });
  cameBackToday = () => this.#ask<CameBack>("came_back_today");
  incidents = (filter: IncidentFilter) => this.#ask<IncidentPage>("incidents", { filter });
  incident = (id: string) => this.#ask<IncidentStory>("incident", { id });
  playbooks = () => this.#ask<Playbook[]>("playbooks");
  suggestion = (request: SuggestionRequest) => this.#ask<Suggestion>("suggestion", { request });
  savePlaybook = (playbook: Playbook) => this.#ask<Playbook[]>("save_playbook", { playbook });
  resetPlaybook = (category: Category, severity: number) => this.#ask<Playbook[]>("reset_playbook", { category, severity });
  noteConcern = (form: ConcernForm) => this.#ask<Concern>("note_concern", { form });
  concerns = () => this.#ask<Concern[]>("concerns");
  dropConcern = (id: string, staff: string) => this.#ask<Concern[]>("drop_concern", { id, staff });
  followUps = () => this.#ask<FollowUps>("follow_ups");
  settleFollowUp = (form: FollowUpForm) => this.#ask<FollowUps>("settle_follow_up", { form });
  setFollowUp = (incidentId: string, hours: number, staff: string) => this.#ask<FollowUps>("set_follow_up", { incidentId, hours, staff });
  giveScore = (form: ScoreForm) => this.#ask<IncidentStory>("give_score", { form });
  nameCause = (form: CauseForm) => this.#ask<IncidentStory>("name_cause", { form });
  planPrevention = (form: PreventionForm) => this.#ask<IncidentStory>("plan_prevention", { form });
  finishPrevention = (id: string, staff: string) => this.#ask<Causes>("finish_prevention", { id, staff });
  causes = () => this.#ask<Causes>("causes");
  guests = (search: string, offset: number, limit: number) => this.#ask<GuestList>("guests", { search, offset, limit });
  findGuests = (typed: string) => this.#ask<GuestRow[]>("find_guests", { typed });
  guest = (id: string) => this.#ask<GuestStory>("guest", { id });
  changeGuest = (form: GuestForm) => this.#ask<GuestStory>("change_guest", { form });
  mergeGuests = (keep: string, gone: string, staff: string) => this.#ask<GuestStory>("merge_guests", { keep, gone, staff });
  eraseGuest = (id: string, staff: string) => this.#ask<GuestList>("erase_guest", { id, staff });
  cautions = (text: string) => this.#ask<Caution[]>("cautions", { text });
  signs = () => this.#ask<Sign[]>("signs");
  totals = (from: string, to: string) => this.#ask<Totals>("totals", { from, to });
  totalsBy = (from: string, to: string, by: By) => this.#ask<TotalsRow[]>("totals_by", { from, to, by });
  outstanding = (from: string, to: string) => this.#ask<Outstanding>("outstanding", { from, to });
  behind = (asked: BehindRequest) => this.#ask<Behind>("behind", { asked });
  papersBehind = (asked: PapersBehindRequest) => this.#ask<PapersBehind>("papers_behind", { asked });
  exportBooks(from: string, to: string, form: ExportForm, progress: (progress: ExportProgress) => void): Promise<Exported> {
    return this.#ask<Exported>("export_books", { from, to, form, progress: new Channel<ExportProgress>(progress) });
  }
  cancelExport = () => this.#ask<undefined>("cancel_export");
  bundle(batch: number, forms: ExportForm[], progress: (progress: ExportProgress) => void): Promise<Bundled> {
    return this.#ask<Bundled>("bundle", { batch, forms, progress: new Channel<ExportProgress>(progress) });
  }
  accounts = () => this.#ask<Accounts>("accounts");
  setAccounts = (form: AccountsForm) => this.#ask<Accounts>("set_accounts", { form });
  closings = () => this.#ask<Closings>("closings");
  closePeriod = (through: string, staff: string) => this.#ask<Closings>("close_period", { through, staff });
  reopenPeriod = (batch: number, reason: string, staff: string) => this.#ask<Closings>("reopen_period", { batch, reason, staff });
  journal = (from: string, to: string) => this.#ask<Journal[]>("journal", { from, to });
  printMonth = (from: string, to: string) => this.#ask<PrintJob>("print_month", { from, to });
  openMonth = (from: string, to: string) => this.#ask<undefined>("open_month", { from, to });
  insights = (asked: InsightsRequest) => this.#ask<Insights>("insights", { asked });
  insightsBehind = (asked: InsightBehindRequest) => this.#ask<InsightBehind>("insights_behind", { asked });
  printInsights = (asked: InsightsRequest) => this.#ask<PrintJob>("print_insights", { asked });
  openInsights = (asked: InsightsRequest) => this.#ask<undefined>("open_insights", { asked });
  saveChart = (title: string, svg: string) => this.#ask<Saved>("save_chart", { title, svg });
  takings = (from: string, to: string) => this.#ask<TakingsOfPeriod>("takings", { from, to });
  setTakings = (form: TakingsForm) => this.#ask<TakingsWritten>("set_takings", { form });
  readTakings = (pasted: string) => this.#ask<PastedTakings>("read_takings", { pasted });
  tie = (from: string, to: string) => this.#ask<Tie>("tie", { from, to });
  setTillBills = (form: TillBillsForm) => this.#ask<TakingsWritten>("set_till_bills", { form });
  readTillBills = (pasted: string) => this.#ask<PastedBills>("read_till_bills", { pasted });
  team = () => this.#ask<Team>("team");
  saveStaff = (form: StaffForm) => this.#ask<Team>("save_staff", { form });
  setLimit = (form: LimitForm) => this.#ask<Team>("set_limit", { form });
  setSignin = (on: boolean, staffId: string | null, secret: string | null) => this.#ask<SigninSwitched>("set_signin", { on, staffId, secret });
  newRecoveryCode = () => this.#ask<SigninSwitched>("new_recovery_code");
  printRecoveryCode = (code: string) => this.#ask<PrintJob>("print_recovery_code", { code });
  saveRecoveryCode = (code: string) => this.#ask<Saved>("save_recovery_code", { code });
  signIn = (staffId: string, secret: string) => this.#ask<AppState>("sign_in", { staffId, secret });
  lock = () => this.#ask<AppState>("lock");
  recover = (code: string, secret: string) => this.#ask<AppState>("recover", { code, secret });
  stir = () => this.#ask<undefined>("stir");
  room = (request: RoomRequest) => this.#ask<Room | null>("room", { request });
  askFor = (request: MakeItRight) => this.#ask<Waiting>("ask_for", { request });
  askedFor = () => this.#ask<AskedFor[]>("asked_for");
  answerAsked = (answer: AskedAnswer) => this.#ask<MadeRight | null>("answer_asked", { answer });

  onChanged = (changed: () => void) => this.#hear("changed", changed);
  onLocked = (locked: () => void) => this.#hear("locked", locked);

  #hear(event: string, heard: () => void): () => void {
    const listening = listen(event, heard);
    return () => void listening.then((stop) => { stop(); });
  }
}

/** Whether this build carries the twin that runs without a shell; the packaged app does not. */
const TWIN = import.meta.env.DEV || import.meta.env.MODE === "twin";

/** The shell's client in its window; in a plain browser, while developing, the twin in memory. */
export async function connect(): Promise<Client> {
  if ("__TAURI_INTERNALS__" in window) return new ShellClient();
  if (TWIN) {
    const { MemoryClient } = await import("./memory");
    return MemoryClient.fromAddress(new URLSearchParams(window.location.search));
  }
  throw new Error("This page belongs in the Comeback window. Start the app instead.");
}

export const [getClient, setClient] = createContext<Client>();
