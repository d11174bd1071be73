import type { IncidentStory, TimelineEntry, Voucher } from "$lib/ipc/generated/types";
import { dayAndMonth, shortDate } from "$lib/ui/dates";
import { moneyText, type Writing } from "$lib/ui/figures";

/** A thing and its figure. */
export interface LedgerLine {
  name: string;
  figure: string;
}

/** A voucher from its issue to what is left of it. */
export interface VoucherLedger {
  title: string;
  lines: LedgerLine[];
  left: LedgerLine;
}

type Redeemed = Extract<TimelineEntry["what"], { step: "redeemed" }>;

const day = (date: string, today: string) => (date.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(date) : shortDate(date));

function usesOf({ timeline }: IncidentStory, lastFour: string): { date: string; use: Redeemed }[] {
  return timeline.flatMap(({ business_date: date, what }) => (what.step === "redeemed" && what.last_four === lastFour ? { date, use: what } : []));
}

function leftOf(voucher: Voucher, today: string): LedgerLine {
  const figure = voucher.kind === "check" ? (voucher.remaining?.text ?? "") : voucher.status === "redeemed" ? "nothing" : "all of it";
  const until = day(voucher.expires_on, today);
  if (voucher.status === "voided") return { name: "Voided", figure: "nothing" };
  if (voucher.status === "expired") return { name: `Expired ${until}`, figure };
  return { name: voucher.status === "outstanding" ? `Left, until ${until}` : "Left", figure };
}

export function ledgerOf(voucher: Voucher, story: IncidentStory, today: string, writing: Writing): VoucherLedger {
  const check = voucher.kind === "check";
  const uses = usesOf(story, voucher.last_four).map(({ date, use }) => ({
    name: `${use.bill ? `Bill ${use.bill}` : "Redeemed"}, ${day(date, today)}`,
    figure: use.amount ? moneyText(check ? -use.amount.minor : use.amount.minor, writing) : "no figure",
  }));
  const reversed = story.timeline.flatMap(({ business_date, what }) =>
    what.step === "reversed" && what.last_four === voucher.last_four
      ? { name: `Reversed, ${day(business_date, today)}`, figure: what.amount ? moneyText(check ? what.amount.minor : -what.amount.minor, writing) : "no figure" }
      : [],
  );
  const issued = { name: `Issued ${day(voucher.issued_on, today)}`, figure: (check ? voucher.amount?.text : voucher.benefit) ?? "" };
  return {
    title: `${check ? "Check" : "Certificate"} …${voucher.last_four}`,
    lines: [issued, ...uses, ...reversed],
    left: leftOf(voucher, today),
  };
}

/** What the incident has cost so far, line by line, and the sum in minor units. */
export function costOf(story: IncidentStory): { lines: { name: string; minor: number }[]; sum: number } {
  const given = story.make_goods.flatMap(({ kind, what, amount }) => {
    if (!amount || kind === "check" || kind === "certificate") return [];
    return { name: kind === "comp" ? "Comp now" : `Gesture, ${what ?? "noted"}`, minor: amount.minor };
  });
  const redeemed = story.timeline.reduce((sum, { what }) => sum + (what.step === "redeemed" ? (what.amount?.minor ?? 0) : what.step === "reversed" ? -(what.amount?.minor ?? 0) : 0), 0);
  const lines = redeemed > 0 ? [...given, { name: "Came off bills", minor: redeemed }] : given;
  return { lines, sum: lines.reduce((sum, { minor }) => sum + minor, 0) };
}
