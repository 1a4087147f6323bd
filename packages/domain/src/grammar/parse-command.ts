/**
 * What a WhatsApp text means. Commands are anchored to the whole message and need the question that they
 * answer; whatever is not surely a command is a note, so that nothing that a coach says is lost.
 */
import { foldedWords } from "../names/normalize";
import {
  type ClubQuestion,
  type Command,
  type CommandContext,
  type GrammarSettings,
  grammarDefaults,
  type SummaryQuestion,
} from "./context";
import { parseDuration } from "./durations";
import { answerNameByNumber, parseBareName, parseNameAssignments } from "./name-answers";
import { parseNumberList } from "./numbers";
import { openQuestions } from "./questions";

const CONFIRM = new Set(["confirm", "confirm all", "yes", "y", "ok", "okay"]);
const REFUSE = new Set(["no", "n"]);
const CANCEL = new Set(["cancel", "cancel all"]);
const MAX_CLUB_WORDS = 6;

/** Without what people's keyboards add around a word: spaces, quotes, a full stop, a thumb. */
function bare(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/^["'“”*\s]+|[\s.!…"'“”*]*(?:(?:👍|👌|✅|🙏)\p{Emoji_Modifier}?\s*)*$/gu, "")
    .trim();
}

function parseConfirm(word: string, context: CommandContext): Command {
  const [question] = openQuestions(context, "summary", "transcript", "club");
  const [name] = openQuestions(context, "name");
  if (!question) {
    if (name) return { kind: "repeat_name_question", questionId: name.questionId };
    return { kind: "nothing_pending", word: CONFIRM.has(word) ? "confirm" : "cancel" };
  }
  const { questionId } = question;
  const confirms = CONFIRM.has(word);
  switch (question.kind) {
    case "summary":
      return confirms
        ? { kind: "confirm_drafts", questionId, numbers: question.numbers }
        : { kind: "cancel_drafts", questionId };
    case "transcript":
      return confirms
        ? { kind: "confirm_transcript", questionId }
        : { kind: "cancel_transcript", questionId };
    case "club":
      return CANCEL.has(word)
        ? { kind: "cancel_club_question", questionId }
        : { kind: "repeat_club_question", questionId };
  }
}

function confirmNumbers(numbers: readonly number[], summary: SummaryQuestion): Command {
  const unknown = numbers.filter((number) => !summary.numbers.includes(number));
  return unknown.length > 0
    ? { kind: "unknown_numbers", questionId: summary.questionId, unknown, known: summary.numbers }
    : { kind: "confirm_drafts", questionId: summary.questionId, numbers };
}

function parseNumberedConfirm(text: string, context: CommandContext): Command | null {
  const [, word, rest = ""] = /^(confirm|yes|y|ok|okay|cancel|no|n)\s+(.+)$/s.exec(text) ?? [];
  const numbers = parseNumberList(rest);
  if (!word || !numbers) return null;
  const [summary] = openQuestions(context, "summary");
  if (word === "confirm") {
    return summary ? confirmNumbers(numbers, summary) : { kind: "nothing_pending", word: "confirm" };
  }
  // "OK 1-3" may be a score where no summary waits.
  if (!summary) return null;
  return CONFIRM.has(word)
    ? confirmNumbers(numbers, summary)
    : { kind: "unclear_numbers", questionId: summary.questionId, known: summary.numbers };
}

function parseSnooze(text: string, context: CommandContext, settings: GrammarSettings): Command | null {
  const rest = /^snooze\s+(.+)$/s.exec(text)?.[1];
  const isSnooze =
    text === "snooze" || (rest !== undefined && /^(?:for\s+)?\d\S*(?:\s+\S+){0,4}$/.test(rest));
  if (!isSnooze) return null;
  const [summary] = openQuestions(context, "summary");
  if (!summary) return { kind: "nothing_pending", word: "snooze" };
  if (summary.timesSnoozed >= settings.snoozeMaxTimes)
    return { kind: "invalid_snooze", problem: "too_often" };
  const durationMs = rest === undefined ? settings.snoozeDefaultMs : parseDuration(rest);
  if (durationMs === null) return { kind: "invalid_snooze", problem: "not_a_duration" };
  if (durationMs < settings.snoozeMinMs) return { kind: "invalid_snooze", problem: "too_short" };
  if (durationMs > settings.snoozeMaxMs) return { kind: "invalid_snooze", problem: "too_long" };
  return { kind: "snooze", questionId: summary.questionId, durationMs };
}

function parseSingleWord(word: string, context: CommandContext): Command | null {
  if (word === "help") return { kind: "help" };
  if (word === "reset" || word === "switch club") return { kind: "switch_club" };
  if (CONFIRM.has(word) || REFUSE.has(word) || CANCEL.has(word)) return parseConfirm(word, context);
  if (word === "r") {
    const [summary] = openQuestions(context, "summary");
    return summary
      ? { kind: "send_summary", questionId: summary.questionId }
      : { kind: "nothing_pending", word: "summary" };
  }
  if (word === "retry") {
    const [transcript] = openQuestions(context, "transcript");
    return transcript
      ? { kind: "retry_transcript", questionId: transcript.questionId }
      : { kind: "nothing_pending", word: "retry" };
  }
  return null;
}

function parseBareNumbers(text: string, context: CommandContext): Command | null {
  const numbers = parseNumberList(text.replace(/^#|[.)]$/g, ""));
  if (!numbers) return null;
  const [first, ...more] = numbers;
  if (first === undefined) return null;
  const [summary] = openQuestions(context, "summary");
  const [question] = openQuestions(context, "summary", "club", "name").filter(
    (open) => open.kind !== "name" || open.numbered,
  );
  if (question && question.kind !== "summary" && more.length === 0) {
    if (question.kind === "name") return answerNameByNumber(first, question, context);
    return chooseClub(question, question.options[first - 1]);
  }
  return summary ? { kind: "unclear_numbers", questionId: summary.questionId, known: summary.numbers } : null;
}

const chooseClub = (
  { questionId }: ClubQuestion,
  option: ClubQuestion["options"][number] | undefined,
): Command =>
  option
    ? { kind: "choose_club", questionId, organizationId: option.organizationId }
    : { kind: "repeat_club_question", questionId };

function parseClubName(text: string, context: CommandContext): Command | null {
  const [question] = openQuestions(context, "club");
  const words = foldedWords(text);
  if (!question || words.length === 0 || words.length > MAX_CLUB_WORDS) return null;
  const options = question.options.map((option) => ({ option, words: foldedWords(option.name) }));
  const [exact, ...alsoExact] = options.filter(({ words: of }) => of.join(" ") === words.join(" "));
  if (exact && alsoExact.length === 0) return chooseClub(question, exact.option);
  const fitting = options.filter(({ words: of }) => words.every((word) => of.includes(word)));
  if (fitting.length === 0) return null;
  return chooseClub(question, fitting.length === 1 ? fitting[0]?.option : undefined);
}

/** Reads one text message. The result names the question that it answers, and is a note where it is no command. */
export function parseCommand(
  text: string,
  context: CommandContext,
  settings: Partial<GrammarSettings> = {},
): Command {
  const trimmed = bare(text);
  const words = trimmed.toLowerCase().replace(/\s+/g, " ");
  return (
    parseSingleWord(words, context) ??
    parseNumberedConfirm(words, context) ??
    parseSnooze(words, context, { ...grammarDefaults, ...settings }) ??
    parseBareNumbers(words, context) ??
    parseNameAssignments(trimmed, context) ??
    parseClubName(trimmed, context) ??
    parseBareName(trimmed, context) ?? { kind: "note" }
  );
}
