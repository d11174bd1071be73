import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { MemoryClient } from "$lib/ipc/memory";
import { PASSWORD, PIN } from "$lib/ipc/twin/crew";
import { either, inWords } from "./deeds";
import { RecoverySheet } from "./recovery-sheet.svelte";
import { limitWords, TeamPage } from "./team.svelte";

async function newHouse() {
  const client = new MemoryClient(() => new Date("2026-11-22T00:42:00Z"));
  await client.startSample();
  const session = new Session(client, await client.appState());
  const page = new TeamPage(session);
  await page.reading.run();
  const hire = async (name: string, role: "owner" | "manager" | "host" | "bookkeeper", secret: string) => {
    page.add();
    if (page.form) Object.assign(page.form, { name, role });
    page.secret = secret;
    await page.save();
  };
  return { client, session, page, hire };
}

describe("the team's page", () => {
  let world: Awaited<ReturnType<typeof newHouse>>;
  beforeEach(async () => {
    world = await newHouse();
  });

  it("begins with the owner, and suggests signing in once there are two", async () => {
    const { page, hire } = world;
    page.add();
    expect(page.form?.role).toBe("owner");
    await hire("Nadia Haddad", "owner", PASSWORD);
    expect([page.team?.staff.length, page.suggests, page.form]).toEqual([1, false, null]);
    await hire("Marcus Bell", "host", "");
    expect([page.suggests, page.without]).toEqual([true, ["Marcus Bell"]]);
  });

  it("says what is missing before it asks, and keeps the form when the shell refuses", async () => {
    const { page, hire } = world;
    page.add();
    expect(page.missing).toBe("Write their name.");
    if (page.form) Object.assign(page.form, { name: "Marcus Bell", role: "host" });
    page.secret = "1234";
    expect(page.missing).toBe("A PIN has six digits.");
    page.secret = PIN;
    await page.save();
    await hire("marcus bell", "host", PIN);
    expect(page.saving.failure?.says).toBe("There is a marcus bell already. Write the name so that both can be told apart.");
    expect(page.form?.name).toBe("marcus bell");
  });

  it("gives a host a limit of fifty a day, and takes a person's own", async () => {
    const { page, hire } = world;
    await hire("Nadia Haddad", "owner", PASSWORD);
    await hire("Marcus Bell", "host", PIN);
    expect(page.team?.limits.map(limitWords)).toEqual([{ whose: "Every host", much: "$50.00 a day" }]);
    const marcus = page.subjects.find(({ label }) => label === "Marcus Bell")?.value ?? "";
    page.limit = { whose: marcus, window: "incident", amount: "20,0" };
    await page.setLimit();
    expect(page.limiting.failure?.says).toBe("Write the amount as 12.50.");
    expect(page.limit.amount).toBe("20,0");
    page.limit.amount = "20";
    await page.setLimit();
    expect(page.limit.amount).toBe("");
    expect(page.team?.limits.map(limitWords)[1]).toEqual({ whose: "Marcus Bell", much: "$20.00 for one incident" });
    const own = page.team?.limits[1];
    if (own) await page.removeLimit(own);
    expect(page.team?.limits).toHaveLength(1);
  });

  it("switches signing in on with the owner's password, who then is in, and shows the code once", async () => {
    const { session, page, hire } = world;
    expect(page.cannotSwitch).toBe("Add an owner with a password first: somebody has to be able to let the others in.");
    await hire("Nadia Haddad", "owner", PASSWORD);
    await hire("Marcus Bell", "host", PIN);
    expect(page.cannotSwitch).toBeNull();
    page.askToSwitch();
    page.ownerSecret = "not this one";
    await page.switch(true);
    expect([session.signin, page.asking, page.ownerSecret]).toEqual([false, true, ""]);
    expect(page.switching.failure?.says).toBe("That is not right. Look whose name is chosen, then write it again.");
    page.ownerSecret = PASSWORD;
    await page.switch(true);
    expect([session.signin, session.shut, session.who?.name]).toEqual([true, false, "Nadia Haddad"]);
    expect(page.recoveryCode).toMatch(/^[A-Z0-9-]{12,}$/);
    const first = page.recoveryCode;
    await page.renewing.run();
    expect(page.recoveryCode).not.toBe(first);
    await page.switch(false);
    expect([session.signin, page.recoveryCode]).toEqual([false, null]);
  });

  it("prints or saves the code while it is shown, and says what came of it", async () => {
    const { session, client } = world;
    const sheet = new RecoverySheet(session);
    await sheet.printing.run("ABCD");
    expect([sheet.trouble, sheet.done]).toEqual([null, "Printing on Front desk."]);
    await sheet.saving.run("ABCD");
    expect(sheet.done).toBe(`Saved as ${client.ledger.state().save_folder}/Recovery code.pdf. Move it off this machine.`);
    sheet.forget();
    expect([sheet.trouble, sheet.done]).toEqual([null, null]);
    client.printRecoveryCode = () => Promise.reject({ code: "no_printer", message: "No printer.", details: {} });
    await sheet.printing.run("ABCD");
    expect(sheet.trouble).toBe("No printer is chosen for a full page. Save the code and print it elsewhere, or write it down.");
  });

  it("keeps who left in the list, and out of the sign-in", async () => {
    const { session, page, hire } = world;
    await hire("Nadia Haddad", "owner", PASSWORD);
    await hire("Marcus Bell", "host", PIN);
    page.ownerSecret = PASSWORD;
    await page.switch(true);
    const row = page.team?.staff.find(({ person }) => person.name === "Marcus Bell");
    if (!row) throw new Error("no Marcus");
    page.change(row);
    if (page.form) page.form.active = false;
    await page.save();
    expect(page.team?.staff.map(({ person, active }) => [person.name, active])).toEqual([
      ["Nadia Haddad", true],
      ["Marcus Bell", false],
    ]);
    expect(session.state.session.people.map(({ name }) => name)).toEqual(["Nadia Haddad"]);
  });
});

it("says names and stretches of time as people do", () => {
  const people = ["Owen Brandt", "Priya Nair", "Nadia Haddad"].map((name) => ({ id: name, name, role: "manager" as const, proves_with: "pin" as const }));
  expect([either(people), either(people.slice(1)), either(people.slice(2)), either([])]).toEqual(["Owen, Priya or Nadia", "Priya or Nadia", "Nadia", ""]);
  expect([inWords(1), inWords(90), inWords(91), inWords(300)]).toEqual(["1 second", "90 seconds", "2 minutes", "5 minutes"]);
});
