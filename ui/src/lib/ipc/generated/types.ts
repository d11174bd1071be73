// Generated from the Rust types; run the tests with UPDATE=1 to write it again.

export type Category = "food_quality" | "wrong_item" | "long_wait" | "service" | "cleanliness" | "billing" | "reservation" | "takeout" | "other";

export type MakeGoodKind = "check" | "certificate" | "comp" | "gesture";

export type VoucherKind = "check" | "certificate";

export type VoucherStatus = "outstanding" | "redeemed" | "expired";

export type Paper = "letter" | "a4" | "three-up" | "receipt80" | "receipt58" | "letter-mail" | "a4-mail";

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
closing: string, };

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
make_good: MakeGoodRequest, };

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
 * What happened.
 */
what: string, 
/**
 * Where.
 */
place: string | null, 
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
export type MakeGoodStatus = "done" | "open" | "part_used" | "came_back" | "expired";

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
export type TimelineStep = { "step": "recorded" } | { "step": "given", 
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
count: number, } | { "step": "redeemed", 
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
days_after: number, } | { "step": "printed", 
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
count: number, };

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
timeline: Array<TimelineEntry>, };

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
guest: string | null, };

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
place: string | null, } | { "verdict": "used", 
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
days: number, } | { "verdict": "mistyped", 
/**
 * What to look for.
 */
message: string, } | { "verdict": "not_a_code", 
/**
 * What a code looks like.
 */
message: string, } | { "verdict": "unknown", 
/**
 * What to do.
 */
message: string, };

/**
 * Redeem a voucher.
 */
export type RedeemRequest = { 
/**
 * Names this request, so that it may be repeated.
 */
request_id: string, 
/**
 * The code, as typed or scanned.
 */
code: string, 
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
redemption: Redemption, };

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
 * Redemptions in the period, at what came off the bills.
 */
redeemed: Tally, 
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
outstanding_without_value: number, };

/**
 * The kinds of problem a caller treats differently. A kind exists only for that.
 */
export type Code = "bad_amount" | "amount_refused" | "bad_date" | "date_refused" | "bad_text" | "bad_choice" | "mistyped" | "unknown_code" | "not_found" | "already_used" | "expired" | "more_than_left" | "request_reused" | "not_set_up" | "setting_refused" | "not_empty" | "no_printer" | "print_failed" | "stopped" | "cannot_write" | "data_folder" | "damaged" | "busy" | "unknown";

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
