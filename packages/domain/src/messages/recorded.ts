/** Words about what a draft adds to, and whom a todo is for. */

/** A todo that no coach was named for. */
export const NOBODY_IN_PARTICULAR = "nobody in particular";

const DAY = new Intl.DateTimeFormat("en-IE", { day: "numeric", month: "short", timeZone: "Europe/Dublin" });

/** Opens the text of an update: confirming it takes the place of what was recorded. `at` in ms. */
export const alreadyRecorded = (at: number): string => `Already recorded on ${DAY.format(at)}. Update:`;
