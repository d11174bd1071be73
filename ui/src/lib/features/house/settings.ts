import { timeOf } from "$lib/ui/dates";
import type { AppState, Paper, ShopSettings } from "$lib/ipc/generated/types";

/** Currencies most houses use come first; all others follow by name. */
const COMMON = ["USD", "CAD", "EUR", "GBP", "AUD", "NZD", "MXN", "CHF", "JPY"];
/** Not money one pays with in a restaurant: metals, test codes, funds. */
const NOT_CASH = /^(X(?!AF|CD|OF|PF)|BOV|CHE|CHW|CLF|COU|MXV|USN|UYI|UYW)/;

const currencyNames = new Intl.DisplayNames("en", { type: "currency" });

export function currencyOptions(): { value: string; label: string }[] {
  const label = (code: string) => `${currencyNames.of(code) ?? code}, ${code}`;
  const others = Intl.supportedValuesOf("currency")
    .filter((code) => !COMMON.includes(code) && !NOT_CASH.test(code))
    .map((value) => ({ value, label: label(value) }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  return [...COMMON.map((value) => ({ value, label: label(value) })), ...others];
}

/** The zone's place as people say it: "America/Port-au-Prince" is "Port-au-Prince". */
function placeOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

export function timezoneOptions(set: string): { value: string; label: string }[] {
  const region = (zone: string) => zone.slice(0, zone.lastIndexOf("/")).replaceAll("_", " ");
  return [...new Set([...Intl.supportedValuesOf("timeZone"), set])]
    .map((zone) => ({ value: zone, label: zone.includes("/") ? `${placeOf(zone)}, ${region(zone)}` : zone }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}

/** "Detroit, 5:20 pm now": the zone, and the proof that it is the right one. */
export function timezoneNow(zone: string, now: number): string {
  return `${placeOf(zone)}, ${timeOf(now, zone)} now`;
}

/** Midnight to noon, on the hour and the half. */
export function cutoverOptions(current: string): { value: string; label: string }[] {
  const all = Array.from({ length: 25 }, (_, half) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`);
  if (!all.includes(current)) all.push(current);
  return all.toSorted().map((value) => ({ value, label: clockText(value) }));
}

function clockText(cutover: string): string {
  const [hours = 0, minutes = 0] = cutover.split(":").map(Number);
  if (hours === 0 && minutes === 0) return "Midnight";
  if (hours === 12 && minutes === 0) return "Noon";
  return `${hours % 12 || 12}:${String(minutes).padStart(2, "0")} ${hours < 12 ? "am" : "pm"}`;
}

export function lastingOptions(current: number): { value: number; label: string }[] {
  const days = [...new Set([30, 60, 90, 120, 180, 365, 730, current])].toSorted((one, other) => one - other);
  return days.map((value) => ({ value, label: value === 365 ? "One year" : value === 730 ? "Two years" : `${value} days` }));
}

/** What a new house is asked for; every other paper waits in Settings. */
export const SHEETS: readonly { value: Paper; label: string }[] = [
  { value: "letter", label: "US Letter" },
  { value: "a4", label: "A4" },
];

/** Regions whose printers hold Letter. */
const LETTER_REGIONS = ["US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "PA", "PR", "DO", "VE"];
const EURO_REGIONS = ["AT", "BE", "BG", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SI", "SK"];
const CURRENCY_OF_REGION: Record<string, string> = { CA: "CAD", GB: "GBP", AU: "AUD", NZ: "NZD", MX: "MXN", CH: "CHF", JP: "JPY" };

/** The region of this machine's language. A machine may name none, or something that is no language ("C"). */
function regionOf(language: string): string {
  try {
    return new Intl.Locale(language).maximize().region ?? "US";
  } catch {
    return "US";
  }
}

/** What a new house starts with, guessed from this machine: its zone, and its language's region. */
export function suggestedHouse(state: AppState, language = navigator.language): ShopSettings {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const region = regionOf(language);
  return {
    name: "",
    address: "",
    telephone: "",
    currency: EURO_REGIONS.includes(region) ? "EUR" : (CURRENCY_OF_REGION[region] ?? "USD"),
    timezone: timeZone || "America/Detroit",
    cutover: "04:00",
    paper: LETTER_REGIONS.includes(region) ? "letter" : "a4",
    expiry_days: 90,
    apology: state.suggested_apology,
    legend: true,
    style: "classic",
    accent: "#1E4D3B",
    save_ink: false,
    logo: null,
    fine_print: "",
    benefits: [],
    letter: state.suggested_letter,
    closing: "",
    retention_months: 24,
    extend_days: 30,
    stacking: true,
    keeps_balance: true,
    bill_total: false,
  };
}
