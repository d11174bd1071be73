// Generated from the Rust types; run the tests with UPDATE=1 to write it again.

export type Topic = "incident" | "make_good" | "paper" | "door" | "mending" | "guest" | "care" | "team" | "house";

export type Category = "food_quality" | "wrong_item" | "long_wait" | "service" | "cleanliness" | "billing" | "reservation" | "takeout" | "other";

export type Responsibility = "ours" | "partly_ours" | "not_ours";

export type MakeGoodKind = "check" | "certificate" | "comp" | "gesture";

export type VoucherKind = "check" | "certificate";

export type VoucherStatus = "outstanding" | "redeemed" | "expired" | "voided";

export type Paper = "letter" | "a4" | "three-up" | "receipt80" | "receipt58" | "letter-mail" | "a4-mail";

export type Role = "owner" | "manager" | "host" | "bookkeeper";

export type LimitWindow = "incident" | "guest" | "day" | "month";

export type SignKind = "same_hands" | "same_day" | "often_the_same_guest" | "near_the_end_of_a_shift" | "reversals" | "reprints" | "wrong_codes";

export type DoorTone = "good" | "stop" | "look" | "wait";

export type DoorReason = "good" | "conditions" | "already_used" | "expired" | "extendable" | "voided" | "replaced" | "mistyped" | "not_a_code" | "not_ours" | "unknown_code" | "paused" | "bill_taken" | "more_than_left" | "over_bill";

/** How each answer of the door is met. */
export const DOOR_REASONS: Readonly<Record<DoorReason, DoorTone>> = {
  good: "good",
  conditions: "good",
  already_used: "stop",
  expired: "wait",
  extendable: "wait",
  voided: "stop",
  replaced: "stop",
  mistyped: "look",
  not_a_code: "look",
  not_ours: "look",
  unknown_code: "look",
  paused: "wait",
  bill_taken: "look",
  more_than_left: "look",
  over_bill: "look",
};

/**
 * An amount, with how a person reads it.
 */
export type Money = { 
/**
 * Whole minor units.
 */
minor: number, 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * `$1,234.50`.
 */
text: string, };

/**
 * The settings of the shop, as typed and as shown.
 */
export type ShopSettings = { 
/**
 * At the head of every paper.
 */
name: string, 
/**
 * As guests should read it.
 */
address: string, 
/**
 * As guests should read it.
 */
telephone: string, 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * IANA name.
 */
timezone: string, 
/**
 * `04:00`.
 */
cutover: string, 
/**
 * What is in the printer.
 */
paper: Paper, 
/**
 * How long a new paper is good.
 */
expiry_days: number, 
/**
 * The shop's own words on the paper.
 */
apology: string, 
/**
 * THIS IS NOT A CHECK across a check.
 */
legend: boolean, 
/**
 * The set of type.
 */
style: "classic" | "modern", 
/**
 * The one colour beside black: `#1E4D3B`.
 */
accent: string, 
/**
 * Lines where there would be filled areas.
 */
save_ink: boolean, 
/**
 * The logo, by what `take_logo` called it.
 */
logo: string | null, 
/**
 * What stands below the required wording.
 */
fine_print: string, 
/**
 * What certificates usually give.
 */
benefits: Array<string>, 
/**
 * The words of the mailed letter; empty for the suggested ones.
 */
letter: string, 
/**
 * What stands above its signature; empty for the usual.
 */
closing: string, 
/**
 * Guests are forgotten this many months after the last contact; 1 to 24.
 */
retention_months: number, 
/**
 * By how many days a paper may be extended, once; 0 for never.
 */
extend_days: number, 
/**
 * More than one paper may come off the same bill.
 */
stacking: boolean, 
/**
 * A check keeps what is left over; otherwise its first use uses it up.
 */
keeps_balance: boolean, 
/**
 * Nothing is taken before it is written what the bill comes to.
 */
bill_total: boolean, };

/**
 * The clock does not go with what was written before.
 */
export type ClockWarning = { 
/**
 * It shows an earlier time than the last entry; else one that is later by more than a month.
 */
back: boolean, 
/**
 * What is odd, in a sentence.
 */
says: string, 
/**
 * What it means for what is written now, and what to do.
 */
then: string, };

/**
 * What the window knows before anything is done.
 */
export type AppState = { 
/**
 * The settings; `null` on the first run.
 */
house: ShopSettings | null, 
/**
 * This is the sample restaurant, not the real books.
 */
sample: boolean, 
/**
 * The present moment.
 */
now: string, 
/**
 * The business date of now; empty before the shop is set up.
 */
business_date: string, 
/**
 * The expiry a new paper gets unless another is chosen; empty before the shop is set up.
 */
expires_on: string, 
/**
 * What stands before an amount: `$`.
 */
currency_prefix: string, 
/**
 * How many decimals an amount has.
 */
currency_decimals: number, 
/**
 * This machine.
 */
station: string, 
/**
 * Where the database is.
 */
data_folder: string, 
/**
 * The same in words a host understands: `on this machine`.
 */
data_place: string, 
/**
 * When the books were last backed up; `null` before the first time.
 */
last_backup: string | null, 
/**
 * Where backups go.
 */
backup_folder: string, 
/**
 * Where papers and exports are saved.
 */
save_folder: string, 
/**
 * Who recorded something lately, the last first.
 */
staff: Array<string>, 
/**
 * The apology a new shop starts with.
 */
suggested_apology: string, 
/**
 * The letter of a shop that wrote none of its own.
 */
suggested_letter: string, 
/**
 * Which printer of this station takes which paper.
 */
printing: Array<PrinterChoice>, 
/**
 * Whether the door makes sounds on this station.
 */
sounds: boolean, 
/**
 * Who is at this screen, and whether people sign in.
 */
session: SessionState, 
/**
 * How many follow-ups are due by the end of today.
 */
follow_ups_due: number, 
/**
 * How many concerns are open.
 */
concerns: number, 
/**
 * How many make-goods wait for a yes that whoever is in may give.
 */
asked_for: number, 
/**
 * The clock of this machine shows what it should not; `null` while nothing is odd.
 */
clock: ClockWarning | null, 
/**
 * The program's version.
 */
version: string, };

/**
 * A file was written.
 */
export type Saved = { 
/**
 * The whole path.
 */
path: string, };

/**
 * A copy of the books was made.
 */
export type BackedUp = { 
/**
 * The whole path.
 */
path: string, 
/**
 * How large it is.
 */
bytes: number, 
/**
 * The last event in it.
 */
through: number, 
/**
 * The hash of that event.
 */
head: string, };

/**
 * A copy took the place of the books.
 */
export type Restored = { 
/**
 * The copy.
 */
file: string, 
/**
 * The last event in it.
 */
through: number, 
/**
 * Where the books before it lie now; `null` when there were none.
 */
set_aside: string | null, };

/**
 * Which printer of this station takes a paper.
 */
export type PrinterChoice = { 
/**
 * The form of the paper.
 */
paper: Paper, 
/**
 * The printer; `null` for the system's default.
 */
printer: string | null, 
/**
 * How far to the right this printer has to be moved, in millimetres.
 */
shift_x_mm: number, 
/**
 * How far down.
 */
shift_y_mm: number, };

/**
 * What a printer does.
 */
export type PrinterState = "ready" | "printing" | "stopped";

/**
 * A printer the system knows.
 */
export type Printer = { 
/**
 * What the system calls it.
 */
name: string, 
/**
 * What people call it.
 */
label: string, 
/**
 * Where it stands.
 */
place: string, 
/**
 * The one that is used unless another is chosen.
 */
default: boolean, 
/**
 * What it does.
 */
state: PrinterState, 
/**
 * Why it does not print, or what it asks for.
 */
reasons: Array<string>, };

/**
 * The printers of this machine.
 */
export type PrinterList = { 
/**
 * Each of them.
 */
printers: Array<Printer>, 
/**
 * Why there are none to be had, in a sentence.
 */
problem: string | null, };

/**
 * How far a print is.
 */
export type JobState = "waiting" | "held" | "printing" | "done" | "failed" | "cancelled";

/**
 * Whose paper a print job carries.
 */
export type JobOf = { "kind": "voucher", 
/**
 * The voucher.
 */
id: string, } | { "kind": "run", 
/**
 * The run.
 */
id: string, };

/**
 * Which job is asked about.
 */
export type JobRef = { 
/**
 * The printer's number for it.
 */
id: number, 
/**
 * The printer.
 */
printer: string, };

/**
 * A paper on its way out of a printer.
 */
export type PrintJob = { 
/**
 * The printer's number for it.
 */
id: number, 
/**
 * The printer.
 */
printer: string, 
/**
 * How far it is.
 */
state: JobState, 
/**
 * What the printer says about it.
 */
reason: string | null, 
/**
 * The same for a person, with the next step.
 */
sentence: string, };

/**
 * A logo was read and kept.
 */
export type LogoTaken = { 
/**
 * What the settings call it.
 */
logo: string, 
/**
 * Its width in pixels.
 */
width: number, 
/**
 * Its height in pixels.
 */
height: number, };

/**
 * How much a remark weighs.
 */
export type RemarkWeight = "missing" | "note";

/**
 * What the wording check says of a paper.
 */
export type WordingRemark = { 
/**
 * Which rule: `legend`, `expiry`, `glyphs` ...
 */
rule: string, 
/**
 * How much it weighs.
 */
weight: RemarkWeight, 
/**
 * What and why, with the next step.
 */
sentence: string, };

/**
 * Below which rest a state has a gift card paid out in cash.
 */
export type CashBack = { 
/**
 * The state, by its name or its two letters.
 */
state: string, 
/**
 * Whole minor units.
 */
below_minor: number, 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * Where this was read.
 */
source: string, };

/**
 * What the guest is to get. Amounts as typed.
 */
export type MakeGoodRequest = { "kind": "comp", 
/**
 * How much.
 */
amount: string, } | { "kind": "check", 
/**
 * How much.
 */
amount: string, 
/**
 * The last day it is good; `null` for the shop's default.
 */
expires_on: string | null, } | { "kind": "certificate", 
/**
 * What it is good for.
 */
benefit: string, 
/**
 * Its menu value where known.
 */
value: string | null, 
/**
 * The last day it is good; `null` for the shop's default.
 */
expires_on: string | null, } | { "kind": "gesture", 
/**
 * What was done.
 */
what: string, 
/**
 * What it cost.
 */
cost: string, };

/**
 * An incident and its make-good, as typed.
 */
export type MakeItRight = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * What fell short.
 */
category: Category, 
/**
 * 1 a slip, 2 a let-down, 3 serious.
 */
severity: number, 
/**
 * What happened.
 */
what: string, 
/**
 * Where.
 */
place: string, 
/**
 * The guest's name.
 */
guest: string, 
/**
 * The guest's telephone or email.
 */
contact: string, 
/**
 * Who records it.
 */
staff: string, 
/**
 * 0 to 10, where asked.
 */
score: number | null, 
/**
 * What the guest is to get.
 */
make_good: MakeGoodRequest, 
/**
 * The guest, where they were found in the list; name and contact are then as they stand there.
 */
guest_id?: string | null, 
/**
 * The concern it came from.
 */
concern_id?: string | null, 
/**
 * The steps of the playbook that were ticked.
 */
steps?: Array<string>, 
/**
 * How much of it the house answers for; ours if left out.
 */
responsibility?: Responsibility | null, 
/**
 * A second person's yes, where it goes over a limit.
 */
approval?: Approval | null, };

/**
 * The incident is recorded and the make-good given or issued.
 */
export type MadeRight = { 
/**
 * The incident.
 */
incident: Incident, 
/**
 * The make-good.
 */
make_good: MakeGood, 
/**
 * The voucher, where the make-good is one.
 */
voucher: Voucher | null, };

/**
 * What fell short for a guest.
 */
export type Incident = { 
/**
 * Its identity.
 */
id: string, 
/**
 * When it happened.
 */
at: string, 
/**
 * The day it counts for.
 */
business_date: string, 
/**
 * What fell short.
 */
category: Category, 
/**
 * 1 a slip, 2 a let-down, 3 serious.
 */
severity: number, 
/**
 * How much of it the house answers for.
 */
responsibility: Responsibility, 
/**
 * What happened.
 */
what: string, 
/**
 * Where.
 */
place: string | null, 
/**
 * The guest's page; `null` where nobody is known, or they are forgotten.
 */
guest_id: string | null, 
/**
 * The guest's name.
 */
guest: string | null, 
/**
 * The guest's telephone or email.
 */
contact: string | null, 
/**
 * Who recorded it.
 */
staff: string | null, 
/**
 * How the guest felt, 0 to 10.
 */
score: number | null, };

/**
 * The same make-good for many guests.
 */
export type RunRequest = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * The incident it makes good; `null` to record the draft's.
 */
incident_id: string | null, 
/**
 * The incident, where it is new, and what each guest gets.
 */
draft: MakeItRight, 
/**
 * Their names; empty for papers without a name.
 */
guests: Array<string>, 
/**
 * How many papers without a name.
 */
count: number | null, 
/**
 * The form of the papers; left out for the shop's.
 */
paper?: Paper | null, };

/**
 * How far a run is.
 */
export type RunProgress = { 
/**
 * Papers that are set.
 */
done: number, 
/**
 * Of how many.
 */
total: number, };

/**
 * A run was issued, and its papers saved.
 */
export type RunIssued = { 
/**
 * Its identity, for printing it.
 */
run: string, 
/**
 * What it makes good.
 */
incident: Incident, 
/**
 * How many vouchers.
 */
count: number, 
/**
 * All papers in one file.
 */
saved: Saved, };

/**
 * Where a make-good stands today.
 */
export type MakeGoodStatus = "done" | "open" | "part_used" | "came_back" | "expired" | "voided";

/**
 * What the guest got.
 */
export type MakeGood = { 
/**
 * Its identity; of a voucher, the voucher's.
 */
id: string, 
/**
 * Which of the four.
 */
kind: MakeGoodKind, 
/**
 * The money it stands for, where there is a figure.
 */
amount: Money | null, 
/**
 * The benefit of a certificate, what a gesture was.
 */
what: string | null, 
/**
 * Where it stands.
 */
status: MakeGoodStatus, 
/**
 * The end of a voucher's code.
 */
last_four: string | null, 
/**
 * The last day a voucher is good.
 */
expires_on: string | null, };

/**
 * The states a list can be narrowed to.
 */
export type IncidentStatus = "open" | "came_back" | "expired";

/**
 * What to list. Empty text and `null` narrow nothing.
 */
export type IncidentFilter = { 
/**
 * Part of a guest's name or contact, of what happened, of a place, a bill number, or the last four of a code.
 */
search: string, 
/**
 * The first business date.
 */
from: string | null, 
/**
 * The last business date.
 */
to: string | null, 
/**
 * One category.
 */
category: Category | null, 
/**
 * One kind of make-good.
 */
kind: MakeGoodKind | null, 
/**
 * One state.
 */
status: IncidentStatus | null, 
/**
 * How many to pass over.
 */
offset: number, 
/**
 * How many to give; at most 500.
 */
limit: number, };

/**
 * How many incidents each state has, under the rest of the filter.
 */
export type IncidentCounts = { 
/**
 * All of them.
 */
all: number, 
/**
 * With an open voucher.
 */
open: number, 
/**
 * Whose guest came back.
 */
came_back: number, 
/**
 * Whose voucher ran out.
 */
expired: number, };

/**
 * One line of the list.
 */
export type IncidentRow = { 
/**
 * The incident.
 */
incident: Incident, 
/**
 * What the guest got, in the order given.
 */
make_goods: Array<MakeGood>, };

/**
 * A part of the list, latest first.
 */
export type IncidentPage = { 
/**
 * The lines asked for.
 */
rows: Array<IncidentRow>, 
/**
 * How many there are under the whole filter.
 */
total: number, 
/**
 * How many each state has.
 */
counts: IncidentCounts, 
/**
 * What was given for all of them, where there is a figure.
 */
given: Money, };

/**
 * One thing that happened.
 */
export type TimelineStep = { "step": "recorded" } | { "step": "code_shown", 
/**
 * The end of the code.
 */
last_four: string, 
/**
 * Why, where it was said.
 */
reason: string | null, } | { "step": "given", 
/**
 * Comp or gesture.
 */
kind: MakeGoodKind, 
/**
 * Its amount or cost.
 */
amount: Money | null, 
/**
 * What a gesture was.
 */
what: string | null, } | { "step": "issued", 
/**
 * Check or certificate.
 */
kind: VoucherKind, 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * Its amount, where there is a figure.
 */
amount: Money | null, 
/**
 * What a certificate is good for.
 */
benefit: string | null, 
/**
 * The last day it is good.
 */
expires_on: string, 
/**
 * How many at once: more than one of a run, and then the rest tells of the first.
 */
count: number, } | { "step": "asked", 
/**
 * Which of the four.
 */
kind: MakeGoodKind, 
/**
 * What it is worth, where there is a figure.
 */
amount: Money | null, 
/**
 * Why it waited, in a sentence.
 */
why: string, } | { "step": "declined", 
/**
 * Why not.
 */
reason: string, } | { "step": "redeemed", 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * What came off the bill.
 */
amount: Money | null, 
/**
 * Which bill.
 */
bill: string | null, 
/**
 * What is left.
 */
remaining: Money | null, 
/**
 * Days since the incident.
 */
days_after: number, 
/**
 * The paper was left at home.
 */
without_paper: boolean, } | { "step": "reversed", 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * What was given back.
 */
amount: Money | null, 
/**
 * Why.
 */
reason: string, } | { "step": "voided", 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * Why.
 */
reason: string, } | { "step": "replaced", 
/**
 * The end of the old code.
 */
last_four: string, 
/**
 * The end of the new one.
 */
by: string, 
/**
 * Why.
 */
reason: string, } | { "step": "extended", 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * The last day it is good now.
 */
until: string, 
/**
 * Why.
 */
reason: string, } | { "step": "printed", 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * The form of the paper.
 */
paper: Paper, 
/**
 * The printer.
 */
printer: string | null, 
/**
 * How many at once: more than one of a run, and then the rest tells of the first.
 */
count: number, } | { "step": "reprinted", 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * The form of the paper, where that was recorded.
 */
paper: Paper | null, 
/**
 * The printer, where that was recorded.
 */
printer: string | null, 
/**
 * How many at once: more than one of a run, and then the rest tells of the first.
 */
count: number, } | { "step": "saved", 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * The form of the paper.
 */
paper: Paper, 
/**
 * The name of the file; `null` when it was opened in a viewer.
 */
file: string | null, 
/**
 * How many at once: more than one of a run, and then the rest tells of the first.
 */
count: number, } | { "step": "print_failed", 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * The form of the paper.
 */
paper: Paper, 
/**
 * The printer, where one was found.
 */
printer: string | null, 
/**
 * Why.
 */
reason: string, 
/**
 * How many at once: more than one of a run, and then the rest tells of the first.
 */
count: number, } | { "step": "concern_noted", 
/**
 * What was seen.
 */
what: string, } | { "step": "follow_up_set", 
/**
 * When.
 */
due_at: string, } | { "step": "followed_up", 
/**
 * How it went.
 */
outcome: FollowUpOutcome, 
/**
 * What the guest said.
 */
note: string | null, 
/**
 * How they felt.
 */
score: number | null, } | { "step": "scored", 
/**
 * 0 to 10.
 */
score: number, 
/**
 * What they said.
 */
words: string | null, } | { "step": "cause_named", 
/**
 * In the team's words.
 */
cause: string, } | { "step": "prevention_planned", 
/**
 * What.
 */
what: string, 
/**
 * Who does it.
 */
owner: string, 
/**
 * Until when.
 */
due_on: string, } | { "step": "prevention_done", 
/**
 * What.
 */
what: string, };

/**
 * One thing that happened, when and by whom.
 */
export type TimelineEntry = { 
/**
 * When.
 */
at: string, 
/**
 * The day it counts for.
 */
business_date: string, 
/**
 * By whom.
 */
staff: string | null, 
/**
 * On which machine.
 */
station: string, 
/**
 * Who said yes to it, where it went over a limit.
 */
approved_by?: string | null, 
/**
 * What.
 */
what: TimelineStep, };

/**
 * An incident, told by its events.
 */
export type IncidentStory = { 
/**
 * The incident.
 */
incident: Incident, 
/**
 * What the guest got.
 */
make_goods: Array<MakeGood>, 
/**
 * Its vouchers as they stand.
 */
vouchers: Array<Voucher>, 
/**
 * What happened, in order.
 */
timeline: Array<TimelineEntry>, 
/**
 * How the guest felt, in order.
 */
scores: Array<ScorePoint>, 
/**
 * What lay behind it, once it is named.
 */
cause: Cause | null, 
/**
 * What is and was done about it.
 */
preventions: Array<Prevention>, 
/**
 * The calls that are due and those that were made.
 */
follow_ups: Array<FollowUp>, 
/**
 * The steps of the playbook that were ticked.
 */
steps: Array<string>, };

/**
 * A check or certificate as it stands today.
 */
export type Voucher = { 
/**
 * Its identity.
 */
id: string, 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * Check or certificate.
 */
kind: VoucherKind, 
/**
 * Where it stands.
 */
status: VoucherStatus, 
/**
 * Its amount or menu value at issue, where there is a figure.
 */
amount: Money | null, 
/**
 * What is left of it.
 */
remaining: Money | null, 
/**
 * What a certificate is good for.
 */
benefit: string | null, 
/**
 * The day it was issued.
 */
issued_on: string, 
/**
 * The last day it is good.
 */
expires_on: string, 
/**
 * Who issued it.
 */
issued_by: string | null, 
/**
 * What it makes good.
 */
incident_id: string, 
/**
 * For whom, where known.
 */
guest: string | null, 
/**
 * It got more time before, which happens once.
 */
extended: boolean, };

/**
 * One use of a voucher.
 */
export type Redemption = { 
/**
 * What came off the bill, where recorded.
 */
amount: Money | null, 
/**
 * Which bill.
 */
bill: string | null, 
/**
 * What that bill came to, where it was written.
 */
bill_total: Money | null, 
/**
 * What was left over on a check and is lost: in this house it is used up at its first use.
 */
lapsed: Money | null, 
/**
 * Who took it.
 */
staff: string | null, 
/**
 * When.
 */
at: string, 
/**
 * The day it counts for.
 */
business_date: string, };

/**
 * What the door says to a code.
 */
export type Verdict = { "verdict": "good", 
/**
 * The voucher.
 */
voucher: Voucher, 
/**
 * What happened then.
 */
because: string, 
/**
 * The day it happened.
 */
incident_on: string, 
/**
 * Where it happened.
 */
place: string | null, 
/**
 * What is worth a word about it, each as a sentence.
 */
conditions: Array<string>, } | { "verdict": "used", 
/**
 * The voucher.
 */
voucher: Voucher, 
/**
 * Its last use.
 */
last: Redemption, } | { "verdict": "expired", 
/**
 * The voucher.
 */
voucher: Voucher, 
/**
 * How many days ago.
 */
days: number, 
/**
 * The last date whoever is in may extend it to; `null` where they may not, or it was extended before.
 */
extend_to: string | null, } | { "verdict": "voided", 
/**
 * The voucher.
 */
voucher: Voucher, 
/**
 * The day it counts for.
 */
on: string, 
/**
 * A new paper took its place.
 */
replaced: boolean, 
/**
 * Why, for those who may void papers.
 */
reason: string | null, 
/**
 * The end of the new paper's code, for those who may void papers.
 */
replaced_by: string | null, } | { "verdict": "mistyped", 
/**
 * What to look for.
 */
message: string, 
/**
 * It can be one slip away from a code: the guest's name may settle it. Says nothing of what there is.
 */
by_name: boolean, } | { "verdict": "not_a_code", 
/**
 * What a code looks like.
 */
message: string, } | { "verdict": "not_ours", 
/**
 * What to scan instead.
 */
message: string, } | { "verdict": "unknown", 
/**
 * What to do.
 */
message: string, 
/**
 * The end of the code, as it was read.
 */
last_four: string, } | { "verdict": "paused", 
/**
 * Until when; `null` when a manager has to unlock the station.
 */
until: string | null, 
/**
 * How many seconds that is from now.
 */
seconds: number | null, 
/**
 * Why, and what to do.
 */
message: string, 
/**
 * Who may unlock it, with their PIN or password; nobody in particular while people do not sign in.
 */
unlockers: Array<Person>, };

/**
 * Papers that were found without their codes.
 */
export type FoundPapers = { 
/**
 * What is still good first, the latest before the others; at most 20.
 */
rows: Array<Voucher>, 
/**
 * What to do where nothing was found, or not all is shown.
 */
message: string | null, };

/**
 * What came of a code with a slip in it and a guest's name.
 */
export type Near = { 
/**
 * The verdict on the one paper it can be, or on what was typed.
 */
verdict: Verdict, 
/**
 * Which group has the slip, once it is known which paper it is.
 */
slip: string | null, };

/**
 * Redeem a voucher.
 */
export type RedeemRequest = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * The code, as typed or scanned; empty where the voucher was found without it.
 */
code: string, 
/**
 * The voucher that was found without its code; whatever stands in `code` does not count then.
 */
voucher_id?: string | null, 
/**
 * Of a check: how much, as typed; `null` for all that is left.
 */
amount: string | null, 
/**
 * Of a certificate: the menu value, as typed.
 */
value: string | null, 
/**
 * The POS bill number.
 */
bill: string, 
/**
 * What that bill comes to, as typed: no more than that is taken. Empty where it is not written.
 */
bill_total: string, 
/**
 * Who takes it.
 */
staff: string, };

/**
 * A voucher was redeemed.
 */
export type Redeemed = { 
/**
 * The voucher as the redemption left it.
 */
voucher: Voucher, 
/**
 * The redemption.
 */
redemption: Redemption, 
/**
 * What to say of a certificate whose menu value went over what it was given for.
 */
over: string | null, };

/**
 * A redemption that a screen asked for, and whose answer it did not hear.
 */
export type Unheard = { 
/**
 * The request it was asked under.
 */
request_id: string, 
/**
 * When.
 */
at: string, 
/**
 * The end of the code.
 */
last_four: string, 
/**
 * How much, where that was written.
 */
amount: Money | null, 
/**
 * On which bill.
 */
bill: string | null, };

/**
 * What became of a request to redeem.
 */
export type Became = { "became": "taken", 
/**
 * The first answer.
 */
redeemed: Redeemed, 
/**
 * It was reversed since.
 */
undone: boolean, } | { "became": "not_taken" };

/**
 * Undo a redemption of today, void a paper, or replace a lost one.
 */
export type MendRequest = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * Which voucher.
 */
voucher_id: string, 
/**
 * To reverse: which redemption, by its place in the ledger; `null` for the last. Else `null`.
 */
redemption: number | null, 
/**
 * Why.
 */
reason: string, 
/**
 * Who does it.
 */
staff: string, };

/**
 * Give a voucher more time.
 */
export type ExtendRequest = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * Which voucher.
 */
voucher_id: string, 
/**
 * The last day it is to be good, `2027-03-31`.
 */
to: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Who does it.
 */
staff: string, };

/**
 * A lost paper has a new code.
 */
export type Replaced = { 
/**
 * The old one, dead now.
 */
old: Voucher, 
/**
 * The new one.
 */
new: Voucher, };

/**
 * What a line of a ledger tells.
 */
export type LedgerKind = "issued" | "redeemed" | "reversed" | "voided" | "replaced" | "extended";

/**
 * A line of a voucher's ledger.
 */
export type LedgerRow = { 
/**
 * Its place in the order of events.
 */
seq: number, 
/**
 * What happened.
 */
kind: LedgerKind, 
/**
 * When.
 */
at: string, 
/**
 * The day it counts for.
 */
business_date: string, 
/**
 * By how much the balance moved, below nought when something was taken; `null` where there is no figure.
 */
change: Money | null, 
/**
 * The sum of all changes so far; `null` where there is no figure.
 */
balance: Money | null, 
/**
 * Of a redemption: which bill.
 */
bill: string | null, 
/**
 * Who did it.
 */
staff: string | null, 
/**
 * Why.
 */
reason: string | null, 
/**
 * Of an extension: until when it is good.
 */
until: string | null, 
/**
 * Of a redemption: how much of the change was left over and is lost.
 */
lapsed: Money | null, 
/**
 * Of a redemption: it was undone later.
 */
undone: boolean, };

/**
 * What may be done to a voucher now, by whoever is in.
 */
export type MayMend = { 
/**
 * The redemptions of today that may be reversed, by their place in the order of events.
 */
reverse: Array<number>, 
/**
 * It may be voided.
 */
void: boolean, 
/**
 * Its lost paper may be replaced.
 */
replace: boolean, 
/**
 * The last date it may be extended to.
 */
extend_to: string | null, };

/**
 * A voucher as a ledger: the balance is the sum of what moved it.
 */
export type Ledger = { 
/**
 * The voucher.
 */
voucher: Voucher, 
/**
 * What moved it, in the order of events.
 */
rows: Array<LedgerRow>, 
/**
 * What may be done now.
 */
may: MayMend, 
/**
 * The end of the code it stands for, where it replaced a lost paper.
 */
replaces: string | null, 
/**
 * The voucher that stands for it since its paper was lost.
 */
replaced_by: Voucher | null, };

/**
 * The whole code of a voucher, for somebody who may look at it. That they did is written down.
 */
export type ShownCode = { 
/**
 * `XXXX-XXXX-XXXX`.
 */
code: string, };

/**
 * Which of it.
 */
export type ActivityFilter = { 
/**
 * What it is about; `null` for everything.
 */
topic: Topic | null, 
/**
 * Who did it, by name; `null` for everybody.
 */
staff: string | null, 
/**
 * From this business date on.
 */
from: string | null, 
/**
 * Until this business date.
 */
to: string | null, 
/**
 * What its line says, or a part of it; empty for anything.
 */
search: string, 
/**
 * Only what came before this place in the order; `null` for the latest.
 */
before: number | null, 
/**
 * How many lines at most; 0 for as many as are given at once.
 */
limit: number, };

/**
 * One thing that happened.
 */
export type ActivityRow = { 
/**
 * Its place in the order of events.
 */
seq: number, 
/**
 * What kind of event it is, by its stable name.
 */
kind: string, 
/**
 * What it is about.
 */
topic: Topic, 
/**
 * What happened, in a sentence.
 */
says: string, 
/**
 * When it was written.
 */
at: string, 
/**
 * The day it counts for.
 */
business_date: string, 
/**
 * Who did it.
 */
staff: string | null, 
/**
 * On which machine.
 */
station: string, 
/**
 * The incident it leads to.
 */
incident_id: string | null, 
/**
 * The check or certificate of that incident whose ledger it leads to.
 */
voucher_id: string | null, };

/**
 * A part of it, the latest first.
 */
export type Activity = { 
/**
 * What fits.
 */
rows: Array<ActivityRow>, 
/**
 * How many events there are in all, whatever fits.
 */
events: number, 
/**
 * Go on before this place; `null` when there is no more. A part may be empty and not the last: so much of a long
 * history is gone through at once and no more.
 */
next: number | null, };

/**
 * The one code of ours in a picture.
 */
export type Scanned = { 
/**
 * What to look up, as a scanner would have typed it.
 */
code: string, };

/**
 * A guest who came back today.
 */
export type CameBackRow = { 
/**
 * When.
 */
at: string, 
/**
 * Who, where known.
 */
guest: string | null, 
/**
 * Check or certificate.
 */
kind: VoucherKind, 
/**
 * What a certificate was good for.
 */
benefit: string | null, 
/**
 * The end of the code.
 */
last_four: string, 
/**
 * What came off the bill.
 */
amount: Money | null, 
/**
 * What is left on a check.
 */
remaining: Money | null, 
/**
 * What it made good.
 */
incident_id: string, };

/**
 * Everybody who came back today.
 */
export type CameBack = { 
/**
 * How many redemptions.
 */
count: number, 
/**
 * What came off their bills.
 */
amount: Money, 
/**
 * The latest first; at most 20.
 */
rows: Array<CameBackRow>, };

/**
 * One person of the house, as the sign-in page and every list of names show them.
 */
export type Person = { 
/**
 * Their identity.
 */
id: string, 
/**
 * What they are called.
 */
name: string, 
/**
 * What they may do.
 */
role: Role, 
/**
 * What they prove themselves with: six digits, or a password.
 */
proves_with: "pin" | "password", };

/**
 * Who is at this screen.
 */
export type SessionState = { 
/**
 * Whether people sign in at all; off in a new shop.
 */
signin: boolean, 
/**
 * Who signed in last and has not gone; `null` when nobody has, or sign-in is off.
 */
who: Person | null, 
/**
 * The screen is locked: nothing is shown or done until somebody proves who they are. What was typed stays.
 */
locked: boolean, 
/**
 * After how many seconds without a touch it locks; `null` while sign-in is off or nobody is in.
 */
locks_after: number | null, 
/**
 * What whoever is in may do, by the names of the role matrix; everything while sign-in is off.
 */
may: Array<string>, 
/**
 * Who can sign in; empty while sign-in is off.
 */
people: Array<Person>, 
/**
 * Until when no PIN is tried at this station, after too many wrong ones; RFC 3339.
 */
waits_until: string | null, };

/**
 * One person, with what the owner sets.
 */
export type StaffRow = { 
/**
 * Who.
 */
person: Person, 
/**
 * Whether they work here still; one who left is kept, because the books name them.
 */
active: boolean, 
/**
 * Whether they have a PIN or password.
 */
has_secret: boolean, };

/**
 * A person as the owner types them.
 */
export type StaffForm = { 
/**
 * Whom it changes; `null` for a new person.
 */
id: string | null, 
/**
 * What they are called.
 */
name: string, 
/**
 * What they may do.
 */
role: Role, 
/**
 * Whether they work here still.
 */
active: boolean, 
/**
 * A new PIN or password; `null` leaves the old one.
 */
secret: string | null, };

/**
 * How far one may go without asking, as the owner types it.
 */
export type LimitForm = { 
/**
 * Of one person, by their id; `null` for everybody with the role.
 */
staff_id: string | null, 
/**
 * Of everybody with this role; ignored for one person.
 */
role: Role | null, 
/**
 * Over what it is counted.
 */
window: LimitWindow, 
/**
 * How much; empty takes the limit away.
 */
amount: string, };

/**
 * A limit in force.
 */
export type LimitRow = { 
/**
 * Of one person; `null` for everybody with the role.
 */
staff_id: string | null, 
/**
 * The person's name.
 */
staff: string | null, 
/**
 * Of everybody with this role.
 */
role: Role | null, 
/**
 * Over what it is counted.
 */
window: LimitWindow, 
/**
 * How much.
 */
amount: Money, };

/**
 * How one person used their room over the last 30 business dates.
 */
export type LimitUse = { 
/**
 * Who.
 */
name: string, 
/**
 * How many make-goods they gave.
 */
given: number, 
/**
 * What those were worth, where there is a figure.
 */
amount: Money, 
/**
 * How many of them another person had to approve.
 */
approved: number, 
/**
 * How many incidents they recorded without giving anything.
 */
nothing_given: number, 
/**
 * What that looks like, in a sentence for the owner; `null` when it looks as it should.
 */
remark: string | null, };

/**
 * One line of the role matrix.
 */
export type MatrixRow = { 
/**
 * The name of what is done.
 */
deed: string, 
/**
 * How people call it.
 */
label: string, 
/**
 * Who may: in the order owner, manager, host, bookkeeper.
 */
may: [boolean, boolean, boolean, boolean], };

/**
 * The team as its settings page shows it.
 */
export type Team = { 
/**
 * Whether people sign in.
 */
signin: boolean, 
/**
 * Everybody, those who left last.
 */
staff: Array<StaffRow>, 
/**
 * The limits in force.
 */
limits: Array<LimitRow>, 
/**
 * How each used their room.
 */
used: Array<LimitUse>, 
/**
 * Who may do what; fixed.
 */
matrix: Array<MatrixRow>, 
/**
 * How well PINs are kept here, in a sentence: whether this machine has a keychain.
 */
keeping: string, };

/**
 * Sign-in was switched.
 */
export type SigninSwitched = { 
/**
 * The team as it is now.
 */
team: Team, 
/**
 * The code that lets the owner back in; shown this once, to be printed and kept.
 */
recovery_code: string | null, };

/**
 * A second person's yes, on the spot.
 */
export type Approval = { 
/**
 * Who approves, by their id.
 */
by: string, 
/**
 * Their PIN or password.
 */
secret: string, };

/**
 * What a make-good in the making would be worth, to see the room left.
 */
export type RoomRequest = { 
/**
 * Who gives it; ignored while somebody is signed in.
 */
staff: string, 
/**
 * The guest, where found in the list.
 */
guest_id: string | null, 
/**
 * The amount as typed; nothing readable counts as nothing.
 */
amount: string, };

/**
 * The room one has left: the narrowest of the limits that count.
 */
export type Room = { 
/**
 * Over what it is counted.
 */
window: LimitWindow, 
/**
 * The limit.
 */
limit: Money, 
/**
 * What was given in the window already.
 */
given: Money, 
/**
 * What this one would add.
 */
this: Money, 
/**
 * What would be left; negative when it is over.
 */
left: Money, 
/**
 * “Room left $38 of $50 today”, or “That is $6 over your $50 today. Owen or Nadia can approve.”
 */
sentence: string, 
/**
 * Whether somebody has to approve.
 */
over: boolean, 
/**
 * Who has the authority, without the one who asks.
 */
approvers: Array<Person>, };

/**
 * A make-good that waits for somebody's yes.
 */
export type AskedFor = { 
/**
 * Its identity.
 */
id: string, 
/**
 * When it was asked for.
 */
at: string, 
/**
 * Who asked.
 */
by: string | null, 
/**
 * The incident it is for.
 */
incident_id: string, 
/**
 * What happened.
 */
what: string, 
/**
 * The guest, where known.
 */
guest: string | null, 
/**
 * What is to be given.
 */
kind: MakeGoodKind, 
/**
 * What it is worth.
 */
amount: Money | null, 
/**
 * What a certificate gives, what a gesture is.
 */
gives: string | null, 
/**
 * Why it waits, in a sentence.
 */
why: string, 
/**
 * Whether whoever is in may decide it.
 */
mine: boolean, };

/**
 * The answer to a make-good that waits.
 */
export type AskedAnswer = { 
/**
 * Which.
 */
id: string, 
/**
 * Yes or no.
 */
yes: boolean, 
/**
 * Why not; may be empty with a yes.
 */
reason: string, 
/**
 * Who answers, where it is not who is signed in.
 */
approval: Approval | null, 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, };

/**
 * The incident is recorded and its make-good waits.
 */
export type Waiting = { 
/**
 * What waits.
 */
asked: AskedFor, 
/**
 * Who may decide it.
 */
approvers: Array<Person>, };

/**
 * The plan for one kind of let-down.
 */
export type Playbook = { 
/**
 * What fell short.
 */
category: Category, 
/**
 * 1 a slip, 2 a let-down, 3 serious.
 */
severity: number, 
/**
 * What to say.
 */
say: string, 
/**
 * What to do, to be ticked.
 */
steps: Array<string>, 
/**
 * What to offer.
 */
offer: MakeGoodKind, 
/**
 * From how much, as typed: `18.00`; empty where no figure is suggested.
 */
offer_from: string, 
/**
 * Up to how much.
 */
offer_to: string, 
/**
 * What a certificate gives or a gesture is; empty for money.
 */
offer_what: string, 
/**
 * How to say no and why, where the wish cannot be met.
 */
no_because: string, 
/**
 * What to offer instead.
 */
instead: Array<string>, 
/**
 * After how many hours the guest is called; `null` for no call.
 */
follow_up_hours: number | null, 
/**
 * Whether it never goes without a manager.
 */
manager: boolean, 
/**
 * Whether it is the plan the house started with.
 */
original: boolean, };

/**
 * For what a make-good is to be suggested.
 */
export type SuggestionRequest = { 
/**
 * What fell short.
 */
category: Category, 
/**
 * 1 a slip, 2 a let-down, 3 serious.
 */
severity: number, 
/**
 * How much of it the house answers for.
 */
responsibility: Responsibility, 
/**
 * Who gives it, where nobody signs in.
 */
staff: string, 
/**
 * To whom, where they are known.
 */
guest_id: string | null, };

/**
 * The make-good the playbook suggests, by severity, by whose lapse it was, and within the limit.
 */
export type Suggestion = { 
/**
 * Which of the four.
 */
offer: MakeGoodKind, 
/**
 * From how much, as typed: `18.00`; empty where no figure is suggested.
 */
offer_from: string, 
/**
 * Up to how much.
 */
offer_to: string, 
/**
 * What a certificate gives or a gesture is; empty for money.
 */
offer_what: string, 
/**
 * Why it is not the playbook's offer as it stands, in a sentence or two.
 */
because: string | null, };

/**
 * Something that is about to go wrong.
 */
export type Concern = { 
/**
 * Its identity.
 */
id: string, 
/**
 * When it was noted.
 */
at: string, 
/**
 * What was seen.
 */
what: string, 
/**
 * Where.
 */
place: string | null, 
/**
 * What may fall short, where known.
 */
category: Category | null, 
/**
 * Who noted it.
 */
staff: string | null, };

/**
 * A concern as typed.
 */
export type ConcernForm = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * What was seen.
 */
what: string, 
/**
 * Where.
 */
place: string, 
/**
 * What may fall short.
 */
category: Category | null, 
/**
 * Who notes it.
 */
staff: string, };

/**
 * How a follow-up went.
 */
export type FollowUpOutcome = "recovered" | "not_recovered" | "not_reached";

/**
 * A call or note that is due.
 */
export type FollowUp = { 
/**
 * Its identity.
 */
id: string, 
/**
 * The incident it is about.
 */
incident_id: string, 
/**
 * When it is due.
 */
due_at: string, 
/**
 * The business date it is due on.
 */
due_on: string, 
/**
 * The guest, where known.
 */
guest: string | null, 
/**
 * How to reach them.
 */
contact: string | null, 
/**
 * The guest's page.
 */
guest_id: string | null, 
/**
 * What happened.
 */
what: string, 
/**
 * Where.
 */
place: string | null, 
/**
 * When it happened.
 */
happened_on: string, 
/**
 * What was promised, in words: “a check for $24.00, until 19 Feb 2027”.
 */
promised: string | null, 
/**
 * What to say, to begin with.
 */
say: string, 
/**
 * The score at the incident.
 */
score: number | null, 
/**
 * How it went; `null` while it is open.
 */
outcome: FollowUpOutcome | null, 
/**
 * What the guest said.
 */
note: string | null, 
/**
 * The score after it.
 */
new_score: number | null, 
/**
 * When it was settled.
 */
settled_at: string | null, 
/**
 * Who settled it.
 */
settled_by: string | null, };

/**
 * The calls to make.
 */
export type FollowUps = { 
/**
 * Due before now, the oldest first.
 */
overdue: Array<FollowUp>, 
/**
 * Due later today.
 */
today: Array<FollowUp>, 
/**
 * Due tomorrow.
 */
tomorrow: Array<FollowUp>, 
/**
 * Due after that.
 */
later: Array<FollowUp>, 
/**
 * Settled within the last seven business dates, the latest first.
 */
settled: Array<FollowUp>, };

/**
 * How a follow-up went, as typed.
 */
export type FollowUpForm = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * Which.
 */
id: string, 
/**
 * How it went.
 */
outcome: FollowUpOutcome, 
/**
 * What the guest said.
 */
note: string, 
/**
 * The score after it.
 */
score: number | null, 
/**
 * After how many hours to try again, where nobody answered; `null` to leave it at that.
 */
again_in_hours: number | null, 
/**
 * Who called.
 */
staff: string, };

/**
 * When a score was given.
 */
export type ScoreMoment = "incident" | "follow_up" | "return";

/**
 * How the guest felt, and when.
 */
export type ScorePoint = { 
/**
 * When it was asked.
 */
moment: ScoreMoment, 
/**
 * 0 to 10.
 */
score: number, 
/**
 * Detractor to 6, passive to 8, promoter from 9.
 */
standing: "detractor" | "passive" | "promoter", 
/**
 * When.
 */
at: string, 
/**
 * What the guest said.
 */
words: string | null, 
/**
 * Who asked.
 */
staff: string | null, };

/**
 * A score as typed.
 */
export type ScoreForm = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * Of which incident.
 */
incident_id: string, 
/**
 * 0 to 10.
 */
score: number, 
/**
 * What the guest said.
 */
words: string, 
/**
 * Who asked.
 */
staff: string, };

/**
 * How scores moved over a period: what was answered, and what was not.
 */
export type ScoreMovement = { 
/**
 * Incidents with a score at the time.
 */
asked_first: number, 
/**
 * Incidents without one.
 */
unanswered_first: number, 
/**
 * Incidents with a later score.
 */
asked_later: number, 
/**
 * Incidents with a score at the time and none later.
 */
unanswered_later: number, 
/**
 * Of those with both: the mean before and after, in tenths.
 */
mean_before_tenths: number | null, 
/**
 * The mean after.
 */
mean_after_tenths: number | null, 
/**
 * Of those with both: detractors, passives and promoters before.
 */
before: [number, number, number], 
/**
 * And after.
 */
after: [number, number, number], };

/**
 * The cause of an incident, as typed.
 */
export type CauseForm = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * Of which incident.
 */
incident_id: string, 
/**
 * The cause in the team's words; the same words are the same cause.
 */
cause: string, 
/**
 * Why, and why that, as far as they went; at most five.
 */
whys: Array<string>, 
/**
 * Who names it.
 */
staff: string, };

/**
 * The cause of an incident.
 */
export type Cause = { 
/**
 * In the team's words.
 */
cause: string, 
/**
 * Why, and why that.
 */
whys: Array<string>, 
/**
 * Who named it.
 */
staff: string | null, 
/**
 * When.
 */
at: string, };

/**
 * Something to do so that it does not happen again, as typed.
 */
export type PreventionForm = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * The incident it came from; its cause must be named.
 */
incident_id: string, 
/**
 * What is to be done.
 */
what: string, 
/**
 * Who does it.
 */
owner: string, 
/**
 * Until when: a date.
 */
due_on: string, 
/**
 * Who writes it down.
 */
staff: string, };

/**
 * Something to do so that it does not happen again.
 */
export type Prevention = { 
/**
 * Its identity.
 */
id: string, 
/**
 * The incident it came from.
 */
incident_id: string, 
/**
 * The cause it is against.
 */
cause: string, 
/**
 * What is to be done.
 */
what: string, 
/**
 * Who does it.
 */
owner: string, 
/**
 * Until when.
 */
due_on: string, 
/**
 * Whether it should have been done by now.
 */
overdue: boolean, 
/**
 * When it was done; `null` while it is open.
 */
done_on: string | null, 
/**
 * Who said so.
 */
done_by: string | null, };

/**
 * One cause with what it did and what was done about it.
 */
export type CauseRow = { 
/**
 * In the team's words.
 */
cause: string, 
/**
 * How many incidents.
 */
incidents: number, 
/**
 * What was given for them, where there is a figure.
 */
given: Money, 
/**
 * The last of them.
 */
last_on: string, 
/**
 * What is and was done about it.
 */
actions: Array<Prevention>, 
/**
 * Incidents of it in the four weeks before the last action was done; `null` before one was.
 */
before: number | null, 
/**
 * And since, up to four weeks.
 */
after: number | null, 
/**
 * Over how many days `after` counts.
 */
after_days: number | null, 
/**
 * “Since then: none. Four weeks before: five.”
 */
sentence: string | null, };

/**
 * Causes, what is done about them, and how guests felt.
 */
export type Causes = { 
/**
 * Each cause, the one with most incidents first.
 */
causes: Array<CauseRow>, 
/**
 * What is to be done, overdue first.
 */
open: Array<Prevention>, 
/**
 * Incidents whose cause nobody named.
 */
unnamed: number, 
/**
 * How guests felt.
 */
scores: ScoreMovement, };

/**
 * A guest as the list and the search show them.
 */
export type GuestRow = { 
/**
 * Their identity.
 */
id: string, 
/**
 * What they are called.
 */
name: string | null, 
/**
 * How to reach them.
 */
contact: string | null, 
/**
 * How many incidents.
 */
incidents: number, 
/**
 * The business date of the last one.
 */
last_on: string | null, 
/**
 * How many vouchers of theirs are in date and unused.
 */
open: number, 
/**
 * Whether they came back with one.
 */
came_back: boolean, };

/**
 * Where the team's own words tell of a guest who was just forgotten. Those words are the house's record and stay.
 */
export type StillNamed = { 
/**
 * What to do about it.
 */
sentence: string, 
/**
 * The incidents to open.
 */
incident_ids: Array<string>, };

/**
 * A part of the guests, the latest first.
 */
export type GuestList = { 
/**
 * The lines asked for.
 */
rows: Array<GuestRow>, 
/**
 * How many there are under the search.
 */
total: number, 
/**
 * How many were forgotten, on request or in time.
 */
forgotten: number, 
/**
 * Guests are forgotten this many months after the last contact.
 */
retention_months: number, 
/**
 * After somebody was forgotten: where the team's own words may still tell who it was.
 */
still_named?: StillNamed | null, };

/**
 * How often this guest was let down, fairly told: it informs and never refuses.
 */
export type Repeat = { 
/**
 * Incidents within the last 24 months.
 */
incidents: number, 
/**
 * What was given for them, where there is a figure.
 */
given: Money, 
/**
 * For how many of them the house found the cause on its own side.
 */
confirmed: number, 
/**
 * “Second incident in 24 months. The house confirmed the cause of the first.”
 */
sentence: string, };

/**
 * Everything the house knows of a guest.
 */
export type GuestStory = { 
/**
 * Who.
 */
guest: GuestRow, 
/**
 * Their incidents with what they got, the latest first.
 */
incidents: Array<IncidentRow>, 
/**
 * What was taken off their bills so far.
 */
redeemed: Money, 
/**
 * How often they came back with one of our papers.
 */
redemptions: number, 
/**
 * How they felt, in order.
 */
scores: Array<ScorePoint>, 
/**
 * Told fairly.
 */
repeat: Repeat, 
/**
 * The day on which they are forgotten unless there is another contact.
 */
forgotten_on: string | null, 
/**
 * Guests with the same telephone, email or name, who may be the same person.
 */
doubles: Array<GuestRow>, };

/**
 * A guest as corrected.
 */
export type GuestForm = { 
/**
 * Whom.
 */
id: string, 
/**
 * What they are called.
 */
name: string, 
/**
 * How to reach them.
 */
contact: string, 
/**
 * Who corrects it.
 */
staff: string, };

/**
 * Something in a text that should not stand there.
 */
export type Caution = { 
/**
 * What it looks like.
 */
kind: "card" | "health", 
/**
 * What to do, in a sentence.
 */
sentence: string, };

/**
 * Something the owner may want to look at. Never an accusation.
 */
export type Sign = { 
/**
 * Which sign.
 */
kind: SignKind, 
/**
 * What was seen, in a sentence without blame.
 */
sentence: string, 
/**
 * The business date of the last of it.
 */
on: string, 
/**
 * Who was involved, where anybody was.
 */
staff: string | null, 
/**
 * The incidents to open.
 */
incident_ids: Array<string>, };

/**
 * How many, and how much.
 */
export type Tally = { 
/**
 * How many.
 */
count: number, 
/**
 * How much.
 */
amount: Money, };

/**
 * One line of the totals.
 */
export type TotalsRow = { 
/**
 * The category or kind.
 */
key: string, 
/**
 * What people read.
 */
label: string, 
/**
 * Vouchers issued in the period, at their amount.
 */
issued: Tally, 
/**
 * Redemptions in the period, at what came off the bills, without those undone.
 */
redeemed: Tally, 
/**
 * Redemptions undone on their day.
 */
reversed: Tally, 
/**
 * Vouchers voided or replaced in the period, at what was left on them.
 */
voided: Tally, 
/**
 * Comps given in the period.
 */
comps: Tally, 
/**
 * Gestures given in the period.
 */
gestures: Tally, 
/**
 * Redeemed, comps and gestures together.
 */
cost: Money, };

/**
 * The cost of a period beside its net sales, and its incidents beside its covers: each of the same days.
 */
export type Against = { 
/**
 * How many business dates the period has.
 */
days: number, 
/**
 * Net sales; `None` where no day has them.
 */
net_sales: Money | null, 
/**
 * On how many days they are known.
 */
net_sales_days: number, 
/**
 * Covers; `None` where no day has them.
 */
covers: number | null, 
/**
 * On how many days they are known.
 */
covers_days: number, 
/**
 * What it cost on the days whose net sales are known.
 */
cost: Money, 
/**
 * How many incidents there were on the days whose covers are known.
 */
incidents: number, 
/**
 * The cost in percent of net sales, such as `0.89`.
 */
percent: string | null, 
/**
 * Incidents for every thousand covers, such as `33.6`.
 */
per_thousand: string | null, };

/**
 * The totals of a period.
 */
export type Totals = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * How many incidents.
 */
incidents: number, 
/**
 * By what fell short; every category, also those with nothing.
 */
categories: Array<TotalsRow>, 
/**
 * By what the guest got.
 */
kinds: Array<TotalsRow>, 
/**
 * All of it.
 */
total: TotalsRow, 
/**
 * Vouchers in date with something left at the end of the last day.
 */
outstanding: Tally, 
/**
 * Certificates among the outstanding whose value is not known.
 */
outstanding_without_value: number, 
/**
 * Beside what the till took.
 */
against: Against, };

/**
 * What the till took in one stretch of business dates, most often one day.
 */
export type Takings = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * Net sales, where they are known.
 */
net_sales: Money | null, 
/**
 * Covers, where they are known.
 */
covers: number | null, 
/**
 * The till's own comps, where they are known.
 */
comps: Money | null, };

/**
 * What the till took in a period.
 */
export type TakingsOfPeriod = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * How many business dates there are.
 */
days: number, 
/**
 * Net sales in all; `None` where no day has them.
 */
net_sales: Money | null, 
/**
 * On how many days they are known.
 */
net_sales_days: number, 
/**
 * Covers in all; `None` where no day has them.
 */
covers: number | null, 
/**
 * On how many days they are known.
 */
covers_days: number, 
/**
 * The till's comps in all; `None` where no day has them.
 */
comps: Money | null, 
/**
 * On how many days they are known.
 */
comps_days: number, 
/**
 * Every stretch of which a day lies in the period. One that reaches out of it is in no sum.
 */
stretches: Array<Takings>, };

/**
 * Figures of one stretch as they are typed. One that is left out stays as it is; an empty one is taken away.
 */
export type TakingsStretch = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * Net sales.
 */
net_sales: string | null, 
/**
 * Covers.
 */
covers: string | null, 
/**
 * The till's comps.
 */
comps: string | null, };

/**
 * Figures to set, all of them or none.
 */
export type TakingsForm = { 
/**
 * Of which stretches.
 */
stretches: Array<TakingsStretch>, 
/**
 * Who sets them, where nobody signs in.
 */
staff: string, };

/**
 * What was set.
 */
export type TakingsWritten = { 
/**
 * How many stretches have other figures now.
 */
written: number, };

/**
 * What was read of a paste.
 */
export type PastedTakings = { 
/**
 * The days that were read.
 */
stretches: Array<TakingsStretch>, 
/**
 * What was not, each with the number of its line.
 */
faults: Array<string>, };

/**
 * A comp on a bill, as the till has it.
 */
export type TillBill = { 
/**
 * The number of the bill.
 */
bill: string, 
/**
 * What came off it, as it is typed.
 */
amount: string, };

/**
 * The bills of one day.
 */
export type TillBillsOfDay = { 
/**
 * The business date.
 */
day: string, 
/**
 * All of them; none takes away those that were set.
 */
bills: Array<TillBill>, };

/**
 * Lists of bills to set, all of them or none.
 */
export type TillBillsForm = { 
/**
 * Of which days.
 */
days: Array<TillBillsOfDay>, 
/**
 * Who sets them, where nobody signs in.
 */
staff: string, };

/**
 * What was read of a paste.
 */
export type PastedBills = { 
/**
 * The days that were read.
 */
days: Array<TillBillsOfDay>, 
/**
 * What was not, each with the number of its line.
 */
faults: Array<string>, };

/**
 * The comps of one stretch of days on both sides.
 */
export type TieRow = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * What the till booked.
 */
till: Money, 
/**
 * What came off our bills.
 */
ours: Money, 
/**
 * Ours less the till's.
 */
difference: Money, };

/**
 * A bill that one side has and the other has not.
 */
export type TieBill = { 
/**
 * The business date.
 */
day: string, 
/**
 * Its number; `None` for a comp of ours without one.
 */
bill: string | null, 
/**
 * What came off it.
 */
amount: Money, 
/**
 * The incident it made good, on our side.
 */
incident_id: string | null, 
/**
 * What it was with us.
 */
kind: string | null, };

/**
 * A bill on both sides, at two amounts.
 */
export type TieOther = { 
/**
 * The business date.
 */
day: string, 
/**
 * Its number.
 */
bill: string, 
/**
 * What the till took off it.
 */
till: Money, 
/**
 * What we took off it.
 */
ours: Money, };

/**
 * The till's comps of a period against ours.
 */
export type Tie = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * How many business dates there are.
 */
days: number, 
/**
 * On how many of them the till's comps are known.
 */
known_days: number, 
/**
 * What the till booked on those days.
 */
till: Money, 
/**
 * What came off our bills on the same days.
 */
ours: Money, 
/**
 * Ours less the till's.
 */
difference: Money, 
/**
 * What came off our bills on the other days.
 */
ours_elsewhere: Money, 
/**
 * Each day or stretch whose comps are known.
 */
rows: Array<TieRow>, 
/**
 * On how many days the till's list of bills is known.
 */
days_with_bills: number, 
/**
 * How many bills and comps are on both sides, at the same amount.
 */
matched: number, 
/**
 * Ours that the till does not have.
 */
ours_alone: Array<TieBill>, 
/**
 * The till's that we do not have.
 */
till_alone: Array<TieBill>, 
/**
 * On both sides, at two amounts.
 */
other_amounts: Array<TieOther>, 
/**
 * Redemptions of ours that name no bill.
 */
without_a_bill: number, };

/**
 * So many, and so much; may be below nought.
 */
export type Flow = { 
/**
 * How many.
 */
count: number, 
/**
 * How much.
 */
amount: Money, };

/**
 * What is outstanding of some age, or runs out within some days.
 */
export type Bucket = { 
/**
 * From so many days on.
 */
from: number, 
/**
 * To so many days; `None` for any more.
 */
to: number | null, 
/**
 * How many.
 */
count: number, 
/**
 * What is left on them.
 */
amount: Money, };

/**
 * What is outstanding: how it moved in a period, and what it is at the end of it.
 */
export type Outstanding = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * Before the first day.
 */
opening: Flow, 
/**
 * Issued.
 */
issued: Flow, 
/**
 * Used up, and what was used.
 */
redeemed: Flow, 
/**
 * Ran out, less what got more time.
 */
expired: Flow, 
/**
 * Voided or replaced.
 */
voided: Flow, 
/**
 * At the end of the last day.
 */
closing: Flow, 
/**
 * By the days since issue.
 */
by_age: Array<Bucket>, 
/**
 * By the days that are left.
 */
by_time_left: Array<Bucket>, 
/**
 * Certificates among them whose value is not known: counted, not summed.
 */
without_value: number, 
/**
 * The share never used of all that ran out, in percent; `None` while nothing did.
 */
breakage: string | null, 
/**
 * What the outstanding may cost, going by the share used so far. A memo.
 */
expected_cost: Money | null, };

/**
 * Which movements are wanted: of a period, of one line of the books, of one figure.
 */
export type BehindRequest = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * What the line is one of; `None` for all.
 */
by: string | null, 
/**
 * The key of the line; empty for the one of nobody.
 */
key: string, 
/**
 * The figure.
 */
figure: string, };

/**
 * One movement.
 */
export type Movement = { 
/**
 * The day it counts for.
 */
business_date: string, 
/**
 * Why it counts: issued, redeemed, given, reversed, voided.
 */
basis: string, 
/**
 * What the guest got.
 */
kind: string, 
/**
 * What fell short.
 */
category: string, 
/**
 * For which incident.
 */
incident_id: string, 
/**
 * The end of a code.
 */
last_four: string | null, 
/**
 * The benefit of a certificate, what a gesture was.
 */
what: string | null, 
/**
 * The bill.
 */
bill: string | null, 
/**
 * Who did it.
 */
staff: string | null, 
/**
 * How much, where there is a figure.
 */
amount: Money | null, };

/**
 * The movements behind a figure.
 */
export type Behind = { 
/**
 * The latest of them, at most 500.
 */
rows: Array<Movement>, 
/**
 * How many there are.
 */
total: number, };

/**
 * Which papers are wanted: of a figure of the roll-forward of a period, or of what is outstanding at its end.
 */
export type PapersBehindRequest = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * The figure: opening, issued, redeemed, expired, voided, closing; or age or time_left, of one bucket.
 */
figure: string, 
/**
 * The first day of the bucket; nothing to any other figure.
 */
bucket: number | null, };

/**
 * A paper behind a figure.
 */
export type PaperBehind = { 
/**
 * The day of what happened to it; of one that is outstanding, the last day it is good.
 */
day: string, 
/**
 * A check or a certificate.
 */
kind: string, 
/**
 * The end of its code.
 */
last_four: string, 
/**
 * The benefit of a certificate.
 */
what: string | null, 
/**
 * For which incident.
 */
incident_id: string, 
/**
 * When it was issued.
 */
issued_on: string, 
/**
 * The last day it is good.
 */
expires_on: string, 
/**
 * What it adds to the count of the figure: nothing where only a part of it was used, less than that where it is not
 * expired any more.
 */
count: number, 
/**
 * What it adds to the amount; `None` where its value is not known.
 */
amount: Money | null, };

/**
 * The papers behind a figure.
 */
export type PapersBehind = { 
/**
 * At most 500 of them: what happened last, or what runs out first.
 */
rows: Array<PaperBehind>, 
/**
 * How many there are.
 */
total: number, 
/**
 * What they add to the count of the figure.
 */
count: number, };

/**
 * A way of posting.
 */
export type PostingMode = { 
/**
 * Its name.
 */
key: string, 
/**
 * What people read.
 */
label: string, 
/**
 * What it does, and its trap, in a sentence.
 */
says: string, };

/**
 * What an account takes.
 */
export type AccountRule = { 
/**
 * Only of this category.
 */
category: string | null, 
/**
 * Only of this kind.
 */
kind: string | null, 
/**
 * The account.
 */
account: string, };

/**
 * How the shop posts, as it is set.
 */
export type AccountsForm = { 
/**
 * The way of posting, by its name.
 */
mode: string, 
/**
 * The other side: the till's account of comps for a reclass, sales for a gross-up; may be empty.
 */
against: string, 
/**
 * Which account takes what. The narrower wins, and one of neither category nor kind takes everything else.
 */
rules: Array<AccountRule>, 
/**
 * The food cost in percent of the menu price; empty for no memo.
 */
food_share: string, 
/**
 * What the memo charges.
 */
marketing: string, 
/**
 * What the memo relieves.
 */
cost_of_goods: string, 
/**
 * The tax rate that Xero asks for.
 */
tax_rate: string, };

/**
 * How the shop posts, and how it could.
 */
export type Accounts = { 
/**
 * The ways of posting.
 */
modes: Array<PostingMode>, 
/**
 * What is set.
 */
set: AccountsForm, };

/**
 * One line of a journal.
 */
export type JournalLine = { 
/**
 * The account.
 */
account: string, 
/**
 * What it takes.
 */
debit: Money | null, 
/**
 * What it gives.
 */
credit: Money | null, 
/**
 * What it is.
 */
memo: string, };

/**
 * A journal entry. Its debits are its credits.
 */
export type Journal = { 
/**
 * Its number, the same for the same days.
 */
number: string, 
/**
 * The business date it is posted on.
 */
date: string, 
/**
 * What it is as a whole.
 */
narration: string, 
/**
 * The debits together.
 */
total: Money, 
/**
 * Its lines.
 */
lines: Array<JournalLine>, };

/**
 * What was written, and where.
 */
export type Exported = { 
/**
 * The form.
 */
format: string, 
/**
 * The files: one, or several where a program takes only so many lines.
 */
paths: Array<string>, 
/**
 * The closed period it is of.
 */
batch: number | null, 
/**
 * That these days were exported before, in a sentence.
 */
before: string | null, };

/**
 * How far an export is.
 */
export type ExportProgress = { 
/**
 * Lines that are written.
 */
done: number, 
/**
 * Of how many.
 */
total: number, };

/**
 * A form that a closed period could not be written in.
 */
export type LeftOut = { 
/**
 * The form.
 */
form: string, 
/**
 * Why not, in a sentence.
 */
why: string, };

/**
 * A closed period as a folder.
 */
export type Bundled = { 
/**
 * Where it is.
 */
folder: string, 
/**
 * The files in it, without those that speak of the others.
 */
files: Array<string>, 
/**
 * What is not in it.
 */
left_out: Array<LeftOut>, 
/**
 * That a program had these days before, a sentence each.
 */
before: Array<string>, };

/**
 * Something that is other in a later revision.
 */
export type Difference = { 
/**
 * What.
 */
what: string, 
/**
 * What it was; empty for what was not there.
 */
before: string, 
/**
 * What it is; empty for what is not there any more.
 */
after: string, };

/**
 * That a closed period was opened again.
 */
export type ReopeningMade = { 
/**
 * When.
 */
at: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Who.
 */
staff: string | null, };

/**
 * A closed period.
 */
export type ClosingRow = { 
/**
 * Its number.
 */
batch: number, 
/**
 * Its revision, from 1.
 */
revision: number, 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * When it was closed.
 */
at: string, 
/**
 * Who closed it.
 */
staff: string | null, 
/**
 * How many movements.
 */
movements: number, 
/**
 * How many incidents.
 */
incidents: number, 
/**
 * What it cost.
 */
cost: Money, 
/**
 * The digest of its details, SHA-256.
 */
details: string, 
/**
 * The numbers of its journals.
 */
journals: Array<string>, 
/**
 * Whether it was opened again.
 */
reopened: ReopeningMade | null, 
/**
 * What is other than in the revision before.
 */
differences: Array<Difference>, };

/**
 * A line of the register of exports.
 */
export type ExportMade = { 
/**
 * When.
 */
at: string, 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * Of which closed period.
 */
batch: number | null, 
/**
 * And which revision of it.
 */
revision: number | null, 
/**
 * In which form.
 */
form: string, 
/**
 * The digest of each file, SHA-256.
 */
files: Array<string>, 
/**
 * Who exported it.
 */
staff: string | null, };

/**
 * The closed periods, and what was exported.
 */
export type Closings = { 
/**
 * Today, as the books count it.
 */
today: string, 
/**
 * The last day that was ever closed.
 */
through: string | null, 
/**
 * The first day that the next closing takes in; `None` while nothing was recorded.
 */
next_from: string | null, 
/**
 * The closed periods, the last first.
 */
rows: Array<ClosingRow>, 
/**
 * What was exported, the last first.
 */
exports: Array<ExportMade>, };

/**
 * One of the three figures: how it is set, what it says of itself, and what it was.
 */
export type Headline = { 
/**
 * As it is set: `62%`, `6 of 9`, `$36.00`, `17 days`; `null` while there is nothing to tell.
 */
figure: string | null, 
/**
 * What it is.
 */
label: string, 
/**
 * Of what it is, and what it was before, in sentences.
 */
says: string, };

/**
 * A cause with what it did.
 */
export type CauseBar = { 
/**
 * Its key; empty for all others together, which `other_causes` opens.
 */
key: string, 
/**
 * In the team's words.
 */
label: string, 
/**
 * How many incidents.
 */
incidents: number, 
/**
 * What it cost in the books of the period.
 */
cost: Money, 
/**
 * With those before it, of all that have a cause, in percent.
 */
share: number, };

/**
 * Causes, the most frequent first.
 */
export type CausesChart = { 
/**
 * In a sentence.
 */
says: string, 
/**
 * The first of them, and the others together.
 */
rows: Array<CauseBar>, 
/**
 * How many, from the first, make half.
 */
half: number, };

/**
 * A week.
 */
export type WeekPoint = { 
/**
 * Its first day.
 */
from: string, 
/**
 * Its last day.
 */
to: string, 
/**
 * How many incidents.
 */
incidents: number, 
/**
 * Covers, where they are known.
 */
covers: number | null, 
/**
 * Incidents for every 1,000 covers, in tenths, where covers are known.
 */
per_thousand_tenths: number | null, };

/**
 * Something that was done about a cause.
 */
export type ActionMark = { 
/**
 * When it was done.
 */
on: string, 
/**
 * What.
 */
what: string, };

/**
 * How often, by week.
 */
export type WeeksChart = { 
/**
 * Which way it goes, as far as can be told.
 */
title: string, 
/**
 * In sentences.
 */
says: string, 
/**
 * Whether the points are for 1,000 covers; else they are incidents.
 */
by_covers: boolean, 
/**
 * Whether there are enough incidents for a drawing to tell anything.
 */
drawn: boolean, 
/**
 * The whole weeks of the period.
 */
rows: Array<WeekPoint>, 
/**
 * What was done meanwhile.
 */
marks: Array<ActionMark>, };

/**
 * How guests felt about one category, then and after.
 */
export type FeltRow = { 
/**
 * The category.
 */
category: string, 
/**
 * What people read.
 */
label: string, 
/**
 * Of how many both scores are known.
 */
both: number, 
/**
 * Of how many they are not.
 */
not_asked: number, 
/**
 * The mean before, in tenths.
 */
before_tenths: number | null, 
/**
 * The mean after, in tenths.
 */
after_tenths: number | null, 
/**
 * Detractors, passives and promoters before, of those with both.
 */
before: [number, number, number], 
/**
 * And after.
 */
after: [number, number, number], };

/**
 * How guests felt.
 */
export type FeltChart = { 
/**
 * In a sentence.
 */
says: string, 
/**
 * By category, those with most answers first.
 */
rows: Array<FeltRow>, };

/**
 * How often in one hour of one weekday.
 */
export type HourCell = { 
/**
 * From Monday as 0.
 */
weekday: number, 
/**
 * The hour of the wall clock.
 */
hour: number, 
/**
 * How many incidents.
 */
incidents: number, };

/**
 * When it happens.
 */
export type HoursChart = { 
/**
 * In a sentence.
 */
says: string, 
/**
 * Whether there are enough incidents for a drawing to tell anything.
 */
drawn: boolean, 
/**
 * The hours in the order of the business day, from the first to the last with an incident.
 */
hours: Array<number>, 
/**
 * Those with an incident.
 */
cells: Array<HourCell>, };

/**
 * Through which door.
 */
export type ChannelBar = { 
/**
 * Its name.
 */
key: string, 
/**
 * What people read.
 */
label: string, 
/**
 * How many incidents.
 */
incidents: number, };

/**
 * Where it happens.
 */
export type ChannelsChart = { 
/**
 * In a sentence.
 */
says: string, 
/**
 * The most first.
 */
rows: Array<ChannelBar>, };

/**
 * How one person used their room.
 */
export type HandRow = { 
/**
 * Their identity.
 */
id: string, 
/**
 * Who.
 */
name: string, 
/**
 * The narrowest limit that counts for them, such as `$50 a day`; `null` for none.
 */
limit: string | null, 
/**
 * Make-goods they gave within it.
 */
gave: number, 
/**
 * What those were worth.
 */
amount: Money, 
/**
 * Make-goods for which they asked another.
 */
asked: number, 
/**
 * Incidents they recorded and nobody gave anything for.
 */
bare: number, 
/**
 * What that looks like; `null` when it looks as it should.
 */
remark: string | null, };

/**
 * The cause that costs most and has no owner.
 */
export type FixCause = { 
/**
 * Its key.
 */
key: string, 
/**
 * In the team's words.
 */
cause: string, 
/**
 * Its latest incident, from which something is done about it.
 */
incident_id: string, 
/**
 * Papers for it that ran out unused.
 */
lost: number, 
/**
 * How many incidents.
 */
incidents: number, 
/**
 * What it cost.
 */
cost: Money, };

/**
 * What to fix next.
 */
export type FixNext = { 
/**
 * In a sentence.
 */
says: string, 
/**
 * The cause; `null` where there is none without an owner.
 */
cause: FixCause | null, };

/**
 * What was done about a cause, and whether it has helped.
 */
export type DoneRow = { 
/**
 * The cause.
 */
cause: string, 
/**
 * What was done.
 */
what: string, 
/**
 * Whose it was.
 */
owner: string, 
/**
 * When it was done.
 */
on: string, 
/**
 * How often in the four weeks before.
 */
before: number, 
/**
 * How often since, up to four weeks.
 */
after: number, 
/**
 * Over how many days.
 */
days: number, 
/**
 * How sure that is, in sentences.
 */
says: string, };

/**
 * The page of insights.
 */
export type Insights = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * The first day of what it is held against.
 */
against_from: string, 
/**
 * The last day of it.
 */
against_to: string, 
/**
 * What that is called: `the 12 weeks before`.
 */
against: string, 
/**
 * How many incidents.
 */
incidents: number, 
/**
 * How many in what it is held against.
 */
incidents_before: number, 
/**
 * What the period cost in the books.
 */
cost: Money, 
/**
 * All three in a sentence.
 */
sum: string, 
/**
 * The first day of which anything is known; `null` before there is one.
 */
first_on: string | null, 
/**
 * What there will be to see and when, where there is nothing; else `null`.
 */
nothing: string | null, 
/**
 * Who came back with their paper.
 */
back: Headline, 
/**
 * What each that was won back cost.
 */
won: Headline, 
/**
 * How long it took.
 */
days: Headline, 
/**
 * How many came in the first week after, the second, and so on.
 */
days_by_week: Array<number>, 
/**
 * What went wrong.
 */
causes: CausesChart, 
/**
 * Whether it happens less.
 */
weeks: WeeksChart, 
/**
 * How guests felt.
 */
felt: FeltChart, 
/**
 * When.
 */
hours: HoursChart, 
/**
 * Where.
 */
channels: ChannelsChart, 
/**
 * What to fix next.
 */
fix: FixNext, 
/**
 * What was done, the latest first.
 */
done: Array<DoneRow>, 
/**
 * Limits by person; `null` for whoever may not see them.
 */
hands: Array<HandRow> | null, };

/**
 * Which insights.
 */
export type InsightsRequest = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * What it is held against: `before` or `year_ago`.
 */
against: string, };

/**
 * Which incidents are behind a figure.
 */
export type InsightBehindRequest = { 
/**
 * The first business date.
 */
from: string, 
/**
 * The last business date.
 */
to: string, 
/**
 * What the figure is of: `all`, `cause`, `other_causes`, `category`, `channel`, `hour`, `ran`, `back`, `unused`; and
 * of somebody, for the owner alone, `gave`, `asked` or `bare`.
 */
of: string, 
/**
 * Which of them; of an hour `5 19`, of those who came back the week, from 0, or empty for all, of somebody their id.
 */
key: string, };

/**
 * An incident behind a figure.
 */
export type InsightIncident = { 
/**
 * Its identity.
 */
id: string, 
/**
 * The day it counts for.
 */
business_date: string, 
/**
 * What fell short.
 */
category: string, 
/**
 * What happened.
 */
what: string, 
/**
 * Where.
 */
place: string | null, 
/**
 * Who recorded it.
 */
staff: string | null, 
/**
 * Behind what somebody gave: `comp`, `check`, `certificate` or `gesture`.
 */
gave: string | null, 
/**
 * What that was worth, where it has a figure.
 */
amount: Money | null, };

/**
 * The incidents behind a figure.
 */
export type InsightBehind = { 
/**
 * The latest of them, at most 500.
 */
rows: Array<InsightIncident>, 
/**
 * How many there are.
 */
total: number, };

/**
 * The kinds of problem a caller treats differently. A kind exists only for that.
 */
export type Code = "bad_amount" | "amount_refused" | "bad_date" | "date_refused" | "bad_text" | "bad_choice" | "mistyped" | "not_a_code" | "not_ours" | "unknown_code" | "paused" | "not_found" | "settled" | "already_used" | "expired" | "voided" | "replaced" | "cannot_reverse" | "cannot_extend" | "bill_taken" | "more_than_left" | "over_bill" | "request_reused" | "not_set_up" | "setting_refused" | "not_allowed" | "locked" | "over_limit" | "approval_needed" | "not_empty" | "bad_backup" | "no_printer" | "print_failed" | "stopped" | "cannot_write" | "data_folder" | "damaged" | "busy" | "unknown";

/**
 * A problem as it crosses to the page and the command line.
 */
export type Problem = { 
/**
 * Its kind.
 */
code: Code, 
/**
 * A sentence for a person, with the next step.
 */
message: string, 
/**
 * The values in it, where a caller needs them: `field`, and more by kind.
 */
details: Record<string, string>, };
