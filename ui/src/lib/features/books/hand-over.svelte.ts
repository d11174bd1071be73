import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { ExportForm } from "$lib/ipc/client";
import type { Bundled, ClosingRow, ExportMade } from "$lib/ipc/generated/types";
import { counted } from "$lib/ui/figures";
import type { Toasts } from "$lib/ui/toasts.svelte";
import { FOR_ACCOUNTS, FOR_READING } from "./forms";
import { Headway } from "./headway.svelte";

/** A closed period handed over: in which forms, as one folder. */
export class HandOver {
  /** Which; null while nothing is being handed over. */
  row = $state.raw<ClosingRow | null>(null);
  chosen = $state.raw<readonly ExportForm[]>([]);
  readonly headway: Headway;
  readonly running: Action<[], Bundled>;

  constructor(session: Session, toasts: Toasts, done: () => Promise<void>) {
    const { client } = session;
    this.headway = new Headway(client);
    this.running = new Action(async () => {
      this.headway.begin();
      const made = await client.bundle(this.row?.batch ?? 0, [...this.chosen], this.headway.follow);
      this.row = null;
      await done();
      const text = [`${counted(made.files.length, "file")} and a manifest in ${made.folder}`, ...made.before].join(". ");
      toasts.show({ text, action: { label: "Open the folder", act: () => void client.openFolder() } });
      return made;
    });
  }

  /** Begins with what is for reading, and with the programs that had an export before. */
  begin(row: ClosingRow, exports: readonly ExportMade[]): void {
    this.running.reset();
    const had = (form: ExportForm) => exports.some((made) => made.form === form);
    this.chosen = [...FOR_READING, ...FOR_ACCOUNTS.filter(({ form }) => row.journals.length > 0 && had(form))].map(({ form }) => form);
    this.row = row;
  }

  toggle(form: ExportForm): void {
    this.chosen = this.chosen.includes(form) ? this.chosen.filter((other) => other !== form) : [...this.chosen, form];
  }

  /** What is still missing, with the next step. */
  get missing(): string | null {
    return this.chosen.length > 0 ? null : "Choose one form at least.";
  }

  /** What went wrong, and the next step. */
  get trouble(): string | null {
    const { failure } = this.running;
    if (!failure) return null;
    return failure.uncertain ? "The folder was not written. Nothing in the books changed: try again, or choose another folder under Settings." : failure.says;
  }
}
