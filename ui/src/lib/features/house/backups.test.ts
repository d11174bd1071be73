import { describe, expect, it } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { MemoryClient } from "$lib/ipc/memory";
import { sampleHouse } from "$lib/ipc/twin/sample";
import { backedUp } from "./backups";

const NOW = Date.parse("2026-12-11T23:58:00Z");
const told = (last: string | null) => backedUp(last, NOW, "America/Detroit");

describe("when the books were last backed up", () => {
  it("is told with day and time, and as late after a week", () => {
    expect(told("2026-12-11T04:02:00Z")).toEqual({ text: "backed up Thu 10 Dec, 11:02 pm", late: false });
    expect(told("2026-12-04T23:57:00Z")).toEqual({ text: "backed up 7 days ago", late: true });
    expect(told(null)).toEqual({ text: "not backed up yet", late: true });
  });

  it("changes with the next backup", async () => {
    const client = new MemoryClient(() => new Date(NOW));
    client.ledger.house = sampleHouse();
    const session = new Session(client, await client.appState());
    const made = await client.backUp("");
    expect(made.path).toBe("/home/host/Documents/Comeback/Backups/comeback-2026-12-11.db");
    await session.refresh();
    expect(told(session.state.last_backup).late).toBe(false);
  });
});
