import type { Client } from "$lib/ipc/client";
import { toFailure } from "$lib/ipc/errors";

/** The same client; whenever anything is refused because the screen is locked, `locked` hears of it before whoever asked. */
export function heedLocks(client: Client, locked: () => void): Client {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        const answer: unknown = value.apply(target, args);
        if (!(answer instanceof Promise)) return answer;
        return answer.catch((thrown: unknown) => {
          if (toFailure(thrown).code === "locked") locked();
          throw thrown;
        });
      };
    },
  });
}
