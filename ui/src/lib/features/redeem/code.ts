/**
 * A code while it is typed. Judging it belongs behind the wire; the page only groups it, knows a whole one when it
 * arrives where a bill number is asked for, and points at characters that no code holds.
 */

export const CODE_LENGTH = 12;
const ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZ";
const SPACING = /[\s\p{Pd}\p{Cf}\p{Cc}_.\u2212]/gu;

/** Upper-case characters without spacing, dashes, or what a QR and its reader put before them. Nothing is corrected. */
export function bareCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .trim()
    .replace(/^\][A-Z]\d/, "")
    .replace(/^CB1:/, "")
    .replace(SPACING, "");
}

/**
 * What a scanner sends of a paper of ours, on whatever keyboard it arrives: CB, what the keys of 1 and of the colon type
 * here, twelve characters. Reading it belongs behind the wire.
 */
const SCAN = /CB[^A-Z02-9\s-][^\s\d-](\S{12})$/i;

/** Whether this is no code as far as it is typed, but words, figures, or a scan on another keyboard: it stays as it is. */
function isText(typed: string): boolean {
  const bare = lookAlike(bareCode(typed));
  if (/[^A-Z0-9]/.test(bare)) return true;
  const typedBare = bareCode(typed);
  const letters = /[A-Z]/.test(typedBare);
  const digits = /\d/.test(typedBare);
  // A day: 21 Nov, Nov 21. A code in groups has four before its first space.
  if (/^\s*\d{1,2}\.?\s+\p{L}{3}|^\s*\p{L}*[AEO]\p{L}*\.?\s+\d/iu.test(typed)) return true;
  return !letters || (!digits && /[AEIOU]/.test(typedBare));
}

/** Whether this asks for a paper by something else than its code: a name, a telephone, a day, the last four. */
export function meantAsSearch(typed: string): boolean {
  if (codeArriving(typed) !== null || typed.includes(":")) return false;
  const bare = lookAlike(bareCode(typed));
  return bare !== "" && (isText(typed) || (bare.length === 4 && strangers(bare).length === 0));
}

/** XXXX-XXXX-XXXX as far as it is typed. */
export function groupCode(typed: string): string {
  if (isText(typed)) return typed;
  return bareCode(typed)
    .slice(0, 64)
    .replace(/(.{4})(?=.)/gu, "$1-");
}

/** Where the caret stands after grouping, given how many characters stood before it. */
export function caretAfterGrouping(before: string): number {
  if (isText(before)) return before.length;
  const bare = bareCode(before).length;
  return bare + Math.max(0, Math.ceil(bare / 4) - 1);
}

/** Characters that can only mean one of the alphabet are taken for it: the same rule as behind the wire. */
const lookAlike = (bare: string) => bare.replace(/[1I|İı]/g, "L").replace(/U/g, "V");

/** The characters of this code that no code of ours holds, each once. */
export function strangers(typed: string): string[] {
  return [...new Set([...lookAlike(bareCode(typed))].filter((character) => !ALPHABET.includes(character)))];
}

function fits(code: string): boolean {
  if (code.length !== CODE_LENGTH) return false;
  const places = [...code].map((character) => ALPHABET.indexOf(character));
  if (places.includes(-1)) return false;
  return places.reduceRight((sum, place) => (sum * 2 + place) % ALPHABET.length, 0) === 0;
}

/**
 * The whole code that has just arrived in a field meant for something else, perhaps behind what stood there: a scan of
 * the next guest's paper. Null while there is none.
 */
export function codeArriving(typed: string): string | null {
  const [elsewhere] = SCAN.exec(typed.trimEnd()) ?? [];
  const scanned = /CB1:(.+)$/i.exec(typed)?.[1];
  if (elsewhere && scanned === undefined) return elsewhere;
  const bare = lookAlike(bareCode(scanned ?? typed));
  const end = bare.slice(-CODE_LENGTH);
  return fits(end) ? end : null;
}

/** What stood in the field before the code arrived behind it. */
export function beforeCode(typed: string): string {
  const scanned = /CB1:/i.exec(typed) ?? SCAN.exec(typed);
  if (scanned) return typed.slice(0, scanned.index);
  let start = 0;
  while (bareCode(typed.slice(start)).length > CODE_LENGTH) start++;
  return typed.slice(0, start);
}

/** Whether this can only be meant as a code, also one with a slip in it: twelve characters of the alphabet, with a letter. */
export function meantAsCode(typed: string): boolean {
  const bare = lookAlike(bareCode(typed));
  return codeArriving(typed) !== null || (bare.length === CODE_LENGTH && strangers(bare).length === 0 && /[A-Z]/.test(bareCode(typed)));
}
