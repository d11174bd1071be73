import type { Client } from "$lib/ipc/client";
import type { ExportProgress } from "$lib/ipc/generated/types";

/** How far an export is; it may be stopped, and leaves nothing behind then. */
export class Headway {
  progress = $state.raw<ExportProgress | null>(null);
  stopping = $state(false);
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  readonly follow = (progress: ExportProgress): void => {
    this.progress = progress;
  };

  begin(): void {
    this.progress = null;
    this.stopping = false;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    // If it cannot be told to stop, it goes on to its end, and says so.
    await this.#client.cancelExport().catch(() => undefined);
  }
}
