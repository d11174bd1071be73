import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import type { Verdict } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import { openWithCrew, PIN } from "$lib/ipc/twin/crew";
import { drawCode, dice } from "$lib/ipc/twin/rules";
import { sampleHouse } from "$lib/ipc/twin/sample";
import { Door } from "./door.svelte";
import { faceOf, type Reading } from "./verdict";

const MESSAGE = "Five codes we do not know. Wait 60 seconds, or ask a manager.";
const STATION = "Twenty codes we do not know within an hour. This station looks at no code until a manager unlocks it.";
const nadia = { id: "1", name: "Nadia Haddad", role: "manager", proves_with: "pin" } as const;
const reading: Reading = { zone: "America/Detroit", today: "2026-12-11", now: Date.parse("2026-12-11T23:58:00Z"), writing: { prefix: "$", decimals: 2 }, inParts: true };
const paused = (verdict: Partial<Extract<Verdict, { verdict: "paused" }>> = {}): Verdict => ({
  verdict: "paused",
  until: "2026-12-11T23:59:00.000Z",
  seconds: 60,
  message: MESSAGE,
  unlockers: [],
  ...verdict,
});

describe("the face of a pause", () => {
  it("says how long, what to say, and nothing of the code", () => {
    const face = faceOf(paused(), "K7QD4NXR9TWH", { ...reading, left: 60 });
    expect([face.word, face.tone, face.worth?.text, face.worth?.note]).toEqual(["Wait", "wait", "1:00", "until codes are looked at again"]);
    expect(face.last_four).toBeNull();
    expect(face.say).toBe("“One moment, please. Let me find someone who can help, and we will sort it out while you sit.”");
    expect(face.then).toBe("Seat them first. Their paper may be good: it was not looked at.");
    expect(face.help).toEqual({ title: "Five codes we do not know", text: "Nothing was used up. The wait ends by itself. Whoever runs the house may unlock it here." });
    expect(face.spoken).toBe(MESSAGE);
    expect(faceOf(paused(), "", { ...reading, left: 9 }).worth?.text).toBe("0:09");
    expect(faceOf(paused(), "", { ...reading, left: 840 }).worth?.text).toBe("14:00");
  });

  it("says that it is over, and to scan again", () => {
    const face = faceOf(paused(), "", { ...reading, left: 0 });
    expect([face.word, face.tone]).toEqual(["Scan it again", "look"]);
    expect(face.spoken).toBe("The pause is over. Scan the paper again.");
    expect(face.help?.text).toBe("Codes are looked at again. Scan the paper, or type its code in the field above.");
  });

  it("waits for a manager where it is the station that waits", () => {
    const face = faceOf(paused({ until: null, seconds: null, message: STATION, unlockers: [nadia] }), "", { ...reading, left: null });
    expect(face.worth).toEqual({ text: "for a manager", note: "no code is looked at until then", words: true });
    expect(face.help).toEqual({
      title: "Twenty codes we do not know within an hour",
      text: "This station looks at no code until a manager unlocks it. A manager unlocks it here with their PIN.",
    });
  });
});

describe("the door under a pause", () => {
  const draw = dice(5);
  const strangers = Array.from({ length: 6 }, () => drawCode(draw));
  let now: number;
  let client: MemoryClient;
  let door: Door;

  async function begin(signin = false): Promise<void> {
    client = new MemoryClient(() => new Date(Date.parse("2026-12-11T23:58:00Z") + now));
    client.ledger.house = sampleHouse();
    if (signin) openWithCrew(client.ledger.team, "Marcus Bell");
    door = new Door(new Session(client, await client.appState()), () => now, [0, 0]);
    for (const code of strangers.slice(0, 5)) await door.lookAt(code);
  }

  beforeEach(() => {
    now = 1_000;
  });

  it("counts down on the screen as it stands, until codes are looked at again", async () => {
    await begin();
    const stop = door.tick();
    expect([door.face?.word, door.face?.worth?.text]).toEqual(["Wait", "1:00"]);
    now += 13_500;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(door.face?.worth?.text).toBe("0:47");
    await door.lookAt(strangers[5] ?? "");
    expect([door.face?.word, door.pause?.seconds]).toEqual(["Wait", 47]);
    now += 47_000;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(door.face?.word).toBe("Scan it again");
    stop();
    await door.lookAt(strangers[5] ?? "");
    expect([door.face?.word, door.face?.worth?.text]).toEqual(["Wait", "2:00"]);
  });

  it("is unlocked at a press where nobody signs in", async () => {
    await begin();
    door.unlocking.begin(door.pause?.unlockers ?? []);
    await expect.poll(() => door.look).toBeNull();
    await door.lookAt(strangers[5] ?? "");
    expect(door.face?.word).toBe("Not known");
  });

  it("takes a manager's PIN while people sign in, and keeps nothing of it", async () => {
    await begin(true);
    const { unlocking } = door;
    unlocking.begin(door.pause?.unlockers ?? []);
    expect([unlocking.open, unlocking.missing]).toEqual([true, "Choose who unlocks it."]);
    unlocking.choose(unlocking.people.find(({ name }) => name === "Owen Brandt")?.id ?? null);
    expect(unlocking.missing).toBe("Their PIN is missing.");
    unlocking.secret = "111111";
    await unlocking.unlock();
    expect([unlocking.open, unlocking.secret, unlocking.trouble]).toEqual([true, "", "That is not right. Look whose name is chosen, then write it again."]);
    unlocking.secret = PIN;
    await unlocking.unlock();
    expect([unlocking.open, unlocking.secret, door.look]).toEqual([false, "", null]);
    const told = await client.guard.activity({ topic: "door", staff: "Owen Brandt", from: null, to: null, search: "", before: null, limit: 0 });
    expect(told.rows.map(({ says }) => says)).toEqual(["This station was unlocked after unknown codes."]);
  });
});
