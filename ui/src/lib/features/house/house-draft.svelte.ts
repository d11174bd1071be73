import { createContext } from "svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { ShopSettings } from "$lib/ipc/generated/types";
import type { Session } from "./session.svelte";

export type Section = "house" | "paper" | "printers" | "team" | "playbooks" | "rules" | "data";

/** The settings as they are being changed; kept while the person looks into other rooms, until they are saved. */
export class HouseDraft {
  section = $state.raw<Section>("house");
  /** What was changed and not saved yet. */
  changes = $state.raw<Partial<ShopSettings>>({});
  readonly saving: Action<[], void>;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.saving = new Action(async () => {
      await session.changeHouse(this.house);
      this.changes = {};
    });
  }

  /** The settings with the changes in them. */
  get house(): ShopSettings {
    return { ...this.#session.house, ...this.changes };
  }

  get changed(): boolean {
    const { house } = this.#session;
    return Object.entries(this.changes).some(([name, value]) => JSON.stringify(house[name as keyof ShopSettings]) !== JSON.stringify(value));
  }

  change<Name extends keyof ShopSettings>(name: Name, value: ShopSettings[Name]): void {
    this.changes = { ...this.changes, [name]: value };
    if (!this.saving.running) this.saving.reset();
  }

  /** Back to what is saved. */
  discard(): void {
    this.changes = {};
    this.saving.reset();
  }

  errorOf(field: keyof ShopSettings): string | null {
    if (this.saving.failure?.field === field) return this.saving.failure.says;
    if (field === "name" && this.house.name.trim() === "") return "Write the name guests know you by.";
    return null;
  }

  /** What went wrong that belongs to no field. */
  get trouble(): string | null {
    const { failure } = this.saving;
    return failure && !(failure.field && failure.field in this.house) ? failure.says : null;
  }
}

export const [getHouseDraft, setHouseDraft] = createContext<HouseDraft>();
