import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import type { Held } from "$lib/ipc/twin/ledger";
import { MemoryClient } from "$lib/ipc/memory";
import { playSample, sampleHouse } from "$lib/ipc/twin/sample";
import BigField from "./BigField.svelte";
import type * as DoorModule from "./door.svelte";
import { Door } from "./door.svelte";

const NOW = new Date("2026-12-11T23:58:00Z");

let client: MemoryClient;
let door: Door;
let held: Held;
let at: number;

vi.mock("./door.svelte", async (original) => ({ ...(await original<typeof DoorModule>()), getDoor: () => door }));

beforeEach(async () => {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  playSample(client.ledger, NOW, 20);
  const good = client.ledger.held.find(({ voucher }) => voucher.status === "outstanding" && voucher.guest);
  if (!good) throw new Error("the sample has no paper that is good");
  held = good;
  door = new Door(new Session(client, await client.appState()));
  at = 1_000;
  render(BigField);
});

afterEach(cleanup);

/** Types as a scanner or a hand does, with so many milliseconds between two keys; what the key did by itself comes back. */
async function type(text: string, gap: number, end: "Enter" | "Tab"): Promise<boolean> {
  const field = screen.getByRole<HTMLInputElement>("textbox");
  const press = (key: string) => {
    at += gap;
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, "timeStamp", { value: at });
    return fireEvent(field, event);
  };
  for (const character of text) {
    await press(character);
    await fireEvent.input(field, { target: { value: field.value + character } });
  }
  return press(end);
}

describe("the code field", () => {
  it("looks at a scan, whether Enter ends it or Tab", async () => {
    for (const end of ["Enter", "Tab"] as const) {
      expect(await type(`CB1:${held.code}`, 4, end)).toBe(false);
      await waitFor(() => {
        expect(door.good?.last_four).toBe(held.voucher.last_four);
      });
      door.clear();
    }
  });

  it("lets a person's Tab move the focus, and looks at nothing", async () => {
    const asked = vi.spyOn(client, "lookUp");
    expect(await type(held.code, 120, "Tab")).toBe(true);
    expect(asked).not.toHaveBeenCalled();
  });

  it("looks at what a hand typed, at its Enter", async () => {
    await type(held.code.toLowerCase(), 120, "Enter");
    await waitFor(() => {
      expect(door.good?.last_four).toBe(held.voucher.last_four);
    });
  });

  it("gives way to the next code as soon as it is asked", async () => {
    const field = screen.getByRole<HTMLInputElement>("textbox");
    await type(held.code, 120, "Enter");
    expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe(field.value);
    expect(field.value).not.toBe("");
  });

  it("takes a scan for a scan, whatever was left in the field", async () => {
    await type("okaf", 120, "Tab");
    await type(`CB1:${held.code}`, 4, "Enter");
    await waitFor(() => {
      expect(door.good?.last_four).toBe(held.voucher.last_four);
    });
  });

  it("finds papers by a name, and says that it will", async () => {
    const [name = ""] = (held.voucher.guest ?? "").toLowerCase().split(" ");
    await type(name, 120, "Enter");
    expect(screen.getByRole("button", { name: /Find/ })).toBeTruthy();
    await waitFor(() => {
      expect(door.search.rows.length).toBeGreaterThan(0);
    });
    expect(screen.getByRole("combobox").getAttribute("aria-activedescendant")).toBe(`found-${door.search.chosen?.id ?? ""}`);
  });
});
