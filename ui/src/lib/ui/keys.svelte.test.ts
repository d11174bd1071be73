import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BURST_GAP, BURST_REST } from "./guard";
import { Keys } from "./keys.svelte";

describe("keys", () => {
  let keys: Keys;
  let now: number;
  let done: string[];
  const handle = (event: KeyboardEvent) => {
    keys.handle(event);
  };

  /** A key goes down at the element that has the focus; answers whether the page took it for itself. */
  function press(key: string, at: number, more: KeyboardEventInit = {}): boolean {
    vi.advanceTimersByTime(at - now);
    now = at;
    const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key;
    const event = new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, ...more });
    Object.defineProperty(event, "timeStamp", { value: at });
    (document.activeElement ?? document.body).dispatchEvent(event);
    return event.defaultPrevented;
  }

  beforeEach(() => {
    vi.useFakeTimers();
    now = 0;
    done = [];
    keys = new Keys();
    const notes = (combo: string) => ({ combo, says: combo, act: () => void done.push(combo) });
    keys.add([notes("3"), notes("Alt K"), notes("Ctrl Enter"), notes("F1")]);
    window.addEventListener("keydown", handle, true);
    document.body.innerHTML = "<button>Issue</button><input><select></select>";
  });
  afterEach(() => {
    window.removeEventListener("keydown", handle, true);
    vi.useRealTimers();
  });

  it("acts on a single key where no field has the focus", () => {
    press("3", 1000);
    vi.advanceTimersByTime(BURST_GAP);
    expect(done).toEqual(["3"]);
  });

  it("leaves a single key to the field that has the focus", () => {
    for (const field of document.querySelectorAll<HTMLElement>("input, select")) {
      field.focus();
      press("3", now + 1000);
      vi.advanceTimersByTime(BURST_GAP);
    }
    expect(done).toEqual([]);
  });

  it("acts on combinations in a field too", () => {
    document.querySelector("input")?.focus();
    press("k", 1000, { altKey: true });
    press("Enter", 2000, { ctrlKey: true });
    expect(done).toEqual(["Alt K", "Ctrl Enter"]);
  });

  it("lets a scanner neither choose nor press the button that has the focus", () => {
    document.querySelector("button")?.focus();
    let at = 1000;
    for (const key of "3K7QD4MXR933") press(key, (at += 10));
    expect(press("Enter", at + 10)).toBe(true);
    vi.advanceTimersByTime(BURST_REST);
    expect(done).toEqual([]);
  });

  it("lets a hand press the button that has the focus", () => {
    document.querySelector("button")?.focus();
    expect(press("Enter", 1000)).toBe(false);
  });

  it("ignores a held Ctrl Enter, which would press what has the focus next", () => {
    document.querySelector("button")?.focus();
    expect(press("Enter", 1000, { ctrlKey: true, repeat: true })).toBe(true);
    expect(done).toEqual([]);
  });

  it("lets the later layer win, and gives way when it goes", () => {
    const remove = keys.add([{ combo: "F1", act: () => void done.push("above") }]);
    press("F1", 1000);
    remove();
    press("F1", 2000);
    expect(done).toEqual(["above", "F1"]);
  });

  it("keeps every layer right when one comes as another goes", () => {
    let made = $state(false);
    const stop = $effect.root(() => {
      $effect(() => (made ? undefined : keys.add([{ combo: "Alt T", act: () => void done.push("choose") }])));
      $effect(() => (made ? keys.add([{ combo: "Ctrl S", act: () => void done.push("save") }]) : undefined));
    });
    for (const now of [false, true, false]) {
      made = now;
      flushSync();
    }
    press("t", 1000, { altKey: true });
    press("s", 2000, { ctrlKey: true });
    stop();
    expect(done).toEqual(["choose"]);
  });
});
