import type { DoorReason, Redeemed, Redemption, Verdict, Voucher } from "$lib/ipc/generated/types";
import { dayAndMonth, dayAndTime, shortDate, timeOf } from "$lib/ui/dates";
import { counted, spokenMoney, type Writing } from "$lib/ui/figures";

/** What the screen shows for a verdict, in the words a host reads from two metres. */
export interface Face {
  tone: "good" | "stop" | "wait" | "look";
  icon: "check" | "stop" | "hourglass" | "eye" | "question";
  word: string;
  /** Two words or more: set smaller. */
  long: boolean;
  /** On the right of the word: a figure, or what a certificate is good for. */
  worth: { text: string; note: string; words: boolean } | null;
  facts: readonly { name: string; value: string; /** After the value, never cut. */ tail?: string }[];
  /** What to say to the guest. */
  say: string;
  /** What to do besides. */
  then: string;
  /** Beside it: what the house may do. Good has the form there. */
  help: { title: string; text: string } | null;
  /** The whole of it in one sentence, for who hears the screen. */
  spoken: string;
  /** The end of the code, once it is known to be one. */
  last_four: string | null;
}

/** Where and when the verdict is read. */
export interface Reading {
  zone: string;
  /** Today, as the house counts. */
  today: string;
  now: number;
  writing: Writing;
  /** A check keeps what is left over; otherwise its first use uses it up. */
  inParts: boolean;
  /** Of a pause: how many seconds are left of it; nought when it is over, null when it has no end. */
  left?: number | null;
}

const KIND = { check: "Missed Opportunity check", certificate: "Free-visit certificate" } as const;
const NOT_NOTED = "not noted";

/** "tonight" from five in the afternoon until four in the morning, else "today". */
export function partOfDay(now: number, zone: string): "today" | "tonight" {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(now));
  return hour >= 17 || hour < 4 ? "tonight" : "today";
}

/** 7 November; with its year when that is another one. */
function dayInWords(date: string, today: string): string {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${date}T12:00:00Z`));
  return date.slice(0, 4) === today.slice(0, 4) ? day : `${day} ${date.slice(0, 4)}`;
}

function dateInYear(date: string, today: string): string {
  return date.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(date) : shortDate(date);
}

/** Sat 7 Nov, 8:15 pm; with its year when that is another one. */
function moment(use: Redemption, { zone, today }: Reading): string {
  return use.business_date.slice(0, 4) === today.slice(0, 4) ? dayAndTime(use.at, zone) : `${shortDate(use.business_date)}, ${timeOf(use.at, zone)}`;
}

/** A place as it stands inside a sentence: "Table 12" is "table 12", "BBQ" stays. */
export function placeInside(place: string): string {
  return /^\p{Lu}\p{Ll}/u.test(place) ? place.charAt(0).toLowerCase() + place.slice(1) : place;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const withoutEnd = (sentence: string) => sentence.trim().replace(/[.\s]+$/, "");
const guestOf = (voucher: Voucher) => voucher.guest ?? "No name";
const greeting = (voucher: Voucher) => (voucher.guest ? `Welcome back, ${voucher.guest}.` : "Welcome back.");

function worthOf(voucher: Voucher): Face["worth"] {
  const note = KIND[voucher.kind];
  if (voucher.kind === "certificate") return { text: voucher.benefit ?? "", note, words: true };
  const { remaining, amount } = voucher;
  if (remaining && amount && remaining.minor < amount.minor) return { text: remaining.text, note: `left of ${amount.text}`, words: false };
  return { text: remaining?.text ?? "", note, words: false };
}

function good(verdict: Extract<Verdict, { verdict: "good" }>, reading: Reading): Face {
  const { voucher, place } = verdict;
  const worth = worthOf(voucher);
  const then = partOfDay(reading.now, reading.zone);
  const mine =
    voucher.kind === "check"
      ? `${then} ${spokenMoney(voucher.remaining?.minor ?? 0, reading.writing)} of it is ours.`
      : `${then} it is our turn: ${withoutEnd(voucher.benefit ?? "")}, with our compliments.`;
  const until = shortDate(voucher.expires_on);
  return {
    tone: "good",
    icon: "check",
    word: "Good",
    long: false,
    worth,
    facts: [
      { name: "For", value: guestOf(voucher) },
      { name: "Because", value: withoutEnd(verdict.because), tail: `, ${dateInYear(verdict.incident_on, reading.today)}` },
      { name: "Until", value: until },
      voucher.kind === "check" ? { name: "May be spent", value: reading.inParts ? "in parts" : "once" } : { name: "May be used", value: "once" },
    ],
    say: `“${greeting(voucher)} We are glad you gave us another try, and ${mine}”`,
    then: [...verdict.conditions, place ? `Tell the kitchen: returning guest, ${placeInside(place)} last time.` : "Tell the kitchen: returning guest."].join(" "),
    help: null,
    spoken: `Good. ${capital(worth?.text ?? "")}, until ${until}.`,
    last_four: voucher.last_four,
  };
}

function used({ voucher, last }: Extract<Verdict, { verdict: "used" }>, reading: Reading): Face {
  const when = moment(last, reading);
  const bill = last.bill ? `, bill ${last.bill}` : "";
  return {
    tone: "stop",
    icon: "stop",
    word: "Already used",
    long: true,
    worth:
      voucher.kind === "check"
        ? { text: voucher.remaining?.text ?? "", note: `left of ${voucher.amount?.text ?? ""}`, words: false }
        : { text: voucher.benefit ?? "", note: "used once, as it was meant", words: true },
    facts: [
      { name: "Used", value: when },
      { name: "By", value: last.staff ?? NOT_NOTED },
      { name: "On bill", value: last.bill ?? NOT_NOTED },
      { name: "For", value: guestOf(voucher) },
    ],
    say: `“Thank you for bringing it. Our book has it down for ${dayInWords(last.business_date, reading.today)}. Let me find someone who can help, and we will sort it out while you sit.”`,
    then: "Seat them first. Never read the details aloud.",
    help: { title: "What the house may do", text: "This paper has done its work. If the guest was let down again, give something new, with a paper of its own." },
    spoken: `Already used. ${when}${bill}.`,
    last_four: voucher.last_four,
  };
}

/** A paper in a list: its worth in a word or two. */
export function worthInAWord(voucher: Voucher): string {
  const left = voucher.remaining && voucher.remaining.minor > 0 ? voucher.remaining : voucher.amount;
  return voucher.kind === "check" ? `${left?.text ?? ""} check` : (voucher.benefit ?? "certificate");
}

/** A paper in a list: whether anything may be taken with it. */
export function standingOf({ status, expires_on }: Voucher, today: string): { shape: "ring" | "full" | "cross"; tone: "open" | "good" | "past"; word: string } {
  if (status === "redeemed") return { shape: "full", tone: "good", word: "Used" };
  if (status === "voided") return { shape: "cross", tone: "past", word: "Voided" };
  if (status === "expired") return { shape: "cross", tone: "past", word: `Expired ${dateInYear(expires_on, today)}` };
  return { shape: "ring", tone: "open", word: `Good until ${dateInYear(expires_on, today)}` };
}

const gaveOf = (voucher: Voucher) => (voucher.kind === "check" ? `${(voucher.remaining ?? voucher.amount)?.text ?? ""} check` : (voucher.benefit ?? ""));

function expired({ voucher, days, extend_to }: Extract<Verdict, { verdict: "expired" }>, reading: Reading): Face {
  const gave = gaveOf(voucher);
  return {
    tone: "wait",
    icon: "hourglass",
    word: "Expired",
    long: false,
    worth: { text: counted(days, "day"), note: `since ${dayInWords(voucher.expires_on, "")}`, words: false },
    facts: [
      { name: "It gave", value: gave },
      { name: "For", value: guestOf(voucher) },
      { name: "Issued", value: shortDate(voucher.issued_on) },
      { name: "By", value: voucher.issued_by ?? NOT_NOTED },
    ],
    say: `“I’m glad you came back for it. It ran out on ${dayInWords(voucher.expires_on, reading.today)}, so give me one minute. I would like to make it right for you.”`,
    then: "Seat them first. What it gave is still worth a good word.",
    help: {
      title: "What the house may do",
      text: extend_to
        ? `The house may extend it once, until ${dayInWords(extend_to, reading.today)}. Or it gives something new, with a paper of its own.`
        : "This paper cannot be used any more. The house may give something new, with a paper of its own.",
    },
    spoken: `Expired ${counted(days, "day")} ago.`,
    last_four: voucher.last_four,
  };
}

/** The house put an end to it. What is known of it is for the host to read, never to be read out. */
function voided({ voucher, on, replaced, reason, replaced_by }: Extract<Verdict, { verdict: "voided" }>, reading: Reading): Face {
  const word = replaced ? "Replaced" : "Voided";
  return {
    tone: "stop",
    icon: "stop",
    word,
    long: false,
    worth: { text: dayInWords(on, reading.today), note: replaced ? "a new paper took its place" : "taken back by the house", words: true },
    facts: [
      { name: "It gave", value: gaveOf(voucher) },
      { name: "For", value: guestOf(voucher) },
      ...(reason === null ? [] : [{ name: "Why", value: withoutEnd(reason) }]),
      ...(replaced_by === null ? [] : [{ name: "New paper", value: `…${replaced_by}` }]),
    ],
    say: replaced
      ? "“Thank you for bringing it. Our book has a newer paper in its place. Let me find someone who can help, and we will sort it out while you sit.”"
      : "“Thank you for bringing it. Let me find someone who can help, and we will sort it out while you sit.”",
    then: "Seat them first. Never read the details aloud.",
    help: {
      title: "What the house may do",
      text: replaced
        ? "The new paper stands for this one: ask for that one. If it is not at hand, its story tells what was done."
        : "This paper cannot be used any more. The house may give something new, with a paper of its own.",
    },
    spoken: replaced ? "Replaced. A new paper took its place." : "Voided. It cannot be used any more.",
    last_four: voucher.last_four,
  };
}

/** The sentences for what is no voucher of ours, or not yet. */
function unclear(verdict: Extract<Verdict, { verdict: "mistyped" | "not_a_code" | "not_ours" | "unknown" }>): Face {
  const shared = { long: true, worth: null, facts: [], last_four: null } as const;
  switch (verdict.verdict) {
    case "mistyped":
      return {
        ...shared,
        tone: "look",
        icon: "eye",
        word: "Look again",
        say: "“My mistake, I typed that wrong. May I see it once more?”",
        then: "Codes have no 0, 1, A, E, I, O or U. M and N, 8 and B, V and W are the usual slips.",
        help: { title: "Nothing was used up", text: `${verdict.message} Put it right in the field above, or scan the paper again.` },
        spoken: `Look again. ${verdict.message}`,
      };
    case "not_a_code":
      return {
        ...shared,
        tone: "look",
        icon: "question",
        word: "Not a code",
        say: "“May I see the whole paper? The code is beside the small square.”",
        then: "The code is three groups of four, with dashes between them.",
        help: { title: "Nothing was used up", text: verdict.message },
        spoken: verdict.message,
      };
    case "not_ours":
      return {
        ...shared,
        tone: "look",
        icon: "question",
        word: "Not ours",
        say: "“That one is for something else. May I see the paper from us?”",
        then: "Our square code stands beside three groups of four characters.",
        help: { title: "Nothing was used up", text: verdict.message },
        spoken: `Not ours. ${verdict.message}`,
      };
    case "unknown":
      return {
        ...shared,
        tone: "look",
        icon: "question",
        word: "Not known",
        say: "“Thank you for bringing it. Let me look at it with you for a moment.”",
        then: "Seat them first. Then see whose name is at the head of the paper.",
        help: {
          title: "Check that the paper is ours",
          text: "The code is whole, and this machine never issued it. A paper from another machine of the house is in the book of that machine.",
        },
        spoken: verdict.message,
        last_four: verdict.last_four,
      };
  }
}

/** 0:47 */
const minutes = (seconds: number) => `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;

/** Nothing is looked at for a while, and nothing is said of this code: it may be good. */
function paused({ message, unlockers }: Extract<Verdict, { verdict: "paused" }>, { left = null }: Reading): Face {
  const shared = { worth: null, facts: [], last_four: null } as const;
  if (left === 0) {
    return {
      ...shared,
      tone: "look",
      icon: "eye",
      word: "Scan it again",
      long: true,
      say: "“Thank you for waiting. May I see it once more?”",
      then: "Look at the whole paper first: it may be of another house.",
      help: { title: "The pause is over", text: "Codes are looked at again. Scan the paper, or type its code in the field above." },
      spoken: "The pause is over. Scan the paper again.",
    };
  }
  const [why = message, ...rest] = message.split(/(?<=\.) /);
  const ask = unlockers.length > 0 ? "A manager unlocks it here with their PIN." : "Whoever runs the house may unlock it here.";
  return {
    ...shared,
    tone: "wait",
    icon: "hourglass",
    word: "Wait",
    long: false,
    worth: left === null ? { text: "for a manager", note: "no code is looked at until then", words: true } : { text: minutes(left), note: "until codes are looked at again", words: false },
    say: "“One moment, please. Let me find someone who can help, and we will sort it out while you sit.”",
    then: "Seat them first. Their paper may be good: it was not looked at.",
    help: { title: withoutEnd(why), text: left === null ? `${rest.join(" ")} ${ask}` : `Nothing was used up. The wait ends by itself. ${ask}` },
    spoken: message,
  };
}

/** Which line of the one table of reasons a verdict is: the same as behind the wire. */
export function reasonOf(verdict: Verdict): DoorReason {
  switch (verdict.verdict) {
    case "good":
      return verdict.conditions.length > 0 ? "conditions" : "good";
    case "used":
      return "already_used";
    case "expired":
      return verdict.extend_to === null ? "expired" : "extendable";
    case "voided":
      return verdict.replaced ? "replaced" : "voided";
    case "unknown":
      return "unknown_code";
    default:
      return verdict.verdict;
  }
}

/** A verdict, in words; with the group of the code that was misread, where that is known now. */
export function faceOf(verdict: Verdict, slip: string, reading: Reading): Face {
  const face = plainFaceOf(verdict, reading);
  return slip && "voucher" in verdict ? { ...face, then: `${slip} ${face.then}` } : face;
}

function plainFaceOf(verdict: Verdict, reading: Reading): Face {
  switch (verdict.verdict) {
    case "good":
      return good(verdict, reading);
    case "used":
      return used(verdict, reading);
    case "expired":
      return expired(verdict, reading);
    case "voided":
      return voided(verdict, reading);
    case "paused":
      return paused(verdict, reading);
    default:
      return unclear(verdict);
  }
}

/** While nobody knows whether it was taken: nothing else may be done. */
export function checkingFace(face: Face, says: string): Face {
  return {
    ...face,
    tone: "wait",
    icon: "hourglass",
    word: "Wait",
    say: "“One moment, please. I am making sure that it is noted.”",
    then: "The same question is asked until the answer is certain. It is never taken twice.",
    spoken: says,
  };
}

/** After it was taken: what came off, what is left, and a kind word. */
export function doneFace({ voucher, redemption, over }: Redeemed, reading: Reading): Face {
  const left = voucher.kind === "check" && voucher.remaining && voucher.remaining.minor > 0 ? voucher.remaining : null;
  const off = redemption.bill ? `off bill ${redemption.bill}` : "off the bill";
  const worth =
    voucher.kind === "check"
      ? { text: redemption.amount?.text ?? "", note: off, words: false }
      : { text: voucher.benefit ?? "", note: redemption.bill ? `on bill ${redemption.bill}` : "on the house", words: true };
  return {
    tone: "good",
    icon: "check",
    word: "Taken",
    long: false,
    worth,
    facts: [
      { name: "For", value: guestOf(voucher) },
      redemption.lapsed ? { name: "Left over", value: `${redemption.lapsed.text}, lost` } : { name: "Left on it", value: left ? left.text : "nothing" },
      ...(left ? [{ name: "Until", value: shortDate(voucher.expires_on) }] : []),
      ...(voucher.kind === "certificate" && redemption.amount ? [{ name: "Menu value", value: redemption.amount.text }] : []),
      { name: "By", value: redemption.staff ?? NOT_NOTED },
      { name: "At", value: timeOf(redemption.at, reading.zone) },
    ],
    say: left
      ? `“That is taken care of. Keep the paper: ${left.text} is still yours, until ${dayInWords(voucher.expires_on, reading.today)}.”`
      : "“That is taken care of. Thank you for coming back to us.”",
    then: `${over ? `${over} ` : ""}${left ? "Give the paper back to the guest." : "Keep the paper, or strike it through."}`,
    help: null,
    spoken: `Taken. ${capital(worth.text)} ${worth.note}. ${left ? `${left.text} is left on it.` : "Nothing is left on it."}`,
    last_four: voucher.last_four,
  };
}
