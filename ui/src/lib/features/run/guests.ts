/** The most of one run. */
export const MOST = 1000;

/** The names of a pasted list: one a line, without the empty ones and without space around them. */
export function namesIn(pasted: string): string[] {
  return pasted
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

/** Names that stand there more than once, as they were first written. */
export function doublesOf(names: readonly string[]): string[] {
  const seen = new Map<string, { first: string; times: number }>();
  for (const name of names) {
    const key = name.normalize("NFC").toLowerCase();
    const known = seen.get(key);
    if (known) known.times += 1;
    else seen.set(key, { first: name, times: 1 });
  }
  return [...seen.values()].filter(({ times }) => times > 1).map(({ first }) => first);
}

/** How many are meant by what was typed; null for anything that is no whole number. */
export function countIn(typed: string): number | null {
  const digits = typed.trim().replaceAll(",", "");
  return /^\d{1,7}$/.test(digits) ? Number(digits) : null;
}
