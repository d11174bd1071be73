import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import Bars from "./Bars.svelte";
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

  it("leaves a gap where nobody knows", () => {
    const point = (key: string, value: number | null) => ({ key, label: key, value, text: String(value), onopen: () => undefined });
    const { container } = render(Line, { points: [point("a", 4), point("b", null), point("c", 2), point("d", 3)], width: 500, says: "By week" });
    expect(screen.queryByRole("button", { name: /^b/ })).toBeNull();
    expect(container.querySelector(".line")?.getAttribute("d")?.match(/M/g)).toHaveLength(2);
  });

  it("is taken along as CSV", () => {
    expect(csvOf({ head: ["Cause", "Cost"], rows: [["Late, twice", "$1,612.00"], ["A “quote”", 3]] })).toBe('Cause,Cost\r\n"Late, twice","$1,612.00"\r\nA “quote”,3\r\n');
  });
});
