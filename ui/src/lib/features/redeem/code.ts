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
  const bare = bareCode(typed);
  if (/[^A-Z0-9]/.test(lookAlike(bare))) return true;
  if (!/[A-Z]/.test(bare) || isWord(bare)) return true;
  return isSpacedText(typed);
}

/** Letters alone, and one of them a vowel, which no code holds. */
const isWord = (part: string) => /^[A-Z]*[AEIOU][A-Z]*$/i.test(part);

/** Letters alone that may go on as a name or as a code: Flynn, or the beginning of FLYN-N4XR. Before that is known they stay. */
function mayBeName(typed: string): boolean {
  const bare = bareCode(typed);
  return /^\s*\p{L}+\s*$/u.test(typed) && /^[A-Z]+$/.test(bare) && bare.length < CODE_LENGTH;
}

/**
 * Whether it is spaced as words and figures are, and not as a code: 21 N, smith 0119, okafor TWH9. A space once taken out
 * cannot be put back, so that in doubt it stays until twelve characters make a code of it.
 */
function isSpacedText(typed: string): boolean {
  const parts = typed.trim().split(/\s+/u).map(bareCode);
  if (parts.length === 1) return false;
  const bare = lookAlike(parts.join(""));
  if (bare.length === CODE_LENGTH) return strangers(bare).length > 0 && parts.some((part) => part.length !== 4);
  if (parts.slice(0, -1).some((part) => part.length !== 4) || parts.some((part) => part.length > 4)) return true;
  // A name of four letters, with the last four of a telephone or of a code: of those a code would hold all.
  return parts.length === 2 && (parts.some(isWord) || (strangers(bare).length > 0 && parts.every((part) => /^(\p{L}+|\d+)$/u.test(part))));
}

/** Whether this asks for a paper by something else than its code: a name, a telephone, a day, the last four. */
export function meantAsSearch(typed: string): boolean {
  if (codeArriving(typed) !== null || typed.includes(":")) return false;
  const bare = lookAlike(bareCode(typed));
  if (isText(typed)) return bare !== "";
  return (mayBeName(typed) && bare.length > 1) || (bare.length === 4 && strangers(bare).length === 0);
}

/** Whether it is drawn as words, and not on the lines of a code: those hold the last four, and letters that may begin one. */
export function drawnAsWords(typed: string): boolean {
  return meantAsSearch(typed) && (isText(typed) || bareCode(typed).length > 4);
}

/** XXXX-XXXX-XXXX as far as it is typed. */
export function groupCode(typed: string): string {
  if (isText(typed) || mayBeName(typed)) return typed;
  return bareCode(typed)
    .slice(0, 64)
    .replace(/(.{4})(?=.)/gu, "$1-");
}

/** Where the caret stands after grouping, given how many characters stood before it. */
export function caretAfterGrouping(before: string): number {
  if (isText(before) || mayBeName(before)) return before.length;
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
