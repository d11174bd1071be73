import type { ScoreMoment } from "$lib/ipc/generated/types";

/** When a guest was asked, as the page says it. */
export const MOMENTS: Record<ScoreMoment, string> = { incident: "that night", follow_up: "on the phone", return: "on return" };
