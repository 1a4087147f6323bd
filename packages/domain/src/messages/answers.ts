/** Replies to commands and to answers of open questions. */
import { type AnswerWord, grammarDefaults, type SnoozeProblem } from "../grammar/context";
import { openNumbers } from "./summary";
import {
  clip,
  clipName,
  formatDuration,
  formatNumbers,
  message,
  messageDefaults,
  numberedLines,
  oneLine,
  plural,
  quote,
} from "./text";

export const confirmed = (answer: { confirmed: readonly number[]; remaining: readonly number[] }): string =>
  answer.remaining.length === 0
    ? message(`Confirmed, ${plural(answer.confirmed.length, "item is", "items are")} saved. Thanks!`)
    : message(`Confirmed and saved: ${formatNumbers(answer.confirmed)}.`, openNumbers(answer.remaining));

export const cancelled = ({ count }: { count: number }): string =>
  message(
    `Cancelled: ${plural(count, "item was", "items were")} dropped, nothing was saved from ${count === 1 ? "it" : "them"}.`,
  );

export const unknownNumbers = (answer: { unknown: readonly number[]; known: readonly number[] }): string =>
  message(
    `There is no open item ${clip(formatNumbers(answer.unknown), 120)} in the last summary, so nothing was confirmed.`,
    openNumbers(answer.known),
    "Reply R to see the summary again.",
  );

export const unclearNumbers = ({ known }: { known: readonly number[] }): string =>
  message(
    `To save items reply CONFIRM and the numbers, like CONFIRM ${known[0] ?? 1}. CANCEL drops all that are open.`,
    openNumbers(known),
  );

/** The last summary was answered, or ran out of time, before this word came. */
export type SettledSummary = "confirmed" | "cancelled" | "expired";
const SETTLED = {
  confirmed: "That is confirmed already, there is nothing left to answer.",
  cancelled: "That was cancelled already, there is nothing left to answer.",
  expired: "The last summary has expired, and nothing was saved from it. Please send the note again.",
} as const satisfies Record<SettledSummary, string>;
const NOTHING_PENDING = {
  confirm: "There is nothing to confirm at the moment.",
  cancel: "There is nothing to cancel at the moment.",
  summary: "There is no open summary at the moment.",
  snooze: "There is no open summary to snooze.",
  retry: "There is no note to retry. Just send a new one.",
} as const satisfies Record<AnswerWord, string>;

export const nothingPending = (answer: { word: AnswerWord; settled?: SettledSummary }): string =>
  message(answer.settled && answer.word !== "retry" ? SETTLED[answer.settled] : NOTHING_PENDING[answer.word]);

export const draftsExpired = ({ count }: { count: number }): string =>
  message(
    `${plural(count, "item", "items")} of an older summary expired without an answer and ${count === 1 ? "was" : "were"} not saved.`,
  );

const clubList = (options: readonly string[]): string[] =>
  numberedLines(options, messageDefaults.maxCharacters - 200);

export const clubQuestion = ({ options }: { options: readonly string[] }): string =>
  message(
    "Which club is this note for? I keep it until you answer.",
    ...clubList(options),
    "Reply with the number or the name.",
  );

export const clubQuestionAgain = ({ options }: { options: readonly string[] }): string =>
  message(
    "That is none of your clubs. Which club is the note for?",
    ...clubList(options),
    "Reply with the number or the name, or CANCEL to drop the note.",
  );

/** `summaryFollows` is false where notes are kept and transcribed alone. */
export const clubChosen = (answer: { organizationName: string; summaryFollows?: boolean }): string =>
  message(
    answer.summaryFollows === false
      ? `Thanks, the note is for ${clipName(answer.organizationName)}. It is kept.`
      : `Thanks, the note is for ${clipName(answer.organizationName)}. I am working on it and will send you a summary.`,
  );

export const clubQuestionCancelled = (): string =>
  message("That note is dropped. Nothing was saved from it.");
export const clubQuestionExpired = (): string =>
  message("You did not say which club your earlier note was for, so it was dropped. Please send it again.");

/** `organizationName` is left out where the coach has several clubs and the next note decides. */
export const clubReset = (answer: { organizationName?: string }): string =>
  answer.organizationName
    ? message(`You have one club, ${clipName(answer.organizationName)}. All your notes go there.`)
    : message(
        'Done. With your next note say the club first, like "Grange: Emma was sharp in goal", or I will ask.',
      );

const nameOptions = (candidates: readonly string[]): string[] => [
  ...candidates.slice(0, 5).map((name, index) => `${index + 1}. ${clipName(name)}`),
  candidates.length > 0
    ? "Reply with the number or the full name, or NONE if it is somebody else."
    : "Reply with the full name, or NONE.",
];
const assignment = (spokenText: string, candidates: readonly string[]): string => {
  const spoken = clipName(spokenText);
  return `For example: ${spoken} = ${clipName(candidates[0] ?? "full name")}`;
};
type NameAsked = { spokenText: string; candidates: readonly string[] };

export const nameQuestionAgain = ({ spokenText, candidates }: NameAsked): string =>
  message(
    `I could not tell whom you mean by ${quote(spokenText, 60)}.`,
    ...nameOptions(candidates),
    assignment(spokenText, candidates),
  );

export const nameResolved = (answer: { spokenText: string; playerName: string }): string =>
  message(`Thanks, ${quote(answer.spokenText, 60)} is ${clipName(answer.playerName)}. I will remember that.`);

export const nameNotFound = (answer: { spokenText: string; answer: string }): string =>
  message(
    `I found no player ${quote(answer.answer, 60)} on your teams, so ${quote(answer.spokenText, 60)} stays open.`,
    "Reply with the name as your club spells it.",
  );

export const nameDismissed = ({ spokenText }: { spokenText: string }): string =>
  message(`OK, nothing is saved about ${quote(spokenText, 60)}.`);

export const snoozed = (answer: { durationMs: number; timesLeft: number }): string =>
  message(
    `OK, I will ask again in ${formatDuration(answer.durationMs)}.`,
    answer.timesLeft > 0
      ? `You can snooze this summary ${plural(answer.timesLeft, "more time", "more times")}.`
      : "",
  );

const TRY_SNOOZE = "Try SNOOZE 30M or SNOOZE 2H.";
/** The limits are those that the reply was refused by, in ms. */
export function snoozeRefused(refusal: { problem: SnoozeProblem; minMs?: number; maxMs?: number }): string {
  const { problem, minMs = grammarDefaults.snoozeMinMs, maxMs = grammarDefaults.snoozeMaxMs } = refusal;
  const texts = {
    too_short: `The shortest snooze is ${formatDuration(minMs)}. ${TRY_SNOOZE}`,
    too_long: `The longest snooze is ${formatDuration(maxMs)}. ${TRY_SNOOZE}`,
    not_a_duration: `I did not understand how long. ${TRY_SNOOZE}`,
    too_often: "This summary cannot be snoozed any more. Reply CONFIRM, CANCEL, or R to see it again.",
  } as const satisfies Record<SnoozeProblem, string>;
  return message(texts[problem]);
}

const SUMMARY_HELP = [
  "Send me a voice note or a text after training, and I sort it by player for you to confirm.",
  "CONFIRM - save all of the last summary",
  "CONFIRM 1,3 - save only these",
  "CANCEL - drop the last summary",
  "R - see the last summary again",
  "SNOOZE 2H - be asked later",
  "Alex = Alex Murphy - say who was meant",
];
const KEPT_HELP = [
  "Send me a voice note or a text after training. I keep it, and write down what you say in a voice note.",
];

/** `getsSummaries` is false of a coach whose notes are kept and no more: there is nothing to confirm. */
export const help = (coach: { organizationNames: readonly string[]; getsSummaries: boolean }): string =>
  message(
    ...(coach.getsSummaries ? SUMMARY_HELP : KEPT_HELP),
    coach.organizationNames.length > 1 ? "SWITCH CLUB - say which club a note is for" : "",
    coach.organizationNames.length > 0
      ? `Your clubs: ${clip(coach.organizationNames.map(oneLine).join(", "), 400)}`
      : "",
  );
