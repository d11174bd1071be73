import type { MatrixRow, Role } from "$lib/ipc/generated/types";

/** The roles in the matrix's order. */
export const ROLES: readonly Role[] = ["owner", "manager", "host", "bookkeeper"];

/** Who may do what: the deed, how people call it, and the letters of the roles. The real table is in Rust. */
const TABLE: readonly (readonly [deed: string, label: string, may: string])[] = [
  ["record_incident", "Record what went wrong", "omh"],
  ["give_within_limit", "Give within the limit", "omh"],
  ["approve", "Approve over a limit", "om"],
  ["redeem", "Redeem a paper", "omh"],
  ["see_incidents", "See incidents", "omhb"],
  ["see_guests", "See guests", "omh"],
  ["change_guests", "Correct and merge guests", "om"],
  ["erase_guests", "Erase a guest", "o"],
  ["reprint", "Print a paper again", "om"],
  ["reverse", "Reverse redemptions of today", "om"],
  ["void", "Void papers and replace lost ones", "om"],
  ["extend", "Extend papers", "om"],
  ["see_codes", "Look at a whole code", "om"],
  ["unlock", "Unlock a station after unknown codes", "om"],
  ["trust_clock", "Say that the clock is right", "om"],
  ["run", "Issue for several guests", "om"],
  ["see_totals", "See totals", "omb"],
  ["export", "Export totals", "omb"],
  ["enter_takings", "Enter sales and covers", "omb"],
  ["change_accounts", "Choose accounts and posting", "ob"],
  ["close_period", "Close a period of the books", "ob"],
  ["reopen_period", "Reopen a closed period", "o"],
  ["follow_up", "Call guests back", "omh"],
  ["name_cause", "Name causes and what is done about them", "om"],
  ["change_playbooks", "Change playbooks", "om"],
  ["change_house", "Change the house and its paper", "o"],
  ["change_team", "Change the team and its limits", "o"],
  ["see_signs", "See signs worth a look", "o"],
  ["see_activity", "See all activity", "o"],
  ["verify", "Verify the books", "omb"],
  ["back_up", "Back the books up", "om"],
  ["restore", "Restore a backup", "o"],
];

const allows = (may: string, role: Role) => may.includes(role.slice(0, 1));

/** Everything there is to do. */
export const DEEDS: readonly string[] = TABLE.map(([deed]) => deed);

export const deedsOf = (role: Role): string[] => TABLE.filter(([, , may]) => allows(may, role)).map(([deed]) => deed);

export const labelOf = (deed: string): string => TABLE.find(([each]) => each === deed)?.[1] ?? deed;

export const matrix = (): MatrixRow[] =>
  TABLE.map(([deed, label, may]) => ({ deed, label, may: [allows(may, "owner"), allows(may, "manager"), allows(may, "host"), allows(may, "bookkeeper")] }));

/** What each command needs; one that is not here needs nobody. */
export const NEEDS: Readonly<Record<string, string>> = {
  changeHouse: "change_house",
  makeItRight: "give_within_limit",
  askFor: "record_incident",
  lookUp: "redeem",
  scanImage: "redeem",
  redeem: "redeem",
  unheard: "redeem",
  whatBecameOf: "redeem",
  heard: "redeem",
  voucherLedger: "see_incidents",
  reverse: "reverse",
  voidVoucher: "void",
  replaceVoucher: "void",
  extendVoucher: "extend",
  unlockDoor: "redeem",
  showCode: "see_codes",
  activity: "see_activity",
  trustClock: "trust_clock",
  incidents: "see_incidents",
  incident: "see_incidents",
  issueRun: "run",
  totals: "see_totals",
  totalsBy: "see_totals",
  outstanding: "see_totals",
  behind: "see_totals",
  papersBehind: "see_totals",
  exportBooks: "export",
  bundle: "export",
  accounts: "see_totals",
  takings: "see_totals",
  setTakings: "enter_takings",
  readTakings: "enter_takings",
  insights: "see_totals",
  insightsBehind: "see_totals",
  printInsights: "see_totals",
  openInsights: "see_totals",
  saveChart: "see_totals",
  printMonth: "export",
  openMonth: "export",
  tie: "see_totals",
  setTillBills: "enter_takings",
  readTillBills: "enter_takings",
  setAccounts: "change_accounts",
  journal: "see_totals",
  closings: "see_totals",
  closePeriod: "close_period",
  reopenPeriod: "reopen_period",
  setCashBack: "change_house",
  backUp: "back_up",
  chooseBackupFolder: "change_house",
  restoreBackup: "restore",
  team: "change_team",
  saveStaff: "change_team",
  setLimit: "change_team",
  newRecoveryCode: "change_team",
};

/** What is answered at a locked screen, too. */
export const AT_THE_LOCK: readonly string[] = ["appState", "signIn", "lock", "recover", "stir"];
