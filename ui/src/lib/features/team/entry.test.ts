import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { MemoryClient } from "$lib/ipc/memory";
import { hireCrew, openWithCrew, PASSWORD, PIN } from "$lib/ipc/twin/crew";
import { Entry } from "./entry.svelte";

/** What this comes to, with a moment of waiting done at once. */
async function settled<Result>(work: Promise<Result>, by = 100): Promise<Result> {
  await vi.advanceTimersByTimeAsync(by);
  return work;
}

async function atTheLock() {
  const client = new MemoryClient();
  await settled(client.startSample());
  openWithCrew(client.ledger.team, null);
  const session = new Session(client, await settled(client.appState()));
  const entry = new Entry(session);
  const choose = (name: string) => {
    const person = entry.people.find((each) => each.name === name);
    if (!person) throw new Error(`no ${name}`);
    entry.choose(person);
  };
  return { client, session, entry, choose };
}

describe("at the locked screen", () => {
  let world: Awaited<ReturnType<typeof atTheLock>>;
  beforeEach(async () => {
    vi.useFakeTimers({ now: new Date("2026-11-22T00:42:00Z") });
    world = await atTheLock();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("opens by itself on the sixth digit, and keeps nothing of the PIN", async () => {
    const { session, entry, choose } = world;
    expect(session.shut).toBe(true);
    choose("Marcus Bell");
    for (const digit of PIN.slice(0, 5)) entry.press(digit);
    await settled(Promise.resolve());
    expect(session.shut).toBe(true);
    entry.press("2");
    await settled(Promise.resolve());
    expect(session.shut).toBe(false);
    expect(session.who?.name).toBe("Marcus Bell");
    expect(entry.secret).toBe("");
  });

  it("takes digits alone, and takes the last one back", () => {
    const { entry, choose } = world;
    choose("Marcus Bell");
    entry.type("4a2");
    expect(entry.secret).toBe("42");
    entry.back();
    expect(entry.secret).toBe("4");
  });

  it("says in place that it was wrong, empties the PIN, and stays shut", async () => {
    const { session, entry, choose } = world;
    choose("Marcus Bell");
    entry.type("111111");
    await settled(Promise.resolve());
    expect(entry.trouble).toBe("That is not right. Look whose name is chosen, then write it again.");
    expect(entry.secret).toBe("");
    expect(session.shut).toBe(true);
    entry.type("4");
    expect(entry.trouble).toBeNull();
  });

  it("counts a waiting lockout down in words, and takes the right PIN only after it", async () => {
    const { session, entry, choose } = world;
    const stop = entry.tick();
    choose("Marcus Bell");
    for (let tries = 0; tries < 5; tries++) {
      entry.type("111111");
      await settled(Promise.resolve(), 1);
    }
    expect(entry.trouble).toBe("Too many wrong tries. Wait 30 seconds, then try again.");
    entry.type(PIN);
    await settled(Promise.resolve(), 12_000);
    expect(session.shut).toBe(true);
    expect(entry.trouble).toMatch(/^Too many wrong tries. Wait 1[789] seconds, then try again.$/);
    await settled(Promise.resolve(), 20_000);
    entry.type(PIN);
    await settled(Promise.resolve());
    expect(session.shut).toBe(false);
    stop();
  });

  it("lets the owner back in with the code on paper and a new password", async () => {
    const { client, session, entry, choose } = world;
    choose("Nadia Haddad");
    entry.startRecovery();
    entry.code = "not this one";
    entry.secret = "a new password";
    await settled(entry.recovery.run());
    expect(entry.trouble).toBe("That is not the recovery code. It stands on the paper that was kept when sign-in was switched on.");
    expect(entry.secret).toBe("a new password");
    entry.code = client.ledger.team.recoveryCode;
    await settled(entry.recovery.run());
    expect(session.who?.name).toBe("Nadia Haddad");
    expect([entry.code, entry.secret, entry.recovering]).toEqual(["", "", false]);
  });

  it("locks by itself after the role's time without a touch, and not before", async () => {
    const { session, choose, entry } = world;
    const stop = session.start();
    choose("Marcus Bell");
    entry.type(PIN);
    await settled(Promise.resolve());
    await settled(Promise.resolve(), 60_000);
    session.stir();
    await settled(Promise.resolve(), 60_000);
    expect(session.shut).toBe(false);
    await settled(Promise.resolve(), 31_000);
    expect(session.shut).toBe(true);
    expect(session.who?.name).toBe("Marcus Bell");
    stop();
  });

  it("tells of a touch at most every ten seconds", async () => {
    const { client, session, entry, choose } = world;
    const stir = vi.spyOn(client, "stir");
    session.stir();
    expect(stir).not.toHaveBeenCalled();
    choose("Owen Brandt");
    entry.type(PIN);
    await settled(Promise.resolve());
    session.stir();
    session.stir();
    await settled(Promise.resolve(), 9_000);
    session.stir();
    expect(stir).toHaveBeenCalledTimes(1);
    await settled(Promise.resolve(), 2_000);
    session.stir();
    expect(stir).toHaveBeenCalledTimes(2);
  });

  it("opens for a refusal that says it is locked, whatever was asked", async () => {
    const { client, session } = world;
    await settled(session.signIn(client.ledger.team.members[2]?.person.id ?? "", PIN));
    client.ledger.team.lock();
    expect(session.shut).toBe(false);
    await settled(session.client.totals("2026-11-01", "2026-11-30").catch(() => undefined));
    expect(session.shut).toBe(true);
  });
});

describe("who may what", () => {
  it("is everybody and everything while nobody signs in", async () => {
    const client = new MemoryClient();
    await client.startSample();
    hireCrew(client.ledger.team);
    const session = new Session(client, await client.appState());
    expect([session.shut, session.may("change_team"), session.notYet("run"), session.by("Ida")]).toEqual([false, true, null, "Ida"]);
  });

  it("is said with the next step where the role may not", async () => {
    const client = new MemoryClient();
    await client.startSample();
    openWithCrew(client.ledger.team, "Marcus Bell");
    const session = new Session(client, await client.appState());
    expect(session.notYet("give_within_limit")).toBeNull();
    expect(session.notYet("run")).toBe("Only an owner or a manager may do this. Ask one of them.");
    expect(session.notYet("change_team")).toBe("Only an owner may do this. Ask the owner.");
    expect(session.by("Somebody else")).toBe("Marcus Bell");
    expect(PASSWORD.length).toBeGreaterThan(7);
  });
});
