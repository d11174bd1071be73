import type { Topic } from "$lib/ipc/generated/types";

/** What activity is about, as the filter names it. */
export const TOPICS: readonly { value: Topic | ""; label: string }[] = [
  { value: "", label: "Everything" },
  { value: "incident", label: "Incidents" },
  { value: "make_good", label: "Make-goods" },
  { value: "paper", label: "Papers and codes" },
  { value: "door", label: "The door" },
  { value: "mending", label: "Undone and mended" },
  { value: "guest", label: "Guests" },
  { value: "care", label: "Calls and causes" },
  { value: "team", label: "The team" },
  { value: "house", label: "Settings and clock" },
];
