import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { Scanned } from "$lib/ipc/generated/types";
import type { Door } from "./door.svelte";

/** More than any photo needs, in bytes; the house looks closer. It is not read into memory to be refused. */
export const MOST_BYTES = 25 * 1024 * 1024;

const TOO_LARGE = "This file is over 25 MB. Take a screenshot of it and use that, or type the code.";
const ONE_ONLY = "That was more than one file. Use one photo at a time.";
const NOT_NOW = "Finish with the paper on the screen first, then use the photo.";
const UNREAD = "The photo could not be read through. Nothing was used up: use it again, or type the code.";

/** A photo or a screenshot in the place of a scanner: read by the house, on this machine, then looked at as any scan. */
export class PhotoReader {
  /** A file is held over the window. */
  over = $state(false);
  readonly reading: Action<[File], Scanned>;

  readonly #door: Door;
  #refused = $state.raw<string | null>(null);
  /** What was on the screen when the photo came: when something else is, what went wrong is past. */
  #before = $state.raw<Door["look"]>(null);

  constructor(session: Session, door: Door) {
    this.#door = door;
    this.reading = new Action(async (file) => session.client.scanImage(await file.arrayBuffer()));
  }

  /** Why the last photo gave nothing, while that still matters. */
  get trouble(): string | null {
    if (this.reading.running || this.#door.look !== this.#before) return null;
    const { failure } = this.reading;
    return this.#refused ?? (failure?.uncertain ? UNREAD : (failure?.says ?? null));
  }

  /** Takes what was dropped, pasted or chosen, and looks at its code. A photo that comes while one is read is let go. */
  async take(files: readonly File[]): Promise<void> {
    this.over = false;
    const [file] = files;
    if (!file || this.reading.running) return;
    this.reading.reset();
    this.#before = this.#door.look;
    this.#refused = this.#whyNot(file, files.length);
    if (this.#refused) return;
    const scanned = await this.reading.run(file);
    // A paper that was scanned meanwhile is the one in hand.
    if (scanned && this.#door.look === this.#before && !this.#door.looking) await this.#door.lookAt(scanned.code);
  }

  #whyNot(file: File, count: number): string | null {
    if (this.#door.locked) return NOT_NOW;
    if (count > 1) return ONE_ONLY;
    return file.size > MOST_BYTES ? TOO_LARGE : null;
  }
}

/** The pictures on the clipboard. Text that comes with a picture of itself is meant as text. */
export function pastedPictures(clipboard: DataTransfer | null): File[] {
  if (!clipboard || clipboard.types.includes("text/plain")) return [];
  return [...clipboard.files].filter(({ type }) => type.startsWith("image/"));
}
