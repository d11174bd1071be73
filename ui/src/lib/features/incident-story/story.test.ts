import { describe, expect, it } from "vitest";
import type { IncidentStory, Money, TimelineEntry, Voucher } from "$lib/ipc/generated/types";
import { costOf, ledgerOf } from "./ledger";
import { tell } from "./timeline";

const dollars = (minor: number): Money => ({ minor, currency: "USD", text: `$${(minor / 100).toFixed(2)}` });
const writing = { prefix: "$", decimals: 2 };
const today = "2026-12-11";

const check: Voucher = {
  id: "v",
  last_four: "9TWH",
  kind: "check",
  status: "outstanding",
  amount: dollars(2400),
  remaining: dollars(400),
  benefit: null,
  issued_on: "2026-11-21",
  expires_on: "2027-02-19",
  issued_by: "Owen Brandt",
  incident_id: "i",
  guest: "Helen Okafor",
  extended: false,
};
const certificate: Voucher = { ...check, id: "c", last_four: "C6FC", kind: "certificate", amount: null, remaining: null, benefit: "breakfast for two" };

const entry = (what: TimelineEntry["what"], changes: Partial<TimelineEntry> = {}): TimelineEntry => ({
  at: "2026-11-22T00:42:00Z",
  business_date: "2026-11-21",
  staff: "Owen Brandt",
  station: "Front desk",
  what,
  ...changes,
});

const taken = entry(
  { step: "redeemed", last_four: "9TWH", amount: dollars(2000), bill: "40931", remaining: dollars(400), days_after: 20, without_paper: false },
  { staff: "Marcus Bell", business_date: "2026-12-11" },
);

const story: IncidentStory = {
  incident: {
    id: "i",
    at: "2026-11-22T00:42:00Z",
    business_date: "2026-11-21",
    category: "food_quality",
    severity: 2,
    responsibility: "ours",
    what: "Duck came cold.",
    place: "Table 12",
    guest_id: null,
    guest: "Helen Okafor",
    contact: null,
    staff: "Owen Brandt",
    score: 3,
  },
  make_goods: [
    { id: "v", kind: "check", amount: dollars(2400), what: null, status: "part_used", last_four: "9TWH", expires_on: "2027-02-19" },
    { id: "g", kind: "gesture", amount: dollars(600), what: "a box of sablés", status: "done", last_four: null, expires_on: null },
  ],
  vouchers: [check, certificate],
  timeline: [taken],
  scores: [],
  cause: null,
  preventions: [],
  follow_ups: [],
  steps: [],
};

const told = (one: TimelineEntry) => {
  const { title, quote, text, point } = tell(one, story);
  return [title, quote, text, point];
};

describe("the timeline", () => {
  it("tells what was recorded, in the words of who did", () => {
    expect(told(entry({ step: "recorded" }))).toEqual([
      "Recorded by Owen Brandt",
      "Duck came cold.",
      "Food quality, a let-down, table 12. Score then: 3.",
      "ring",
    ]);
    expect(told(entry({ step: "recorded" }, { staff: null }))[0]).toBe("Recorded");
    const shared: IncidentStory = { ...story, incident: { ...story.incident, responsibility: "partly_ours" } };
    expect(tell(entry({ step: "recorded" }), shared).text).toBe("Food quality, a let-down, partly ours, table 12. Score then: 3.");
  });

  it("tells what was given and issued", () => {
    expect(told(entry({ step: "issued", kind: "check", last_four: "9TWH", amount: dollars(2400), benefit: null, expires_on: "2027-02-19", count: 1 }))).toEqual([
      "Check …9TWH issued for $24.00",
      null,
      "By Owen Brandt, Front desk. Good until 19 Feb 2027.",
      "full",
    ]);
    expect(
      told(entry({ step: "issued", kind: "certificate", last_four: "C6FC", amount: null, benefit: "breakfast for two", expires_on: "2027-02-19", count: 1 }))[0],
    ).toBe("Certificate …C6FC issued for breakfast for two");
    expect(told(entry({ step: "given", kind: "comp", amount: dollars(900), what: null }))).toEqual([
      "Comp now, $9.00",
      null,
      "Off that bill, by Owen Brandt, Front desk.",
      "full",
    ]);
    expect(told(entry({ step: "given", kind: "gesture", amount: dollars(600), what: "a box of sablés" }, { staff: null }))).toEqual([
      "Gesture: a box of sablés",
      null,
      "It cost $6.00, at Front desk.",
      "full",
    ]);
  });

  it("tells how the guest came back", () => {
    expect(told(taken)).toEqual(["Came back after 20 days", null, "$20.00 off bill 40931, by Marcus Bell, Front desk. $4.00 was left on it.", "good"]);
    const sameDay = entry({ step: "redeemed", last_four: "C6FC", amount: dollars(3100), bill: null, remaining: null, days_after: 0, without_paper: false }, { staff: null });
    expect(told(sameDay).slice(0, 3)).toEqual(["Came back the same day", null, "Breakfast for two, worth $31.00, at Front desk."]);
    expect(told({ ...sameDay, what: { step: "redeemed", last_four: "9TWH", amount: dollars(400), bill: null, remaining: dollars(0), days_after: 1, without_paper: false } })[0]).toBe(
      "Came back after 1 day",
    );
    const unshown = entry({ step: "redeemed", last_four: "9TWH", amount: dollars(400), bill: "40931", remaining: dollars(0), days_after: 1, without_paper: true });
    expect(told(unshown)[2]).toBe("$4.00 off bill 40931, by Owen Brandt, Front desk. The paper was left at home.");
  });

  it("tells of a run as one", () => {
    expect(told(entry({ step: "issued", kind: "check", last_four: "9TWH", amount: dollars(1000), benefit: null, expires_on: "2027-02-19", count: 3 }))[0]).toBe(
      "3 checks issued for $10.00 each",
    );
    expect(told(entry({ step: "printed", last_four: "9TWH", paper: "three-up", printer: "Front", count: 3 })).slice(0, 3)).toEqual([
      "3 checks printed",
      null,
      "On Front, Three to a page (check stock), by Owen Brandt, Front desk.",
    ]);
  });

  it("tells how the paper left the house", () => {
    const of = { last_four: "9TWH", paper: "letter", count: 1 } as const;
    expect(told(entry({ ...of, step: "printed", printer: "Front" }))).toEqual([
      "Check …9TWH printed",
      null,
      "On Front, US Letter, full page, by Owen Brandt, Front desk.",
      "ring",
    ]);
    expect(told(entry({ ...of, step: "saved", file: "Check 9TWH.pdf" })).slice(0, 3)).toEqual([
      "Check …9TWH saved",
      null,
      "As Check 9TWH.pdf, US Letter, full page, by Owen Brandt, Front desk.",
    ]);
    expect(told(entry({ ...of, step: "saved", file: null }))[0]).toBe("Check …9TWH opened to look at");
  });

  it("tells that it was printed again, also where nobody noted on what", () => {
    const again = { step: "reprinted", last_four: "9TWH", count: 1 } as const;
    expect(told(entry({ ...again, paper: null, printer: null }))).toEqual(["Check …9TWH printed again", null, "The same code, by Owen Brandt, Front desk.", "ring"]);
    expect(told(entry({ ...again, paper: "receipt80", printer: "Kitchen" }))[2]).toBe("The same code, on Kitchen, Receipt, 80 mm, by Owen Brandt, Front desk.");
  });

  it("tells why it did not print", () => {
    const failed = { step: "print_failed", last_four: "9TWH", paper: "letter", printer: "Front", count: 1 } as const;
    expect(told(entry({ ...failed, reason: "out of paper" })).slice(0, 3)).toEqual([
      "Check …9TWH did not print",
      null,
      "out of paper. On Front, by Owen Brandt, Front desk.",
    ]);
    expect(told(entry({ ...failed, reason: "The printer is gone.", printer: null }))[2]).toBe("The printer is gone. By Owen Brandt, Front desk.");
  });
});

describe("the ledger of a voucher", () => {
  it("runs from its issue to what is left", () => {
    expect(ledgerOf(check, story, today, writing)).toEqual({
      title: "Check …9TWH",
      lines: [
        { name: "Issued 21 Nov", figure: "$24.00" },
        { name: "Bill 40931, 11 Dec", figure: "\u2212$20.00" },
      ],
      left: { name: "Left, until 19 Feb 2027", figure: "$4.00" },
    });
  });

  it("says that it expired, and what a certificate gave", () => {
    expect(ledgerOf({ ...check, status: "expired", expires_on: "2026-12-01" }, story, today, writing).left).toEqual({ name: "Expired 1 Dec", figure: "$4.00" });
    expect(ledgerOf(certificate, story, today, writing)).toEqual({
      title: "Certificate …C6FC",
      lines: [{ name: "Issued 21 Nov", figure: "breakfast for two" }],
      left: { name: "Left, until 19 Feb 2027", figure: "all of it" },
    });
  });
});

describe("what it took", () => {
  it("counts what was given and what came off bills, not what was promised", () => {
    expect(costOf(story)).toEqual({
      lines: [
        { name: "Gesture, a box of sablés", minor: 600 },
        { name: "Came off bills", minor: 2000 },
      ],
      sum: 2600,
    });
  });
});

describe("what was put right about a paper", () => {
  it("says what, why and by whom", () => {
    const reason = "Wrong guest";
    const by = "Wrong guest. By Owen Brandt, Front desk.";
    expect(told(entry({ step: "reversed", last_four: "9TWH", amount: dollars(2000), reason }))).toEqual(["$20.00 put back on check …9TWH", null, by, "full"]);
    expect(told(entry({ step: "voided", last_four: "9TWH", reason }))[0]).toBe("Check …9TWH voided");
    expect(told(entry({ step: "replaced", last_four: "9TWH", by: "C6FC", reason }))[0]).toBe("Check …9TWH was lost, and replaced by …C6FC");
    expect(told(entry({ step: "extended", last_four: "C6FC", until: "2027-03-31", reason }))[0]).toBe("Certificate …C6FC extended until 31 Mar 2027");
  });

  it("costs nothing what was reversed, and stands in the ledger", () => {
    const undone = { ...story, timeline: [taken, entry({ step: "reversed", last_four: "9TWH", amount: dollars(2000), reason: "Wrong guest" })] };
    expect(costOf(undone).sum).toBe(costOf(story).sum - 2000);
    expect(ledgerOf(check, undone, today, writing).lines.at(-1)).toEqual({ name: "Reversed, 21 Nov", figure: "$20.00" });
    expect(ledgerOf({ ...check, status: "voided" }, story, today, writing).left).toEqual({ name: "Voided", figure: "nothing" });
  });
});
