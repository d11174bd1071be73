import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "$lib/features/house/session.svelte";
import { Failure } from "$lib/ipc/errors";
import type { Scanned } from "$lib/ipc/generated/types";
import { MemoryClient } from "$lib/ipc/memory";
import { sampleHouse } from "$lib/ipc/twin/sample";
import { Door } from "./door.svelte";
import Photo from "./Photo.svelte";
import { MOST_BYTES, pastedPictures, PhotoReader } from "./photo.svelte";

const NOW = new Date("2026-12-11T23:58:00Z");
const PNG = "\u0089PNG\r\n";

let client: MemoryClient;
let door: Door;
let photo: PhotoReader;
let codes: string[];

/** A picture as the twin sees it: the mark of a PNG, then its codes as text. */
function picture(...texts: string[]): File {
  const bytes = Uint8Array.from(PNG + texts.join(" "), (letter) => letter.charCodeAt(0));
  return new File([bytes], "photo.png", { type: "image/png" });
}

beforeEach(async () => {
  client = new MemoryClient(() => NOW);
  client.ledger.house = sampleHouse();
  codes = ["24.00", "10.00"].map((amount) => {
    const made = client.ledger.makeRight({
      request_id: crypto.randomUUID(),
      category: "food_quality",
      severity: 2,
      what: "Duck came cold.",
      place: "Table 12",
      guest: "Helen Okafor",
      contact: "",
      staff: "Owen Brandt",
      score: null,
      make_good: { kind: "check", amount, expires_on: null },
    });
    return `CB1:${client.ledger.held.find(({ voucher }) => voucher.id === made.voucher?.id)?.code ?? ""}`;
  });
  const session = new Session(client, await client.appState());
  door = new Door(session);
  photo = new PhotoReader(session, door);
});

afterEach(cleanup);

describe("a photo", () => {
  it("is looked at as a scan of its code", async () => {
    await photo.take([picture(...codes.slice(0, 1))]);
    expect(door.face?.word).toBe("Good");
    expect(photo.trouble).toBeNull();
  });

  it("that gives no code says why, until something else is on the screen", async () => {
    const [first = "", second = ""] = codes;
    await photo.take([picture("a menu")]);
    expect(photo.trouble).toBe(
      "No code can be made out in this picture. Take it again closer, with the whole square code in it and sharp, or type the code.",
    );
    await photo.take([picture(first, second)]);
    expect(photo.trouble).toBe("This picture shows 2 of our codes. Take a photo with one paper in it, or type the code.");
    await photo.take([new File(["hello"], "notes.txt")]);
    expect(photo.trouble).toBe("This file is not a PNG or JPEG picture. Choose a photo or a screenshot of the paper, or type the code.");
    await door.lookAt(first);
    expect(photo.trouble).toBeNull();
  });

  it("that is too large, or not the only one, never leaves the page", async () => {
    const asked = vi.spyOn(client, "scanImage");
    const large = picture();
    Object.defineProperty(large, "size", { value: MOST_BYTES + 1 });
    await photo.take([large]);
    expect(photo.trouble).toBe("This file is over 25 MB. Take a screenshot of it and use that, or type the code.");
    await photo.take([picture(), picture()]);
    expect(photo.trouble).toBe("That was more than one file. Use one photo at a time.");
    expect(asked).not.toHaveBeenCalled();
  });

  it("does not push away a paper that was scanned while it was read", async () => {
    const [first = "", second = ""] = codes;
    let answer: (scanned: Scanned) => void = () => undefined;
    client.scanImage = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const taken = photo.take([picture(first)]);
    await waitFor(() => {
      expect(photo.reading.running).toBe(true);
    });
    await door.lookAt(second);
    answer({ code: first });
    await taken;
    expect(door.look?.typed).toBe(second.slice(4));
  });

  it("waits while a redemption is under way or uncertain", async () => {
    const [first = ""] = codes;
    await door.lookAt(first);
    vi.spyOn(door, "locked", "get").mockReturnValue(true);
    await photo.take([picture(first)]);
    expect(photo.trouble).toBe("Finish with the paper on the screen first, then use the photo.");
  });

  it("whose reading broke off claims nothing", async () => {
    client.scanImage = () => Promise.reject(new Failure({ code: "unknown", message: "the wire broke", details: {} }));
    await photo.take([picture()]);
    expect(photo.trouble).toBe("The photo could not be read through. Nothing was used up: use it again, or type the code.");
  });
});

describe("the window", () => {
  const files = (...all: File[]) => ({ dataTransfer: { types: ["Files"], files: all } });

  it("takes a photo that is dropped on it, and shows that it would", async () => {
    render(Photo, { photo, offered: true });
    await fireEvent.dragOver(window, files());
    expect(screen.getByText("Drop the photo of the paper here")).toBeTruthy();
    await fireEvent.drop(window, files(picture(...codes.slice(0, 1))));
    expect(screen.queryByText("Drop the photo of the paper here")).toBeNull();
    await waitFor(() => {
      expect(door.face?.word).toBe("Good");
    });
  });

  it("takes one that is pasted or chosen, and says what it is doing and what went wrong", async () => {
    client.delay = 20;
    render(Photo, { photo, offered: true });
    await fireEvent.paste(window, { clipboardData: { types: ["Files"], files: [picture("a menu")] } });
    await waitFor(() => {
      expect(screen.getByRole("status").textContent).toContain("Reading");
    });
    expect((await screen.findByRole("alert")).textContent).toContain("No code can be made out");
    await fireEvent.change(screen.getByLabelText("Photo of the paper"), { target: { files: [picture(...codes.slice(0, 1))] } });
    await waitFor(() => {
      expect(door.face?.word).toBe("Good");
    });
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("what is pasted", () => {
  const clipboard = (types: string[], ...files: File[]) => ({ types, files }) as unknown as DataTransfer;

  it("is a photo only where it is a picture and nothing else", () => {
    const shot = picture();
    expect(pastedPictures(clipboard(["Files"], shot))).toEqual([shot]);
    expect(pastedPictures(clipboard(["text/plain", "Files"], shot))).toEqual([]);
    expect(pastedPictures(clipboard(["Files"], new File(["x"], "x.txt", { type: "text/plain" })))).toEqual([]);
    expect(pastedPictures(null)).toEqual([]);
  });
});
