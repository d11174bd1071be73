import type { Paper } from "$lib/ipc/generated/types";

/** A paper as people know it. */
export interface PaperName {
  value: Paper;
  /** In a list. */
  label: string;
  /** Where there is little room. */
  shown: string;
  /** Width over height, of a receipt about: its length grows with its text. */
  ratio: number;
}

export const PAPERS: readonly PaperName[] = [
  { value: "letter", label: "US Letter, full page", shown: "US Letter", ratio: 8.5 / 11 },
  { value: "a4", label: "A4, full page", shown: "A4", ratio: 210 / 297 },
  { value: "three-up", label: "Three to a page (check stock)", shown: "Three to a page", ratio: 8.5 / 11 },
  { value: "receipt80", label: "Receipt, 80 mm", shown: "Receipt 80 mm", ratio: 80 / 190 },
  { value: "receipt58", label: "Receipt, 58 mm", shown: "Receipt 58 mm", ratio: 58 / 190 },
  { value: "letter-mail", label: "Letter to post (No. 10 window)", shown: "Letter to post", ratio: 8.5 / 11 },
  { value: "a4-mail", label: "Letter to post (DIN lang window)", shown: "A4 to post", ratio: 210 / 297 },
];

export function nameOf(paper: Paper): PaperName {
  return PAPERS.find(({ value }) => value === paper) ?? (PAPERS[0] as PaperName);
}

/** Whether the shop's letter stands on it. */
export const isMailed = (paper: Paper): boolean => paper === "letter-mail" || paper === "a4-mail";
