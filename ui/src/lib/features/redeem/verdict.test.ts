import { describe, expect, it } from "vitest";
import { DOOR_REASONS, type DoorReason } from "$lib/ipc/generated/types";
import type { Money, Redemption, Verdict, Voucher } from "$lib/ipc/generated/types";
import { checkingFace, doneFace, faceOf, partOfDay, placeInside, reasonOf, type Reading } from "./verdict";

const dollars = (minor: number): Money => ({ minor, currency: "USD", text: `$${(minor / 100).toFixed(2)}` });
const reading: Reading = {
  zone: "America/Detroit",
  today: "2026-12-11",
  now: Date.parse("2026-12-11T23:58:00Z"),
  writing: { prefix: "$", decimals: 2 },
  inParts: true,
};
const check: Voucher = {
  id: "1",
  last_four: "9TWH",
  kind: "check",
  status: "outstanding",
  amount: dollars(2400),
  remaining: dollars(2400),
  benefit: null,
  issued_on: "2026-11-21",
  expires_on: "2027-02-19",
  issued_by: "Owen Brandt",
  incident_id: "2",
  guest: "Helen Okafor",
  extended: false,
};
const certificate: Voucher = { ...check, kind: "certificate", amount: null, remaining: null, benefit: "breakfast for two" };
const use: Redemption = { amount: dollars(2400), bill: "40718", bill_total: null, lapsed: null, staff: "Ines Duarte", at: "2026-11-08T01:15:00Z", business_date: "2026-11-07" };
const good = (voucher: Voucher, place: string | null = "Table 12"): Verdict => ({
  verdict: "good",
  voucher,
  because: "Duck came cold.",
  incident_on: "2026-11-21",
  place,
  conditions: [],
});

describe("good", () => {
  it("says what it gives, until when, for what, and what to say", () => {
    const face = faceOf(good(check), "", reading);
    expect(face.spoken).toBe("Good. $24.00, until 19 Feb 2027.");
    expect(face.worth).toEqual({ text: "$24.00", note: "Missed Opportunity check", words: false });
    expect(face.facts.map(({ name, value, tail }) => `${name}: ${value}${tail ?? ""}`)).toEqual([
      "For: Helen Okafor",
      "Because: Duck came cold, 21 Nov",
      "Until: 19 Feb 2027",
      "May be spent: in parts",
    ]);
    expect(face.say).toBe("“Welcome back, Helen Okafor. We are glad you gave us another try, and tonight $24 of it is ours.”");
    expect(face.then).toBe("Tell the kitchen: returning guest, table 12 last time.");
  });

  it("says what is left of a check spent in part, and knows no name", () => {
    const face = faceOf(good({ ...check, guest: null, remaining: dollars(450) }, null), "", { ...reading, now: Date.parse("2026-12-11T17:00:00Z") });
    expect(face.worth).toEqual({ text: "$4.50", note: "left of $24.00", words: false });
    expect(face.say).toBe("“Welcome back. We are glad you gave us another try, and today $4.50 of it is ours.”");
    expect(face.then).toBe("Tell the kitchen: returning guest.");
    expect(face.facts[0]).toEqual({ name: "For", value: "No name" });
  });

  it("says what a certificate is good for", () => {
    const face = faceOf(good(certificate), "", reading);
    expect(face.spoken).toBe("Good. Breakfast for two, until 19 Feb 2027.");
    expect(face.worth).toEqual({ text: "breakfast for two", note: "Free-visit certificate", words: true });
    expect(face.say).toBe(
      "“Welcome back, Helen Okafor. We are glad you gave us another try, and tonight it is our turn: breakfast for two, with our compliments.”",
    );
    expect(face.facts.at(-1)).toEqual({ name: "May be used", value: "once" });
  });
});

describe("already used", () => {
  const face = faceOf({ verdict: "used", voucher: { ...check, status: "redeemed", remaining: dollars(0) }, last: use }, "", reading);

  it("says when, by whom and on which bill", () => {
    expect(face.spoken).toBe("Already used. Sat 7 Nov, 8:15 pm, bill 40718.");
    expect(face.worth).toEqual({ text: "$0.00", note: "left of $24.00", words: false });
    expect(face.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      "Used: Sat 7 Nov, 8:15 pm",
      "By: Ines Duarte",
      "On bill: 40718",
      "For: Helen Okafor",
    ]);
  });

  it("says what to say", () => {
    expect(face.say).toBe(
      "“Thank you for bringing it. Our book has it down for 7 November. Let me find someone who can help, and we will sort it out while you sit.”",
    );
    expect(face.then).toBe("Seat them first. Never read the details aloud.");
    expect(face.help).toEqual({
      title: "What the house may do",
      text: "This paper has done its work. If the guest was let down again, give something new, with a paper of its own.",
    });
  });

  it("gives the year when it was another one, and owns what nobody noted", () => {
    const old = { ...use, bill: null, staff: null, at: "2025-11-08T01:15:00Z", business_date: "2025-11-07" };
    const other = faceOf({ verdict: "used", voucher: check, last: old }, "", reading);
    expect(other.facts.slice(0, 3).map(({ value }) => value)).toEqual(["7 Nov 2025, 8:15 pm", "not noted", "not noted"]);
    expect(other.spoken).toBe("Already used. 7 Nov 2025, 8:15 pm.");
    expect(other.say).toContain("7 November 2025");
  });
});

describe("expired", () => {
  const voucher: Voucher = { ...check, status: "expired", expires_on: "2026-11-30", amount: dollars(1800), remaining: dollars(1800) };

  it("says since when, and what it gave", () => {
    const face = faceOf({ verdict: "expired", voucher, days: 11, extend_to: null }, "", reading);
    expect(face.spoken).toBe("Expired 11 days ago.");
    expect(face.worth).toEqual({ text: "11 days", note: "since 30 November 2026", words: false });
    expect(face.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      "It gave: $18.00 check",
      "For: Helen Okafor",
      "Issued: 21 Nov 2026",
      "By: Owen Brandt",
    ]);
    expect(face.say).toBe(
      "“I’m glad you came back for it. It ran out on 30 November, so give me one minute. I would like to make it right for you.”",
    );
    expect(face.help?.text).toBe("This paper cannot be used any more. The house may give something new, with a paper of its own.");
  });

  it("offers more time where the house may give it", () => {
    const face = faceOf({ verdict: "expired", voucher, days: 11, extend_to: "2027-01-10" }, "", reading);
    expect(face.help?.text).toBe("The house may extend it once, until 10 January 2027. Or it gives something new, with a paper of its own.");
  });

  it("counts one day as one", () => {
    expect(faceOf({ verdict: "expired", voucher, days: 1, extend_to: null }, "", reading).spoken).toBe("Expired 1 day ago.");
  });
});

describe("voided", () => {
  const end = { verdict: "voided", voucher: { ...check, status: "voided" }, on: "2026-12-09", reason: null, replaced_by: null } as const;

  it("stops, with a kind word, and tells nobody why", () => {
    const face = faceOf({ ...end, replaced: false }, "", reading);
    expect([face.word, face.tone, face.spoken]).toEqual(["Voided", "stop", "Voided. It cannot be used any more."]);
    expect(face.facts.map(({ name }) => name)).toEqual(["It gave", "For"]);
    expect(face.say).toBe("“Thank you for bringing it. Let me find someone who can help, and we will sort it out while you sit.”");
    expect(face.then).toBe("Seat them first. Never read the details aloud.");
  });

  it("points to the new paper, for those who may know", () => {
    const face = faceOf({ ...end, replaced: true, reason: "The guest lost it.", replaced_by: "C6FC" }, "", reading);
    expect([face.word, face.spoken]).toEqual(["Replaced", "Replaced. A new paper took its place."]);
    expect(face.facts.slice(2)).toEqual([
      { name: "Why", value: "The guest lost it" },
      { name: "New paper", value: "…C6FC" },
    ]);
    expect(face.say).not.toContain("lost it");
    expect(face.spoken + face.say).not.toContain("C6FC");
  });
});

describe("what is no paper of ours, or not yet", () => {
  it("asks to look again at a mistyped code", () => {
    const message = "That is not quite the code: one or more characters are wrong. Look again at the paper.";
    const face = faceOf({ verdict: "mistyped", message, by_name: true }, "K7QD-4NXR-9TWH", reading);
    expect([face.word, face.tone, face.last_four]).toEqual(["Look again", "look", null]);
    expect(face.spoken).toBe(`Look again. ${message}`);
    expect(face.say).toBe("“My mistake, I typed that wrong. May I see it once more?”");
    expect(face.then).toBe("Codes have no 0, 1, A, E, I, O or U. M and N, 8 and B, V and W are the usual slips.");
    expect(face.help).toEqual({ title: "Nothing was used up", text: `${message} Put it right in the field above, or scan the paper again.` });
  });

  it("says what a code looks like", () => {
    const message = "That is not one of our codes. A code looks like XXXX-XXXX-XXXX.";
    const face = faceOf({ verdict: "not_a_code", message }, "hello", reading);
    expect([face.word, face.spoken, face.help?.text]).toEqual(["Not a code", message, message]);
    expect(face.say).toBe("“May I see the whole paper? The code is beside the small square.”");
  });

  it("tells the code of something else from one it does not know", () => {
    const message = "That is a code, and not one of ours. Scan the square code beside the twelve characters.";
    const face = faceOf({ verdict: "not_ours", message }, "", reading);
    expect([face.word, face.tone, face.spoken, face.help?.text]).toEqual(["Not ours", "look", `Not ours. ${message}`, message]);
    expect(face.say).toBe("“That one is for something else. May I see the paper from us?”");
  });

  it("says which group was misread, once the name has told which paper it is", () => {
    const slip = "One character in the middle group was misread.";
    expect(faceOf(good(check), slip, reading).then).toBe(`${slip} Tell the kitchen: returning guest, table 12 last time.`);
  });

  it("says that another machine has a book of its own, and shows the last four alone", () => {
    const message = "We do not know this code. Check that the paper is ours.";
    const face = faceOf({ verdict: "unknown", message, last_four: "9TWH" }, "K7QD-4NXR-9TWH", reading);
    expect([face.word, face.spoken, face.last_four]).toEqual(["Not known", message, "9TWH"]);
    expect(face.help).toEqual({
      title: "Check that the paper is ours",
      text: "The code is whole, and this machine never issued it. A paper from another machine of the house is in the book of that machine.",
    });
  });
});

describe("while nobody knows", () => {
  it("asks to wait, and keeps what the paper is", () => {
    const face = checkingFace(faceOf(good(check), "", reading), "We are checking what happened. Do not give a second paper yet.");
    expect([face.word, face.tone, face.worth?.text]).toEqual(["Wait", "wait", "$24.00"]);
    expect(face.say).toBe("“One moment, please. I am making sure that it is noted.”");
    expect(face.then).toBe("The same question is asked until the answer is certain. It is never taken twice.");
    expect(face.spoken).toBe("We are checking what happened. Do not give a second paper yet.");
  });
});

describe("taken", () => {
  it("says what came off, and that nothing is left", () => {
    const face = doneFace({ voucher: { ...check, status: "redeemed", remaining: dollars(0) }, redemption: { ...use, bill: "40931" }, over: null }, reading);
    expect(face.spoken).toBe("Taken. $24.00 off bill 40931. Nothing is left on it.");
    expect(face.say).toBe("“That is taken care of. Thank you for coming back to us.”");
    expect(face.then).toBe("Keep the paper, or strike it through.");
  });

  it("gives the paper back while something is left", () => {
    const face = doneFace({ voucher: { ...check, remaining: dollars(400) }, redemption: { ...use, amount: dollars(2000), bill: "40931" }, over: null }, reading);
    expect(face.spoken).toBe("Taken. $20.00 off bill 40931. $4.00 is left on it.");
    expect(face.say).toBe("“That is taken care of. Keep the paper: $4.00 is still yours, until 19 February 2027.”");
    expect(face.then).toBe("Give the paper back to the guest.");
  });

  it("names a certificate by what it gave", () => {
    const taken = { ...use, amount: dollars(3100), bill: "40931" };
    const face = doneFace({ voucher: { ...certificate, status: "redeemed" }, redemption: taken, over: null }, reading);
    expect(face.spoken).toBe("Taken. Breakfast for two on bill 40931. Nothing is left on it.");
    expect(face.facts.map(({ name, value }) => `${name}: ${value}`)).toContain("Menu value: $31.00");
  });

  it("says what was left over where a check is used up at once", () => {
    expect(faceOf(good(check), "", { ...reading, inParts: false }).facts).toContainEqual({ name: "May be spent", value: "once" });
    const taken = { ...use, amount: dollars(1800), lapsed: dollars(600), bill: "40931" };
    const face = doneFace({ voucher: { ...check, status: "redeemed", remaining: dollars(0) }, redemption: taken, over: null }, reading);
    expect(face.facts).toContainEqual({ name: "Left over", value: "$6.00, lost" });
    expect(face.then).toBe("Keep the paper, or strike it through.");
  });

  it("warns of a menu value over what a certificate was given for", () => {
    const over = "That is $4.00 over the $27.00 this certificate was given for.";
    const face = doneFace({ voucher: { ...certificate, status: "redeemed" }, redemption: { ...use, amount: dollars(3100) }, over }, reading);
    expect(face.then).toBe(`${over} Keep the paper, or strike it through.`);
  });
});

describe("small words", () => {
  it("knows the evening", () => {
    const at = (time: string) => partOfDay(Date.parse(`2026-12-11T${time}:00-05:00`), "America/Detroit");
    expect(["16:59", "17:00", "23:59", "03:59", "04:00"].map(at)).toEqual(["today", "tonight", "tonight", "tonight", "today"]);
  });

  it("sets a place inside a sentence", () => {
    expect([placeInside("Table 12"), placeInside("BBQ corner"), placeInside("phone")]).toEqual(["table 12", "BBQ corner", "phone"]);
  });
});

describe("the table of reasons", () => {
  const message = "A sentence.";
  const used_up: Voucher = { ...check, status: "redeemed", remaining: dollars(0) };
  const conditions = ["It was given more time, once.", "Today is its last day."];
  const samples: Record<Exclude<DoorReason, "bill_taken" | "more_than_left" | "over_bill">, Verdict> = {
    good: good(check),
    conditions: { ...good(check), conditions } as Verdict,
    already_used: { verdict: "used", voucher: used_up, last: use },
    expired: { verdict: "expired", voucher: check, days: 11, extend_to: null },
    extendable: { verdict: "expired", voucher: check, days: 11, extend_to: "2027-01-10" },
    voided: { verdict: "voided", voucher: check, on: "2026-12-09", replaced: false, reason: null, replaced_by: null },
    replaced: { verdict: "voided", voucher: check, on: "2026-12-09", replaced: true, reason: null, replaced_by: null },
    mistyped: { verdict: "mistyped", message, by_name: false },
    not_a_code: { verdict: "not_a_code", message },
    not_ours: { verdict: "not_ours", message },
    unknown_code: { verdict: "unknown", message, last_four: "9TWH" },
    paused: { verdict: "paused", until: null, seconds: null, message, unlockers: [] },
  };

  it("has a face for every answer to a look, in the colour that the table gives it", () => {
    for (const [reason, verdict] of Object.entries(samples)) {
      expect(reasonOf(verdict)).toBe(reason);
      expect([reason, faceOf(verdict, "", reading).tone]).toEqual([reason, DOOR_REASONS[reasonOf(verdict)]]);
    }
  });

  it("says what is worth a word about a paper that is good", () => {
    expect(faceOf(samples.conditions, "", reading).then).toBe(
      "It was given more time, once. Today is its last day. Tell the kitchen: returning guest, table 12 last time.",
    );
  });
});
