import { createContext } from "svelte";
import { JobWatch } from "$lib/features/make-right/job-watch.svelte";
import { PAPERS } from "$lib/features/paper/kinds";
import { Action } from "$lib/ipc/action.svelte";
import type { AppState, Paper, PrinterChoice, PrinterList, PrintJob } from "$lib/ipc/generated/types";
import type { Session } from "./session.svelte";

/** The furthest a page may be moved, in millimetres; more is no adjustment. */
export const FURTHEST = 25;

/** Millimetres as typed, "1.5" or "-0,5"; null for what is no such length. Empty is none. */
export function readMillimetres(typed: string): number | null {
  const text = typed.trim().replace(",", ".").replace("\u2212", "-");
  if (text === "") return 0;
  if (!/^[+-]?\d{1,3}(\.\d{0,2})?$/.test(text)) return null;
  const length = Number(text);
  return Math.abs(length) <= FURTHEST ? length : null;
}

/**
 * Which printer this station uses for which paper, and by how much its pages are moved. A choice is kept as it is made;
 * a test page shows it.
 */
export class PrinterChoices {
  readonly listing: Action<[], PrinterList>;
  readonly keeping: Action<[choices: PrinterChoice[]], AppState>;
  readonly testing: Action<[paper: Paper], PrintJob>;
  readonly watch: JobWatch;
  /** Which paper the last test was for. */
  tested = $state.raw<Paper | null>(null);
  readonly #session: Session;
  #kept: Promise<void> = Promise.resolve();

  constructor(session: Session) {
    const { client } = session;
    this.#session = session;
    this.listing = new Action(() => client.printers());
    this.keeping = new Action(async (choices) => {
      const state = await client.setPrinters(choices);
      session.take(state);
      return state;
    });
    this.watch = new JobWatch((job) => client.followPrint(null, "", job), () => session.now);
    this.testing = new Action(async (paper) => {
      this.tested = paper;
      this.watch.stop();
      const job = await client.printTestPage(paper);
      this.watch.start(job);
      return job;
    });
  }

  get list(): PrinterList | null {
    return this.listing.result;
  }

  /** Every paper, each with what was chosen for it. */
  get choices(): PrinterChoice[] {
    const { printing } = this.#session.state;
    return PAPERS.map(({ value: paper }) => printing.find((choice) => choice.paper === paper) ?? { paper, printer: null, shift_x_mm: 0, shift_y_mm: 0 });
  }

  /** The printers to choose from; one that was chosen and is gone is still named. */
  optionsFor({ printer }: PrinterChoice): { value: string; label: string }[] {
    const known = this.list?.printers ?? [];
    const usual = known.find((each) => each.default);
    const gone = printer !== null && !known.some(({ name }) => name === printer);
    return [
      { value: "", label: usual ? `${usual.label || usual.name}, the usual one` : "None chosen" },
      ...known.map(({ name, label }) => ({ value: name, label: label || name })),
      ...(gone ? [{ value: printer, label: this.list ? `${printer}, not there now` : printer }] : []),
    ];
  }

  /** Keeps a change, after those that are still being kept: a quick hand loses none. */
  keep(paper: Paper, change: Partial<Omit<PrinterChoice, "paper">>): Promise<void> {
    this.#kept = this.#kept.then(async () => {
      await this.keeping.run(this.choices.map((choice) => (choice.paper === paper ? { ...choice, ...change } : choice)));
    });
    return this.#kept;
  }
}

export const [getPrinterChoices, setPrinterChoices] = createContext<PrinterChoices>();
