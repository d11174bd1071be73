import type { ExportForm } from "$lib/ipc/client";

/** A form of the books, as people call it. */
export interface Form {
  form: ExportForm;
  label: string;
  hint: string;
}

/** What an accounts program imports. */
export const FOR_ACCOUNTS: readonly Form[] = [
  { form: "qbo", label: "QuickBooks Online", hint: "journal CSV" },
  { form: "iif", label: "QuickBooks Desktop", hint: "IIF" },
  { form: "xero", label: "Xero", hint: "manual journal" },
  { form: "sage50", label: "Sage 50", hint: "general journal" },
  { form: "hledger", label: "hledger, ledger", hint: "plain text" },
  { form: "beancount", label: "beancount", hint: "plain text" },
];

/** What people read, or a spreadsheet. */
export const FOR_READING: readonly Form[] = [
  { form: "xlsx", label: "Workbook", hint: "XLSX, all of it" },
  { form: "csv", label: "Details", hint: "CSV, a line a movement" },
  { form: "summary", label: "Summary", hint: "CSV, the totals" },
  { form: "pdf", label: "Month on a page", hint: "PDF" },
];
