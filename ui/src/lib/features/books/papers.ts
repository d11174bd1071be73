import type { PaperBehind, PapersBehind } from "$lib/ipc/generated/types";
import { counted, figures } from "$lib/ui/figures";

/** What a paper did to be behind a figure of what is outstanding. */
export function happened(figure: string, { count }: PaperBehind): string {
  switch (figure) {
    case "issued":
      return "issued";
    case "redeemed":
      return count === 0 ? "used in part" : "used up";
    case "expired":
      return count < 0 ? "not expired any more" : "ran out";
    case "voided":
      return count === 0 ? "left over" : "voided";
    default:
      return "good until then";
  }
}

/** How the count beside a figure comes out of its papers, where not each of them counts. */
function parts(figure: string, { total, count }: PapersBehind): string {
  if (total === count) return "";
  switch (figure) {
    case "redeemed":
      return `, ${figures(count, 0)} of them used up`;
    case "voided":
      return `, ${figures(count, 0)} of them voided; of the others something was left over`;
    case "expired":
      return "; those below nought are not expired any more";
    default:
      return "";
  }
}

/** Where all of them are, when only some are shown. */
function elsewhere(figure: string): string {
  switch (figure) {
    case "issued":
    case "redeemed":
    case "voided":
      return " Export the details to have them all.";
    case "closing":
    case "age":
    case "time_left":
      return " The workbook has them all.";
    case "opening":
      return " The workbook of the days before has them all.";
    default:
      return "";
  }
}

/** How many papers are behind a figure, and where the rest of them are. */
export function howMany(figure: string, papers: PapersBehind): string {
  const shown = papers.rows.length;
  if (papers.total === shown) return `${counted(papers.total, "paper")}${parts(figure, papers)}.`;
  const moved = ["issued", "redeemed", "expired", "voided"].includes(figure);
  const some = moved ? `The latest ${figures(shown, 0)} of ${counted(papers.total, "paper")}` : `The ${figures(shown, 0)} that run out first, of ${counted(papers.total, "paper")}`;
  return `${some}${parts(figure, papers)}.${elsewhere(figure)}`;
}
