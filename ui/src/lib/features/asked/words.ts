import type { AskedFor } from "$lib/ipc/generated/types";

/** What is to be given, in words: a check for $56.00, a certificate for breakfast for two. */
export function gives({ kind, amount, gives: what }: AskedFor): string {
  const worth = amount ? amount.text : null;
  if (kind === "certificate") return `a certificate for ${what ?? "a visit"}${worth ? `, ${worth} on the menu` : ""}`;
  if (kind === "gesture") return `${what ?? "a gesture"}${worth ? `, ${worth}` : ""}`;
  return `${kind === "comp" ? "a comp" : "a check"} for ${worth ?? "an amount"}`;
}
