import { Follow } from "$lib/ipc/follow.svelte";
import type { Client } from "$lib/ipc/client";
import type { GuestRow } from "$lib/ipc/generated/types";
import type { MakeRightDraft } from "./draft.svelte";

/** Finding a guest again while their name or number is typed. Taking one is never necessary. */
export class Finding {
  /** The field that is typed in; its list is the one shown. */
  field = $state.raw<"guest" | "contact" | null>(null);
  /** The row the arrow keys are at; none until one is pressed. */
  at = $state(-1);
  /** Who was taken. */
  taken = $state.raw<GuestRow | null>(null);
  readonly #found: Follow<string, GuestRow[]>;
  readonly #draft: MakeRightDraft;

  constructor(client: Client, draft: MakeRightDraft) {
    this.#draft = draft;
    this.#found = new Follow((typed) => client.findGuests(typed));
  }

  get rows(): readonly GuestRow[] {
    return this.field && this.#draft.guestId === null ? (this.#found.answer ?? []) : [];
  }

  /** Something was typed: whoever was taken may not be meant any more. */
  typed(field: "guest" | "contact"): void {
    this.field = field;
    this.at = -1;
    this.#draft.guestId = null;
    this.taken = null;
    const text = this.#draft[field].trim();
    this.#found.follow(text.length < 2 ? null : text);
  }

  move(steps: number): void {
    const count = this.rows.length;
    if (count > 0) this.at = (Math.max(this.at, steps > 0 ? -1 : 0) + steps + count) % count;
  }

  /** Takes this guest: their name and number as they are known. */
  take(row: GuestRow | undefined): void {
    if (!row) return;
    this.#draft.guest = row.name ?? "";
    this.#draft.contact = row.contact ?? this.#draft.contact;
    this.#draft.guestId = row.id;
    this.taken = row;
    this.close();
  }

  close(): void {
    this.field = null;
    this.at = -1;
    this.#found.clear();
  }
}
