import type { IncidentStory, MakeGoodRequest, MakeItRight, Voucher } from "$lib/ipc/generated/types";
import { decimalsOf, plainAmount } from "$lib/ui/amount";

function sameAs(voucher: Voucher | undefined): MakeGoodRequest {
  if (voucher?.kind === "certificate") return { kind: "certificate", benefit: voucher.benefit ?? "", value: null, expires_on: null };
  return { kind: "check", amount: voucher?.amount ? plainAmount(voucher.amount.minor, decimalsOf(voucher.amount.currency)) : "", expires_on: null };
}

/** What a run for more guests of an incident starts from: the incident as it is recorded, and what the first guest got. */
export function startFrom({ incident, vouchers }: IncidentStory, staff: string): MakeItRight {
  return {
    request_id: "",
    category: incident.category,
    severity: incident.severity,
    responsibility: incident.responsibility,
    what: incident.what,
    place: incident.place ?? "",
    guest: "",
    contact: "",
    staff,
    score: null,
    make_good: sameAs(vouchers[0]),
  };
}
