import type { JobRef, Printer, PrinterList, PrintJob } from "$lib/ipc/generated/types";
import { refuse } from "$lib/ipc/twin/rules";

const PRINTERS: readonly Printer[] = [
  { name: "Front", label: "Front desk", place: "Host stand", default: true, state: "ready", reasons: [] },
  { name: "Kitchen", label: "Kitchen receipts", place: "Pass", default: false, state: "stopped", reasons: ["Paused by the system."] },
];

/** A print system of the twin's own: one printer that prints, one that is paused. Each look at a job moves it on. */
export class Spool {
  printers: readonly Printer[] = PRINTERS;
  /** What keeps the system from knowing any printer. */
  problem: string | null = null;
  /** The next job of this printer ends with this reason. */
  failing = new Map<string, string>();
  #jobs = new Map<number, PrintJob>();

  list(): PrinterList {
    return { printers: [...this.printers], problem: this.problem };
  }

  send(chosen: string | null, what: string): PrintJob {
    const printer = this.printers.find((each) => (chosen === null ? each.default : each.name === chosen));
    if (!printer) {
      if (chosen === null) return refuse("no_printer", "There is no printer for this paper. Choose one under Settings, or save the paper; it is issued.");
      return refuse("print_failed", `The system knows no printer ${chosen}. Choose another under Settings. The paper is issued and good.`);
    }
    const id = this.#jobs.size + 1;
    const paused = printer.state === "stopped";
    const job: PrintJob = paused
      ? { id, printer: printer.name, state: "waiting", reason: "paused", sentence: `${printer.label} is paused; the ${what} waits in its queue.` }
      : { id, printer: printer.name, state: "printing", reason: null, sentence: `Printing on ${printer.label}.` };
    this.#jobs.set(id, job);
    return job;
  }

  /** How a job stands a moment later. */
  look({ id, printer }: JobRef): PrintJob {
    const job = this.#jobs.get(id);
    const known = this.printers.find((each) => each.name === printer);
    if (!job || !known) return refuse("print_failed", `${printer} is gone. Choose another printer under Settings.`);
    const broken = this.failing.get(printer);
    const seen: PrintJob = broken
      ? { ...job, state: "failed", reason: broken, sentence: `${known.label} did not print it: ${broken}. The paper is issued: print again, or save it.` }
      : known.state === "stopped"
        ? job
        : { ...job, state: "done", reason: null, sentence: `Printed on ${known.label}.` };
    this.#jobs.set(id, seen);
    return seen;
  }
}
