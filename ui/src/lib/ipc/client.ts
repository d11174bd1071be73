import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { createContext } from "svelte";
import type {
  AppState,
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

/** Every command of the shell, by the name it has there. A test compares this list with the shell's own. */
export const COMMANDS = [
  "app_state",
  "set_up",
  "change_house",
  "start_sample",
  "remove_sample",
  "make_it_right",
  "preview_paper",
  "voucher_pdf",
  "print_voucher",
  "open_voucher",
  "save_voucher",
  "wording",
  "voucher_wording",
  "printers",
  "set_printers",
  "print_test_page",
  "follow_print",
  "take_logo",
  "preview_design",
  "cash_back",
  "set_cash_back",
  "issue_run",
  "cancel_run",
  "print_run",
  "open_folder",
  "choose_folder",
  "look_up",
  "redeem",
  "came_back_today",
  "incidents",
  "incident",
  "totals",
  "export_csv",
] as const;

export type Command = (typeof COMMANDS)[number];

/** What the page can ask for. Everything may reject with a `Failure`'s worth of `Problem`. */
export interface Client {
  appState(): Promise<AppState>;
  setUp(house: ShopSettings): Promise<AppState>;
  changeHouse(house: ShopSettings): Promise<AppState>;
  startSample(): Promise<AppState>;
  removeSample(): Promise<AppState>;
  /** Records the incident and gives the make-good. The same request id gives the first answer again. */
  makeItRight(request: MakeItRight): Promise<MadeRight>;
  /** The paper as it would print, without a code: a PDF. */
  previewPaper(draft: MakeItRight): Promise<ArrayBuffer>;
  voucherPdf(voucherId: string): Promise<ArrayBuffer>;
  /** Opens the paper in the system's viewer, to print from there. */
  printVoucher(voucherId: string): Promise<void>;
  /** The same, for a paper handed out before; it is noted in the incident's story. */
  reprintVoucher(voucherId: string): Promise<void>;
  saveVoucher(voucherId: string): Promise<Saved>;
  openFolder(): Promise<void>;
  chooseFolder(): Promise<AppState>;
  lookUp(typed: string): Promise<Verdict>;
  /** Redeems. The same request id gives the first answer again. */
  redeem(request: RedeemRequest): Promise<Redeemed>;
  cameBackToday(): Promise<CameBack>;
  incidents(filter: IncidentFilter): Promise<IncidentPage>;
  incident(id: string): Promise<IncidentStory>;
  totals(from: string, to: string): Promise<Totals>;
  exportCsv(from: string, to: string): Promise<Saved>;
  /** Calls back when another program changed the books. Call the answer to stop. */
  onChanged(changed: () => void): () => void;
}

/** The client that asks the shell. */
class ShellClient implements Client {
  #ask<Answer>(command: Command, args?: Record<string, unknown>): Promise<Answer> {
    return invoke<Answer>(command, args);
  }

  appState = () => this.#ask<AppState>("app_state");
  setUp = (house: ShopSettings) => this.#ask<AppState>("set_up", { house });
  changeHouse = (house: ShopSettings) => this.#ask<AppState>("change_house", { house });
  startSample = () => this.#ask<AppState>("start_sample");
  removeSample = () => this.#ask<AppState>("remove_sample");
  makeItRight = (request: MakeItRight) => this.#ask<MadeRight>("make_it_right", { request });
  previewPaper = (draft: MakeItRight) => this.#ask<ArrayBuffer>("preview_paper", { draft });
  voucherPdf = (voucherId: string) => this.#ask<ArrayBuffer>("voucher_pdf", { voucherId });
  printVoucher = (voucherId: string) => this.#ask<undefined>("print_voucher", { voucherId });
  reprintVoucher = (voucherId: string) => this.#ask<undefined>("reprint_voucher", { voucherId });
  saveVoucher = (voucherId: string) => this.#ask<Saved>("save_voucher", { voucherId });
  openFolder = () => this.#ask<undefined>("open_folder");
  chooseFolder = () => this.#ask<AppState>("choose_folder");
  lookUp = (typed: string) => this.#ask<Verdict>("look_up", { typed });
  redeem = (request: RedeemRequest) => this.#ask<Redeemed>("redeem", { request });
  cameBackToday = () => this.#ask<CameBack>("came_back_today");
  incidents = (filter: IncidentFilter) => this.#ask<IncidentPage>("incidents", { filter });
  incident = (id: string) => this.#ask<IncidentStory>("incident", { id });
  totals = (from: string, to: string) => this.#ask<Totals>("totals", { from, to });
  exportCsv = (from: string, to: string) => this.#ask<Saved>("export_csv", { from, to });

  onChanged(changed: () => void): () => void {
    const listening = listen("changed", changed);
    return () => void listening.then((stop) => { stop(); });
  }
}

/** Whether this build carries the twin that runs without a shell; the packaged app does not. */
const TWIN = import.meta.env.DEV || import.meta.env.MODE === "twin";

/** The shell's client in its window; in a plain browser, while developing, the twin in memory. */
export async function connect(): Promise<Client> {
  if ("__TAURI_INTERNALS__" in window) return new ShellClient();
  if (TWIN) {
    const { MemoryClient } = await import("./memory");
    return MemoryClient.fromAddress(new URLSearchParams(window.location.search));
  }
  throw new Error("This page belongs in the Comeback window. Start the app instead.");
}

export const [getClient, setClient] = createContext<Client>();
