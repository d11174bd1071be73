import { describe, expect, it } from "vitest";
import { Rooms } from "./rooms.svelte";

describe("an incident", () => {
  it("leads back to the room it was opened from, and whoever comes back is told from whoever comes in", () => {
    const rooms = new Rooms();
    rooms.go("insights");
    rooms.openIncident("one", { from: "insights" });
    expect([rooms.current, rooms.incident]).toEqual(["incidents", "one"]);
    rooms.closeIncident();
    expect([rooms.current, rooms.incident, rooms.returned]).toEqual(["insights", null, true]);
    rooms.go("books");
    rooms.go("insights");
    expect(rooms.returned).toBe(false);
  });

  it("of a list leads back to it", () => {
    const rooms = new Rooms();
    rooms.turnTo("causes");
    rooms.openIncident("one");
    rooms.closeIncident();
    expect([rooms.current, rooms.tab, rooms.returned]).toEqual(["incidents", "causes", false]);
  });

  it("opens with the ledger of a paper where that is asked for, and the next one without", () => {
    const rooms = new Rooms();
    rooms.openIncident("one", { voucher: "paper" });
    expect(rooms.voucher).toBe("paper");
    rooms.openIncident("two");
    expect(rooms.voucher).toBeNull();
  });
});
