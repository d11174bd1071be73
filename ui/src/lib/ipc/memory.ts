import type { Client } from "$lib/ipc/client";
import type {
  AppState,
  Code,
  CameBack,
  IncidentFilter,
  IncidentPage,
  IncidentStory,
  MadeRight,
  MakeItRight,
  Redeemed,
  RedeemRequest,
  Saved,
  ShopSettings,
  Totals,
  Verdict,
} from "$lib/ipc/generated/types";
import { businessDate, Ledger } from "$lib/ipc/twin/ledger";
import { cameBackToday, listIncidents, totals } from "$lib/ipc/twin/lists";
import { sketchPaper } from "$lib/ipc/twin/page";
import { dice, readCode, refuse, required } from "$lib/ipc/twin/rules";
import { playSample, SAMPLE_HOUSE } from "$lib/ipc/twin/sample";

/**
 * The client without a shell: the same promises, kept in memory. The UI is developed and tested against it in a plain
 * browser, and the packaged app does not contain it.
 */
export class MemoryClient implements Client {
  readonly ledger: Ledger;
  /** How long an answer takes, in milliseconds. */
  delay = 0;
  #changed = new Set<() => void>();
  #papers = new Map<string, { request: MakeItRight; code: string }>();
  readonly #clock: () => Date;

  constructor(clock: () => Date = () => new Date(), random: () => number = dice(29)) {
    this.#clock = clock;
    this.ledger = new Ledger(clock, random);
  }

  /**
   * The twin as the address asks for it: `?start=first` for the first run, `?start=empty` for a house without history,
   * else the sample, `&incidents=10000` of it if wanted; `&delay=400` slows every answer down, `&fail=redeem:unknown` makes
   * a command fail with that problem, and `&now=` fixes the clock.
   */
  static fromAddress(query: URLSearchParams): MemoryClient {
    const fixed = query.get("now");
    const client = new MemoryClient(fixed ? () => new Date(fixed) : undefined);
    client.delay = Number(query.get("delay") ?? 30);
    const start = query.get("start") ?? "sample";
    if (start !== "first") client.ledger.house = { ...SAMPLE_HOUSE };
    if (start === "sample" || start === "house") playSample(client.ledger, client.#clock(), Number(query.get("incidents") ?? 190));
    if (start === "sample") client.ledger.sample = true;
    for (const [command = "", code = ""] of query.getAll("fail").map((wish) => wish.split(":"))) {
      Object.assign(client, { [command]: () => client.#answer(() => refuse(code as Code, "It failed because the address asked for it.")) });
    }
    return client;
  }

  async #answer<Answer>(answer: () => Answer): Promise<Answer> {
    await new Promise((resolve) => setTimeout(resolve, this.delay));
    return structuredClone(answer());
  }

  /** As if another program had changed the books. */
  changeFromOutside(): void {
    for (const listener of this.#changed) listener();
  }

  appState = (): Promise<AppState> => this.#answer(() => this.ledger.state());

  setUp = (house: ShopSettings): Promise<AppState> => this.changeHouse(house);

  changeHouse = (house: ShopSettings): Promise<AppState> =>
    this.#answer(() => {
      required(house.name, "business name", "name");
      this.ledger.house = { ...house };
      return this.ledger.state();
    });

  startSample = (): Promise<AppState> =>
    this.#answer(() => {
      this.ledger.house = { ...SAMPLE_HOUSE };
      this.ledger.sample = true;
      playSample(this.ledger, this.#clock());
      return this.ledger.state();
    });

  removeSample = (): Promise<AppState> =>
    this.#answer(() => {
      this.ledger.house = null;
      this.ledger.sample = false;
      this.ledger.told = [];
      this.ledger.staff = [];
      return this.ledger.state();
    });

  makeItRight = (request: MakeItRight): Promise<MadeRight> =>
    this.#answer(() =>
      this.ledger.once(request.request_id, () => {
        const made = this.ledger.makeRight(request);
        const held = this.ledger.held.find((each) => each.voucher.id === made.voucher?.id);
        if (held) this.#papers.set(held.voucher.id, { request, code: held.code });
        return made;
      }),
    );

  previewPaper = (draft: MakeItRight): Promise<ArrayBuffer> =>
    this.#answer(() => {
      new Ledger(this.#clock, () => 0.5).makeRight({ ...draft, what: draft.what || "-" });
      return sketchPaper(this.ledger.house ?? SAMPLE_HOUSE, draft, null);
    });

  voucherPdf = (voucherId: string): Promise<ArrayBuffer> =>
    this.#answer(() => {
      const paper = this.#papers.get(voucherId);
      if (!paper) return refuse("not_found", "There is no such check or certificate. Go back to the list.");
      return sketchPaper(this.ledger.house ?? SAMPLE_HOUSE, paper.request, paper.code);
    });

  printVoucher = (): Promise<void> => this.#answer(() => undefined);

  reprintVoucher = (voucherId: string): Promise<void> =>
    this.#answer(() => {
      this.ledger.noteReprint(voucherId);
    });

  saveVoucher = (voucherId: string): Promise<Saved> =>
    this.#answer(() => {
      const held = this.ledger.held.find((each) => each.voucher.id === voucherId);
      return { path: `${this.ledger.state().save_folder}/Check ${held?.voucher.last_four ?? ""}.pdf` };
    });

  openFolder = (): Promise<void> => this.#answer(() => undefined);
  chooseFolder = (): Promise<AppState> => this.appState();

  lookUp = (typed: string): Promise<Verdict> =>
    this.#answer((): Verdict => {
      const read = readCode(typed);
      if ("verdict" in read) return read;
      const told = this.ledger.find(read.code);
      const held = told?.held;
      if (!told || !held) return { verdict: "unknown", message: "We do not know this code. Check that the paper is ours." };
      const { voucher, uses } = held;
      const last = uses.at(-1);
      if (voucher.status === "redeemed" && last) return { verdict: "used", voucher, last };
      const today = businessDate(this.#clock());
      if (voucher.expires_on < today) {
        return { verdict: "expired", voucher, days: Math.round((Date.parse(today) - Date.parse(voucher.expires_on)) / 86_400_000) };
      }
      const { what, business_date, place } = told.incident;
      return { verdict: "good", voucher, because: what, incident_on: business_date, place };
    });

  redeem = (request: RedeemRequest): Promise<Redeemed> =>
    this.#answer(() => this.ledger.once(request.request_id, () => this.ledger.redeem(request)));

  cameBackToday = (): Promise<CameBack> => this.#answer(() => cameBackToday(this.ledger));
  incidents = (filter: IncidentFilter): Promise<IncidentPage> => this.#answer(() => listIncidents(this.ledger, filter));

  incident = (id: string): Promise<IncidentStory> =>
    this.#answer(() => {
      const told = this.ledger.told.find((each) => each.incident.id === id);
      if (!told) return refuse("not_found", "There is no such incident. Go back to the list.");
      return {
        incident: told.incident,
        make_goods: [told.makeGood],
        vouchers: told.held ? [told.held.voucher] : [],
        timeline: told.timeline,
      };
    });

  totals = (from: string, to: string): Promise<Totals> => this.#answer(() => totals(this.ledger, from, to));

  exportCsv = (from: string, to: string): Promise<Saved> =>
    this.#answer(() => ({ path: `${this.ledger.state().save_folder}/Comeback ${from} to ${to}.csv` }));

  onChanged(changed: () => void): () => void {
    this.#changed.add(changed);
    return () => {
      this.#changed.delete(changed);
    };
  }
}
