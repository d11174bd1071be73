import { beforeEach, describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { MakeRightDraft } from "$lib/features/make-right/draft.svelte";
import { Finding } from "$lib/features/make-right/finding.svelte";
import { MemoryClient } from "$lib/ipc/memory";
import { Toasts } from "$lib/ui/toasts.svelte";
import { GuestBook } from "./guests.svelte";

let client: MemoryClient;
let session: Session;
let book: GuestBook;
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(async () => {
  client = new MemoryClient(() => new Date("2026-11-22T18:42:00Z"));
  await client.startSample();
  session = new Session(client, await client.appState());
  book = new GuestBook(session);
});

async function openPage(search: string): Promise<void> {
  book.search = search;
  await book.load();
  await book.reading.run(book.rows[0]?.id ?? "");
}

describe("guests", () => {
  it("are found by a part of the name or of the number", async () => {
    book.search = "okaf";
    await book.load();
    expect(book.rows.map(({ name }) => name)).toEqual(["Helen Okafor"]);
    book.search = "555 0119";
    await book.load();
    expect(book.rows.map(({ name }) => name)).toEqual(["Helen Okafor"]);
  });

  it("are corrected, with every incident of theirs", async () => {
    await openPage("Okafor");
    book.name = "Helen Okafor-Lind";
    await book.changing.run();
    expect(book.story?.guest.name).toBe("Helen Okafor-Lind");
    expect(new Set(book.story?.incidents.map(({ incident }) => incident.guest))).toEqual(new Set(["Helen Okafor-Lind"]));
  });

  it("must keep a name or a way to reach them", async () => {
    await openPage("Okafor");
    Object.assign(book, { name: " ", contact: "" });
    await book.changing.run();
    expect(book.changing.failure?.says).toBe("Write a name or a way to reach them. To take both away, erase the guest.");
  });

  it("become one where they are one, without a total that changes", async () => {
    const draft = new MakeRightDraft(session, new Toasts());
    Object.assign(draft, { category: "service", what: "Asked twice for honey.", guest: "H. Okafor", contact: "616 555 0119", amount: "9.00" });
    await client.makeItRight(draft.request());
    const before = await client.totals("2026-01-01", "2026-12-31");
    await openPage("Helen");
    expect(book.story?.guest.name).toBe("Helen Okafor");
    const double = book.story?.doubles[0];
    expect(double?.name).toBe("H. Okafor");
    const count = book.story?.incidents.length ?? 0;
    await book.merging.run(double?.id ?? "");
    expect(book.story?.incidents).toHaveLength(count + 1);
    expect(book.story?.doubles).toEqual([]);
    expect(await client.totals("2026-01-01", "2026-12-31")).toEqual(before);
  });

  it("are erased for good: their name is nowhere, and the figures stand", async () => {
    const before = await client.totals("2026-01-01", "2026-12-31");
    await openPage("Okafor");
    await book.erasing.run();
    expect(book.story).toBeNull();
    expect(book.forgotten).toBe(1);
    expect(JSON.stringify([client.ledger.told, book.rows])).not.toContain("Okafor");
    expect(await client.totals("2026-01-01", "2026-12-31")).toEqual(before);
  });
});

describe("finding a guest while recording", () => {
  it("offers who was here before, and takes name, number and identity", async () => {
    const draft = new MakeRightDraft(session, new Toasts());
    const finding = new Finding(client, draft);
    draft.guest = "H";
    finding.typed("guest");
    await settle();
    expect(finding.rows).toEqual([]);
    draft.guest = "Hel";
    finding.typed("guest");
    await settle();
    expect(finding.rows.map(({ name }) => name)).toEqual(["Helen Okafor"]);
    finding.move(1);
    finding.take(finding.rows[finding.at]);
    expect(draft.guest).toBe("Helen Okafor");
    expect(draft.contact).toBe("(616) 555-0119");
    expect(draft.request().guest_id).toBe(finding.taken?.id);
    expect(finding.rows).toEqual([]);
  });

  it("means nobody any more once the name is typed over", async () => {
    const draft = new MakeRightDraft(session, new Toasts());
    const finding = new Finding(client, draft);
    draft.guest = "Helen Ok";
    finding.typed("guest");
    await settle();
    finding.take(finding.rows[0]);
    draft.guest = "Helene";
    finding.typed("guest");
    expect(draft.request().guest_id).toBeNull();
    expect(finding.taken).toBeNull();
  });
});
