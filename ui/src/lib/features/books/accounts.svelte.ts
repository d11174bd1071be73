import type { Session } from "$lib/features/house/session.svelte";
import { Action } from "$lib/ipc/action.svelte";
import type { Accounts, AccountsForm, Journal } from "$lib/ipc/generated/types";
import type { Period } from "$lib/ui/period";

/** A rule as it is being typed; "" stands for any category, and any kind. */
export interface Rule {
  key: number;
  category: string;
  kind: string;
  account: string;
}

type Texts = Omit<AccountsForm, "rules">;
const EMPTY: Texts = { mode: "report_only", against: "", food_share: "", marketing: "", cost_of_goods: "", tax_rate: "" };

/** How the shop posts, as it is being changed, with the journal that comes of what is saved. */
export class AccountsEdit {
  form = $state<Texts>({ ...EMPTY });
  rules = $state<Rule[]>([]);
  changed = $state(false);
  readonly reading: Action<[], Accounts>;
  readonly saving: Action<[], Accounts>;
  readonly previewing: Action<[Period], Journal[]>;
  #keys = 0;

  constructor(session: Session) {
    const { client } = session;
    this.reading = new Action(async () => this.#take(await client.accounts()));
    this.saving = new Action(async () => this.#take(await client.setAccounts(this.typed)));
    this.previewing = new Action(({ from, to }: Period) => client.journal(from, to));
  }

  get modes(): Accounts["modes"] {
    return this.saving.result?.modes ?? this.reading.result?.modes ?? [];
  }

  /** What would be saved. A rule without an account is none. */
  get typed(): AccountsForm {
    const rules = this.rules.filter(({ account }) => account.trim() !== "");
    return {
      ...this.form,
      rules: rules.map(({ category, kind, account }) => ({ category: category || null, kind: kind || null, account })),
    };
  }

  /** What the other side of the journal is called under this mode. */
  get againstLabel(): string {
    return this.form.mode === "gross_up" ? "The sales account that the comps came off" : "The account in which the till books its comps";
  }

  /** The sentence about one of the fields. */
  errorOf(field: string): string | null {
    const { failure } = this.saving;
    return failure?.field === field ? failure.says : null;
  }

  /** What went wrong with saving that stands at no field. */
  get trouble(): string | null {
    const { failure } = this.saving;
    if (!failure || failure.field) return null;
    return failure.uncertain ? "The books did not answer, so it may not be kept. Look whether it stands here, then save again." : failure.says;
  }

  touch(): void {
    this.changed = true;
    this.saving.reset();
  }

  add(): void {
    this.rules.push({ key: ++this.#keys, category: "", kind: "", account: "" });
    this.touch();
  }

  remove(key: number): void {
    this.rules = this.rules.filter((rule) => rule.key !== key);
    this.touch();
  }

  #take(accounts: Accounts): Accounts {
    const { rules, ...texts } = accounts.set;
    this.form = { ...texts };
    this.rules = rules.map(({ category, kind, account }) => ({ key: ++this.#keys, category: category ?? "", kind: kind ?? "", account }));
    if (this.rules.length === 0) this.rules = [{ key: ++this.#keys, category: "", kind: "", account: "" }];
    this.changed = false;
    return accounts;
  }
}
