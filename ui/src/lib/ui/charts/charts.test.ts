import { fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";
import Bars from "./Bars.svelte";
import Chart from "./Chart.svelte";
import { fitted, wrapped } from "./fitted";
import Line from "./Line.svelte";
import { csvOf } from "./take";

describe("a chart", () => {
  it("opens what is behind a bar by a press and by a key, and says what the bar says", async () => {
    const onopen = vi.fn();
    render(Bars, { bars: [{ key: "pass", label: "Plates waiting", value: 31, beside: "$612.00", onopen }], width: 500, says: "Causes" });
    const bar = screen.getByRole("button", { name: /Plates waiting.*31.*\$612\.00/ });
    await fireEvent.click(bar);
    await fireEvent.keyDown(bar, { key: "Enter" });
    await fireEvent.keyDown(bar, { key: "a" });
    expect(onopen).toHaveBeenCalledTimes(2);
  });

  it("is one stop for Tab; the arrow keys go from part to part", async () => {
    const bar = (key: string) => ({ key, label: key, value: 3, onopen: () => undefined });
    const { container } = render(Bars, { bars: [bar("first"), bar("second"), bar("third")], width: 500, says: "Causes" });
    const bars = [...container.querySelectorAll<SVGElement>("[role=button]")];
    for (const [place, each] of bars.entries()) vi.spyOn(each, "getBoundingClientRect").mockReturnValue(new DOMRect(0, place * 34, 500, 32));
    const stops = () => bars.map((each) => each.getAttribute("tabindex"));
    expect(stops()).toEqual(["0", "-1", "-1"]);
    bars[0]?.focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"]) await fireEvent.keyDown(document.activeElement ?? document.body, { key });
    expect(document.activeElement).toBe(bars[1]);
    expect(stops()).toEqual(["-1", "0", "-1"]);
  });

  it("leaves a gap where nobody knows", () => {
    const point = (key: string, value: number | null) => ({ key, label: key, value, text: String(value), onopen: () => undefined });
    const { container } = render(Line, { points: [point("a", 4), point("b", null), point("c", 2), point("d", 3)], width: 500, says: "By week" });
    expect(screen.queryByRole("button", { name: /^b/ })).toBeNull();
    expect(container.querySelector(".line")?.getAttribute("d")?.match(/M/g)).toHaveLength(2);
  });

  it("is taken along as CSV", () => {
    expect(csvOf({ head: ["Cause", "Cost"], rows: [["Late, twice", "$1,612.00"], ["A “quote”", 3]] })).toBe('Cause,Cost\r\n"Late, twice","$1,612.00"\r\nA “quote”,3\r\n');
  });

  it("says what to do where the clipboard refuses, and is saved instead", async () => {
    for (const way of ["write", "writeText"] as const) vi.spyOn(navigator.clipboard, way).mockRejectedValue(new Error("refused"));
    const save = vi.fn(() => Promise.resolve("Saved as Where.svg"));
    const children = createRawSnippet(() => ({ render: () => "<svg></svg>" }));
    render(Chart, { title: "Where", says: "In the house.", table: { head: ["Where", "Incidents"], rows: [["In the house", 3]] }, foot: "Bistro Verveine, 1 Nov 2026 to 22 Nov 2026", save, children });
    await fireEvent.click(screen.getByRole("button", { name: "Where: copy the picture" }));
    expect(await screen.findByText("The clipboard takes no pictures here. Save the picture instead.")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Where: copy the data" }));
    expect(await screen.findByText("The clipboard did not take the data. Show the table, and copy it from there.")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Where: save the picture" }));
    expect(await screen.findByText("Saved as Where.svg")).toBeTruthy();
    const [name, drawn] = save.mock.calls[0] as unknown as [string, string];
    expect(name).toBe("Where");
    // Whoever finds it in a letter knows what it shows, whose it is and of when.
    for (const text of ["Where", "In the house.", "Bistro Verveine, 1 Nov 2026 to 22 Nov 2026"]) expect(drawn).toContain(`>${text}</text>`);
  });
});

describe("a label", () => {
  it("is cut where it does not fit, and never in the middle of nothing", () => {
    expect(wrapped("Average score of the same guest, 27 of them; 12 others were not asked.", 280)).toEqual(["Average score of the same guest, 27 of", "them; 12 others were not asked."]);
    expect([fitted("Orders not read back", 200), fitted("Orders not read back", 80), fitted("Orders", 0)]).toEqual(["Orders not read back", "Orders not…", "Ord…"]);
  });
});
