import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import Button from "./Button.svelte";
import { nextIndex } from "./radio";
import RadioGroup from "./RadioGroup.svelte";
import Stepper from "./Stepper.svelte";

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
const SEVERITIES = [
  { value: 1, label: "A slip" },
  { value: 2, label: "A let-down" },
  { value: 3, label: "Serious" },
];

afterEach(cleanup);

describe("a button", () => {
  it("acts once and says what it is doing; a second press does nothing", async () => {
    const onclick = vi.fn();
    const { rerender } = render(Button, { children: words("Issue check"), onclick });
    await fireEvent.click(screen.getByRole("button"));
    await rerender({ busy: "Issuing" });
    await fireEvent.click(screen.getByRole("button"));
    expect(onclick).toHaveBeenCalledTimes(1);
    expect(screen.getByRole("status").textContent).toContain("Issuing");
    expect(screen.getByRole("button").getAttribute("aria-busy")).toBe("true");
  });

  it("that cannot act yet keeps the focus and says why", async () => {
    const onclick = vi.fn();
    render(Button, { children: words("Issue check"), notYet: "Write the amount.", onclick });
    const button = screen.getByRole<HTMLButtonElement>("button");
    button.focus();
    await fireEvent.click(button);
    expect(onclick).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toBe("Write the amount.");
  });

  it("that is pressed all the same shows why, until the next key or press", async () => {
    render(Button, { children: words("Issue check"), notYet: "Write the amount." });
    const why = screen.getByText("Write the amount.");
    expect(why.className).toContain("vh");
    await fireEvent.click(screen.getByRole("button"));
    expect(why.className).not.toContain("vh");
    await fireEvent.keyDown(window, { key: "5" });
    expect(why.className).toContain("vh");
  });

  it("shows nothing once it can act", async () => {
    const { rerender } = render(Button, { children: words("Issue check"), notYet: "Write the amount." });
    await fireEvent.click(screen.getByRole("button"));
    await rerender({ notYet: null });
    await rerender({ notYet: "Write the amount." });
    expect(screen.getByText("Write the amount.").className).toContain("vh");
  });
});

describe("one of a few", () => {
  it("is one tab stop, and arrows move and choose", async () => {
    render(RadioGroup, { look: "segments", label: "How bad", options: SEVERITIES, value: 2 });
    const [slip, letDown, serious] = screen.getAllByRole<HTMLButtonElement>("radio");
    expect([slip?.tabIndex, letDown?.tabIndex, serious?.tabIndex]).toEqual([-1, 0, -1]);
    letDown?.focus();
    await fireEvent.keyDown(letDown as Element, { key: "ArrowRight" });
    expect(serious?.getAttribute("aria-checked")).toBe("true");
    expect(document.activeElement).toBe(serious);
  });

  it("clears on a second press only where that makes sense", async () => {
    const onchoose = vi.fn();
    render(RadioGroup, { look: "segments", label: "Score", options: SEVERITIES, value: 2, clearable: true, onchoose });
    await fireEvent.click(screen.getByRole("radio", { name: "A let-down" }));
    expect(onchoose).toHaveBeenCalledWith(null);
  });

  it("cannot be changed once it is a record", async () => {
    const onchoose = vi.fn();
    render(RadioGroup, { look: "tiles", label: "How bad", options: SEVERITIES, value: 2, readonly: true, onchoose });
    await fireEvent.click(screen.getByRole("radio", { name: "Serious" }));
    expect(onchoose).not.toHaveBeenCalled();
  });

  it("goes round at the ends, and the other way where reading does", () => {
    expect([nextIndex("ArrowRight", 2, 3), nextIndex("ArrowLeft", 0, 3), nextIndex("ArrowRight", 0, 3, true), nextIndex("x", 0, 3)]).toEqual([0, 2, 2, null]);
  });
});

describe("the stepper", () => {
  it("steps by keys, five with Shift, and leaves typing alone", async () => {
    render(Stepper, { value: "24.00", currency: "USD", label: "Amount" });
    const field = screen.getByRole<HTMLInputElement>("textbox");
    await fireEvent.keyDown(field, { key: "ArrowUp" });
    expect(field.value).toBe("25.00");
    await fireEvent.keyDown(field, { key: "ArrowDown", shiftKey: true });
    expect(field.value).toBe("20.00");
    await fireEvent.input(field, { target: { value: "12,50" } });
    await fireEvent.keyDown(field, { key: "ArrowUp" });
    expect(field.value).toBe("12,50");
  });
});
