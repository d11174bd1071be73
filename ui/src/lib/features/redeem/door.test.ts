import { beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import type { RedeemRequest } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import type { Held } from "$lib/ipc/twin/ledger";
import { sampleHouse } from "$lib/ipc/twin/sample";
import { Door } from "./door.svelte";
import { SAME_SCAN, SETTLE } from "./scan";

const NOW = new Date("2026-12-11T23:58:00Z");

let client: MemoryClient;
let door: Door;
let clock: number;
let check: Held;
let second: Held;
let certificate: Held;

function issue(make_good: Parameters<MemoryClient["makeItRight"]>[0]["make_good"]): Held {
  const id = crypto.randomUUID();
  const made = client.ledger.makeRight({
    request_id: id,
    category: "food_quality",
    severity: 2,
    what: "Duck came cold.",
    place: "Table 12",
    guest: "Helen Okafor",
    contact: "",
    staff: "Owen Brandt",
    score: null,
    make_good,
  });
  const held = client.ledger.held.find(({ voucher }) => voucher.id === made.voucher?.id);
  if (!held) throw new Error("nothing was issued");
  return held;
}

beforeEach(async () => {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  check = issue({ kind: "check", amount: "24.00", expires_on: null });
  second = issue({ kind: "check", amount: "10.00", expires_on: null });
  certificate = issue({ kind: "certificate", benefit: "breakfast for two", value: "31.00", expires_on: null });
  clock = 1_000;
  door = new Door(new Session(client, await client.appState()), () => clock, [0, 0]);
});

/** Looks at a code and lets the verdict settle. */
async function look(held: Held): Promise<void> {
  await door.lookAt(held.code);
  clock += SETTLE;
}

const unknown = () => new Failure({ code: "unknown", message: "the wire broke", details: {} });

describe("looking", () => {
  it("shows the verdict and suggests all that is left", async () => {
    await door.lookAt(check.code.toLowerCase());
    expect(door.face?.word).toBe("Good");
    expect(door.typed).toBe("");
    expect(door.confirmation.amount).toBe("24.00");
    expect(door.confirmation.text).toBe("Take $24.00 off the bill");
  });

  it("uses nothing up, and shows no full code", async () => {
    await look(check);
    expect(check.voucher.status).toBe("outstanding");
    expect(JSON.stringify(door.face)).not.toContain(check.code.slice(0, 4));
  });

  it("counts the same scan twice within two seconds once", async () => {
    const asked = vi.spyOn(client, "lookUp");
    await door.lookAt(check.code);
    clock += 1_999;
    await door.lookAt(check.code);
    expect(asked).toHaveBeenCalledTimes(1);
    clock += 1;
    await door.lookAt(check.code);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("looks anew at once after the screen was cleared", async () => {
    const asked = vi.spyOn(client, "lookUp");
    await door.lookAt(check.code);
    door.clear();
    await door.lookAt(check.code);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("shows the answer to the last question only", async () => {
    let answerFirst: () => void = () => undefined;
    const plain = client.lookUp;
    client.lookUp = (typed) =>
      typed === check.code ? new Promise<void>((done) => (answerFirst = done)).then(() => plain(typed)) : plain(typed);
    const first = door.lookAt(check.code);
    await door.lookAt(second.code);
    answerFirst();
    await first;
    expect(door.good?.last_four).toBe(second.voucher.last_four);
  });

  it("leaves what is typed of the next code while the answer to the last is on its way", async () => {
    door.typed = check.code;
    const first = door.ask(null);
    door.typed = second.code.slice(0, 1);
    await first;
    expect([door.good?.last_four, door.typed, door.typesOn]).toEqual([check.voucher.last_four, second.code.slice(0, 1), true]);
    door.typed = second.code;
    await door.ask(null);
    expect([door.good?.last_four, door.typed, door.typesOn]).toEqual([second.voucher.last_four, "", false]);
  });

  it("leaves it also when the books do not answer", async () => {
    vi.spyOn(client, "lookUp").mockRejectedValueOnce(unknown());
    door.typed = check.code;
    const first = door.ask(null);
    door.typed = second.code.slice(0, 1);
    await first;
    expect([door.lookFailure !== null, door.typed]).toEqual([true, second.code.slice(0, 1)]);
  });

  it("keeps a mistyped code in the field, to be put right", async () => {
    await door.lookAt("K7QD-4NXR-9TW");
    expect(door.face?.word).toBe("Look again");
    expect(door.typed).toBe("K7QD-4NXR-9TW");
  });

  it("says that nothing was used up when the books do not answer, and keeps what was typed", async () => {
    client.lookUp = () => Promise.reject(unknown());
    await door.lookAt(check.code);
    expect(door.lookFailure).toBe("The books did not answer. Nothing was used up: look again.");
    expect(door.typed).toBe(check.code);
  });
});

describe("what the door sounds like", () => {
  it("is told anew for every answer, and by the table of reasons", async () => {
    await look(check);
    const first = door.answered;
    expect(first?.tone).toBe("good");
    door.type("bill", "40931");
    await door.confirm();
    expect(door.answered).not.toBe(first);
    clock += SAME_SCAN;
    await look(check);
    expect(door.answered?.tone).toBe("stop");
    await look(second);
    door.type("bill", "40931");
    await door.confirm();
    expect([door.confirming.failure?.code, door.answered?.tone]).toEqual(["bill_taken", "look"]);
    await door.lookAt("2222-2222-2222");
    expect(door.answered?.tone).toBe("look");
  });
});

describe("the end of a scan and of typing", () => {
  it("takes what stands in the field where the machine stood still in the middle of a scan", async () => {
    door.typed = check.code;
    await door.ask(check.code.slice(3));
    expect(door.face?.word).toBe("Good");
  });

  it("takes what the scanner typed, whatever stood in the field before it", async () => {
    const asked = vi.spyOn(client, "lookUp");
    door.typed = "K7Q";
    await door.ask(`CB1:${check.code}`);
    expect(asked).toHaveBeenCalledWith(check.code);
    expect(door.face?.word).toBe("Good");
  });

  it("hands a scan on another keyboard on as it arrived", async () => {
    const asked = vi.spyOn(client, "lookUp");
    await door.ask("CB&MKèAD'NXRçTYW");
    expect(asked).toHaveBeenCalledWith("CB&MKèAD'NXRçTYW");
  });

  it("asks for a paper by the name that a hand typed, and looks at the row it marks", async () => {
    const looked = vi.spyOn(client, "lookUp");
    door.typed = "okafor";
    await door.ask(null);
    expect(door.search.rows.map(({ last_four }) => last_four)).toEqual([check, second, certificate].map(({ voucher }) => voucher.last_four).toReversed());
    door.search.move(-1);
    expect(door.search.chosen?.last_four).toBe(check.voucher.last_four);
    await door.ask(null);
    expect(door.good?.last_four).toBe(check.voucher.last_four);
    expect(looked).not.toHaveBeenCalled();
    expect([door.search.sought, door.typed]).toEqual([null, ""]);
  });

  it("asks anew when something else stands in the field", async () => {
    door.typed = "okafor";
    await door.ask(null);
    door.typed = "brandt";
    await door.ask(null);
    expect([door.look, door.search.sought]).toEqual([null, "brandt"]);
    expect(door.search.message).toBe(
      "No check or certificate fits that. Try another part of the name, the telephone, the day it was given, or the last four of the code.",
    );
  });

  it("takes the keys of a hand that rolls them for what they are", async () => {
    door.typed = "okafor";
    await door.ask("or");
    expect(door.search.sought).toBe("okafor");
  });

  it("says so when the books do not answer, and keeps what was typed", async () => {
    client.findPapers = () => Promise.reject(unknown());
    door.typed = "okafor";
    await door.ask(null);
    expect([door.search.message, door.search.failed, door.typed]).toEqual(["The books did not answer. Ask again.", true, "okafor"]);
  });

  it("looks for what is no code as a name after all", async () => {
    await door.lookAt("NG");
    expect([door.face?.word, door.mayBeName]).toEqual(["Look again", true]);
    await door.searchInstead();
    expect([door.face, door.typed, door.search.sought]).toEqual([null, "NG", "NG"]);
  });
});

describe("a paper that was found without its code", () => {
  it("is redeemed by what it is, and the code is never asked for", async () => {
    const asked = vi.spyOn(client, "redeem");
    await door.choose(check.voucher);
    clock += SETTLE;
    door.type("bill", "40931");
    await door.confirm();
    expect(door.face?.word).toBe("Taken");
    expect(asked.mock.calls[0]?.[0]).toMatchObject({ code: "", voucher_id: check.voucher.id });
  });

  it("is looked at again by what it is when another machine was faster", async () => {
    await door.choose(check.voucher);
    door.type("bill", "40931");
    client.ledger.redeem({ request_id: "other", code: check.code, amount: null, value: null, bill: "40718", bill_total: "", staff: "" });
    await door.confirm();
    expect(door.face?.word).toBe("Already used");
  });
});

describe("a code with a slip in it", () => {
  const slip = () => check.code.slice(0, 5) + (check.code[5] === "2" ? "3" : "2") + check.code.slice(6);

  it("is settled by the guest's name, and says which group was misread", async () => {
    await door.lookAt(slip());
    expect([door.face?.word, door.byName]).toEqual(["Look again", true]);
    door.name = "Okafor";
    await door.settling.run();
    expect(door.good?.last_four).toBe(check.voucher.last_four);
    expect(door.face?.then).toContain("One character in the middle group was misread.");
    expect(JSON.stringify([door.face, door.typed])).not.toContain(check.code.slice(0, 4));
    clock += SETTLE;
    door.type("bill", "40931");
    await door.confirm();
    expect(door.face?.word).toBe("Taken");
  });

  it("stays as it is for a name that settles nothing", async () => {
    await door.lookAt(slip());
    door.name = "Brandt";
    await door.settling.run();
    expect([door.face?.word, door.byName, door.settling.state]).toEqual(["Look again", true, "done"]);
  });

  it("is not asked about where more than one character is missing", async () => {
    await door.lookAt("K7QD-4NXR");
    expect(door.byName).toBe(false);
  });
});

describe("a scan where a bill number is asked for", () => {
  it("is the next guest's paper, never a bill number", async () => {
    await look(check);
    for (const part of [..."4093"].keys()) door.type("bill", "4093".slice(0, part + 1));
    door.type("bill", `4093${second.code}`);
    await vi.waitFor(() => {
      expect(door.good?.last_four).toBe(second.voucher.last_four);
    });
    expect(door.confirmation.bill).toBe("");
    expect(door.confirmation.amount).toBe("10.00");
  });

  it("of the same paper leaves what was typed as it was", async () => {
    await door.lookAt(check.code);
    door.type("bill", "4093");
    door.type("bill", `4093${check.code.slice(0, 11)}`);
    door.type("bill", `4093${check.code}`);
    expect([door.confirmation.bill, door.good?.last_four]).toEqual(["4093", check.voucher.last_four]);
  });

  it("is noticed in the amount too", async () => {
    await look(check);
    door.type("amount", `24.00CB1:${second.code}`);
    await vi.waitFor(() => {
      expect(door.good?.last_four).toBe(second.voucher.last_four);
    });
  });
});

describe("Enter", () => {
  it("confirms only after the verdict has been on screen for 400 ms", async () => {
    await door.lookAt(check.code);
    door.type("bill", "40931");
    await door.enter(clock + SETTLE - 1, false);
    expect(door.done).toBeNull();
    await door.enter(clock + SETTLE, false);
    expect(door.done?.redemption.bill).toBe("40931");
  });

  it("of a scanner never confirms", async () => {
    await look(check);
    door.type("bill", "40931");
    await door.enter(clock + 5_000, true);
    expect(door.done).toBeNull();
    expect(door.confirmation.hint).toBe("That Enter came from the scanner. Press Enter yourself to confirm.");
  });

  it("asks for the bill number first", async () => {
    await look(check);
    await door.enter(clock, false);
    expect(door.confirmation.errorOf("bill")).toBe("Write the number of the bill: it ties the paper to the till.");
    expect(check.voucher.status).toBe("outstanding");
  });
});

describe("redeeming", () => {
  it("takes all that is left, and says so", async () => {
    await look(check);
    door.type("bill", "40931");
    expect(door.confirmation.text).toBe("Take $24.00 off bill 40931");
    expect(door.confirmation.hint).toBe("Nothing is left on it after this. A second tap does nothing.");
    await door.confirm();
    expect(door.face?.spoken).toBe("Taken. $24.00 off bill 40931. Nothing is left on it.");
    expect(door.done?.redemption.staff).toBe("Owen Brandt");
  });

  it("takes a part and leaves the rest", async () => {
    await look(check);
    door.type("bill", "40931");
    door.type("amount", "20");
    expect(door.confirmation.text).toBe("Take $20.00 off bill 40931");
    expect(door.confirmation.hint).toBe("$4.00 stays on it. A second tap does nothing.");
    await door.confirm();
    expect(door.done?.voucher.remaining?.minor).toBe(400);
  });

  it("records the menu value of a certificate", async () => {
    await look(certificate);
    door.type("bill", "40931");
    expect([door.confirmation.value, door.confirmation.text]).toEqual(["31.00", "Redeem for breakfast for two"]);
    await door.confirm();
    expect(door.done?.redemption.amount?.minor).toBe(3100);
  });

  it("keeps what was typed when the amount cannot be read, and says what to write", async () => {
    await look(check);
    door.type("bill", "40931");
    door.type("amount", "12,50");
    expect(door.confirmation.text).toBe("Take it off bill 40931");
    await door.confirm();
    expect(door.confirmation.errorOf("amount")).toBe("Write the amount as 12.50.");
    expect([door.confirmation.amount, door.confirmation.bill, door.done]).toEqual(["12,50", "40931", null]);
  });

  it("takes two presses for one", async () => {
    await look(check);
    door.type("bill", "40931");
    door.type("amount", "9");
    await Promise.all([door.confirm(), door.confirm()]);
    expect(check.voucher.remaining?.minor).toBe(1500);
  });

  it("shows how it is used when another machine was faster", async () => {
    await look(check);
    door.type("bill", "40931");
    client.ledger.redeem({ request_id: "other", code: check.code, amount: null, value: null, bill: "40718", bill_total: "", staff: "Ines Duarte" });
    await door.confirm();
    expect(door.face?.word).toBe("Already used");
    expect(door.face?.facts.map(({ value }) => value)).toContain("40718");
  });

  it("says what is left when another machine took a part", async () => {
    await look(check);
    door.type("bill", "40931");
    client.ledger.redeem({ request_id: "other", code: check.code, amount: "20", value: null, bill: "40718", bill_total: "", staff: "" });
    await door.confirm();
    expect(door.confirmation.errorOf("amount")).toBe("$4.00 is left on this check, less than $24.00. Take $4.00 or less.");
    expect(door.confirmation.amount).toBe("24.00");
    expect(door.face?.worth).toEqual({ text: "$4.00", note: "left of $24.00", words: false });
  });
});

describe("never more than the bill", () => {
  it("follows the bill's total until an amount is written", async () => {
    await look(check);
    door.type("bill", "40931");
    door.type("bill_total", "18");
    expect([door.confirmation.amount, door.confirmation.text]).toEqual(["18.00", "Take $18.00 off bill 40931"]);
    door.type("bill_total", "");
    expect(door.confirmation.amount).toBe("24.00");
    door.type("amount", "20");
    door.type("bill_total", "18.00");
    expect(door.confirmation.amount).toBe("20");
  });

  it("refuses more, and proposes the bill's total", async () => {
    await look(check);
    door.type("bill", "40931");
    door.type("amount", "20");
    door.type("bill_total", "18.00");
    await door.confirm();
    expect(door.confirmation.errorOf("amount")).toBe("The bill comes to $18.00, less than $20.00. Take $18.00 or less: it never pays more than the bill.");
    expect([door.confirmation.wrong, door.confirmation.proposed, door.confirmation.bill_total]).toEqual(["amount", "$18.00", "18.00"]);
    await door.takeProposed();
    expect([door.done?.redemption.amount?.minor, door.done?.voucher.remaining?.minor]).toEqual([1800, 600]);
  });

  it("proposes a menu value in its own field", async () => {
    await look(certificate);
    door.type("bill", "40931");
    door.type("bill_total", "25.00");
    await door.confirm();
    expect([door.confirmation.wrong, door.confirmation.proposed]).toEqual(["value", "$25.00"]);
    await door.takeProposed();
    expect(door.done?.redemption.amount?.minor).toBe(2500);
  });

  it("asks what the bill comes to in a house that wants to know", async () => {
    client.ledger.house = { ...sampleHouse(), bill_total: true };
    door = new Door(new Session(client, await client.appState()), () => clock, [0, 0]);
    await look(check);
    door.type("bill", "40931");
    await door.confirm();
    expect(door.confirmation.errorOf("bill_total")).toBe("Write what the bill comes to: this house takes no more than that.");
    door.type("bill_total", "80");
    await door.confirm();
    expect(door.done?.redemption.bill_total?.minor).toBe(8000);
  });
});

describe("a certificate", () => {
  it("warns of a menu value over what it was given for, and is redeemed all the same", async () => {
    await look(certificate);
    door.type("bill", "40931");
    door.type("value", "34.50");
    expect(door.confirmation.hint).toBe("That is $3.50 over the $31.00 it was given for. All of it will count; ask a manager if unsure.");
    await door.confirm();
    expect(door.done?.redemption.amount?.minor).toBe(3450);
    expect(door.face?.then).toContain("That is $3.50 over the $31.00 this certificate was given for.");
  });
});

describe("a check that is used up at its first use", () => {
  it("says what is lost before it is lost, and has it back when it is reversed", async () => {
    client.ledger.house = { ...sampleHouse(), keeps_balance: false };
    door = new Door(new Session(client, await client.appState()), () => clock, [0, 0]);
    await look(check);
    door.type("bill", "40931");
    door.type("amount", "18");
    expect(door.confirmation.hint).toBe("$6.00 is left over and lost: here a check is used up at its first use.");
    await door.confirm();
    expect([door.done?.voucher.status, door.done?.redemption.lapsed?.minor]).toEqual(["redeemed", 600]);
    await client.reverse({ request_id: "r", voucher_id: check.voucher.id, redemption: null, reason: "Wrong bill", staff: "" });
    expect(check.voucher.remaining?.minor).toBe(2400);
  });
});

describe("an uncertain answer", () => {
  let asked: RedeemRequest[];

  /** The redemption is done, and its answer is lost this many times. */
  function loseAnswers(times: number): void {
    asked = [];
    const plain = client.redeem;
    client.redeem = async (request) => {
      asked.push(request);
      const answer = await plain(request);
      if (asked.length <= times) throw unknown();
      return answer;
    };
  }

  it("is asked again under the same request id until it is certain", async () => {
    loseAnswers(2);
    await look(check);
    door.type("bill", "40931");
    await door.confirm();
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map(({ request_id }) => request_id)).size).toBe(1);
    expect(door.done?.voucher.remaining?.minor).toBe(0);
  });

  it("stands in the way of everything else while it lasts", async () => {
    loseAnswers(3);
    await look(check);
    door.type("bill", "40931");
    await door.confirm();
    expect(door.inDoubt).toBe("We are checking what happened. Do not give a second paper yet.");
    expect(door.face?.word).toBe("Wait");
    expect(door.locked).toBe(true);
    await door.lookAt(second.code);
    expect(door.good?.last_four).toBe(check.voucher.last_four);
    await door.confirm();
    expect(door.done?.redemption.bill).toBe("40931");
    expect(new Set(asked.map(({ request_id }) => request_id)).size).toBe(1);
  });

  it("keeps its request id also when the person leaves and comes back", async () => {
    loseAnswers(3);
    for (let time = 0; time < 2; time++) {
      await look(check);
      door.type("bill", "40931");
      door.type("amount", "9");
      await door.confirm();
      if (time === 0) door.clear();
    }
    expect(new Set(asked.map(({ request_id }) => request_id)).size).toBe(1);
    expect(check.voucher.remaining?.minor).toBe(1500);
  });

  it("gives way to a new request id once the answer was certain", async () => {
    loseAnswers(0);
    for (let time = 0; time < 2; time++) {
      await look(check);
      door.type("bill", "40931");
      door.type("amount", "9");
      await door.confirm();
      door.clear();
    }
    expect(new Set(asked.map(({ request_id }) => request_id)).size).toBe(2);
    expect(check.voucher.remaining?.minor).toBe(600);
  });
});

describe("a paper whose time has run", () => {
  it("gets more time, once, and is good when it is looked at again", async () => {
    check.voucher = { ...check.voucher, expires_on: "2026-12-01" };
    await look(check);
    expect(door.extendTo).toBe("2027-01-10");
    door.extending.begin("extend", { latest: door.extendTo });
    await door.extend();
    expect(door.extending.errorOf("reason")).toBe("Write why: it stands in the ledger for good.");
    door.extending.reason = "They were away";
    await door.extend();
    expect(door.face?.word).toBe("Good");
    expect(check.voucher).toMatchObject({ expires_on: "2027-01-10", extended: true });
    expect(door.extending.open).toBeNull();
  });

  it("lets go of the form for the next guest", async () => {
    check.voucher = { ...check.voucher, expires_on: "2026-12-01" };
    await look(check);
    door.extending.begin("extend", { latest: door.extendTo });
    door.clear();
    expect([door.extending.open, door.extendTo]).toEqual([null, null]);
  });
});

describe("a paper that was replaced", () => {
  it("is told apart from one that was voided: the guest has a new one already", async () => {
    await client.voidVoucher({ request_id: "v", voucher_id: second.voucher.id, redemption: null, reason: "Printed twice", staff: "" });
    await look(second);
    expect([door.face?.word, door.replaced]).toEqual(["Voided", false]);
    await client.replaceVoucher({ request_id: "r", voucher_id: check.voucher.id, redemption: null, reason: "Lost", staff: "" });
    await look(check);
    expect([door.face?.word, door.replaced]).toEqual(["Replaced", true]);
  });
});

describe("one paper a bill", () => {
  const take = async (held: Held) => {
    await look(held);
    door.type("bill", "40931");
    await door.confirm();
  };

  it("asks for another bill, unless the house takes more than one", async () => {
    await take(check);
    await take(second);
    expect(door.confirmation.errorOf("bill")).toBe("Bill 40931 has another paper on it already, and this house takes one a bill. Use it on another bill.");
    client.ledger.house = { ...sampleHouse(), stacking: true };
    await door.confirm();
    expect(door.done?.redemption.bill).toBe("40931");
  });
});
