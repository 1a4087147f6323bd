/**
 * What a reply means. A button acts on its own question, a quoted reply on what it quotes, any other on the newest message
 * that was seen before the reply came. Whatever is not surely one thing is asked about; nothing is changed by a guess.
 */

import { foldedWords } from "../names/normalize";
import { answerByButton } from "./buttons";
import { readClubName } from "./club-names";
import { decide } from "./decide";
import { type Intent, readIntent } from "./intent";
import { readAssignments, readBareName } from "./name-answers";
import type { Conversation, NameItem, Reply } from "./open";
import type { Outcome } from "./outcome";
import { readNamePicks, readPicks } from "./picks";
import type { Reading, ReplyRules } from "./reading";
import { newestScope, quotedScope, type Scope, shownItems, shownQuestions } from "./scope";
import { undo } from "./undo";

const OUTCOME_OF_GLOBAL = {
  help: { kind: "help" },
  switch_club: { kind: "switch_club" },
  stop: { kind: "stop" },
  start: { kind: "start" },
} as const satisfies Partial<Record<Intent["kind"], Outcome>>;

const isGlobal = (kind: Intent["kind"]): kind is keyof typeof OUTCOME_OF_GLOBAL =>
  Object.hasOwn(OUTCOME_OF_GLOBAL, kind);

export function resolveReply(reply: Reply, conversation: Conversation, rules: ReplyRules): Outcome {
  const byButton = reply.buttonPayload ? answerByButton(reply, conversation) : null;
  if (byButton) return byButton;
  const intent = readIntent(reply.text);
  if (isGlobal(intent.kind)) return OUTCOME_OF_GLOBAL[intent.kind];
  const { quoted } = reply;
  const quotes = quoted ? quotedScope(conversation, quoted, reply) : null;
  const scope = quotes ?? newestScope(conversation, reply);
  const reading = { reply, conversation, rules, scope, isQuoted: quotes !== null };
  if (quoted && !quotes) return answerClosedQuote(reading, intent);
  const isOpen = conversation.questions.length > 0 || conversation.items.length > 0;
  return isOpen ? answerOpen(reading, intent) : answerNothingOpen(reading, intent);
}

/** A quote of what asks nothing any more changes nothing, except that UNDO takes back what it named as saved. */
function answerClosedQuote(reading: Reading, intent: Intent): Outcome {
  const { conversation } = reading;
  if (intent.kind === "undo") return undo(reading, intent.numbers);
  if (intent.kind === "thanks") return { kind: "silence" };
  if (intent.kind === "list")
    return conversation.items.length > 0 ? { kind: "list" } : { kind: "quote_closed" };
  if (intent.kind === "note_after_all" && conversation.canBecomeNote) return { kind: "note_after_all" };
  const corrected = correct(reading);
  if (corrected) return corrected;
  const isLong = intent.kind === "other" && !isShort(reading.reply.text);
  return isLong ? { kind: "note" } : { kind: "quote_closed" };
}

function correct(reading: Reading): Outcome | null {
  const { conversation } = reading;
  if (conversation.chosen.length === 0) return null;
  const asked = { names: [], inScope: [], chosen: conversation.chosen, drafts: [] };
  return asNameOutcome(readAssignments(reading.reply.text, asked));
}

function answerNothingOpen(reading: Reading, intent: Intent): Outcome {
  const { conversation, reply } = reading;
  const corrected = correct(reading);
  if (corrected) return corrected;
  switch (intent.kind) {
    case "decide":
      if (intent.drop && undo(reading, []).kind === "undo") {
        const saved = undo(reading, []);
        const undoItemIds = saved.kind === "undo" ? saved.itemIds : [];
        return { kind: "ask", problem: { type: "undo_or_drop", undoItemIds, dropItemIds: [] } };
      }
      if (isRepetition(reply.text)) return { kind: "note" };
      if (!intent.drop && intent.isWeak && intent.save?.type === "shown") return { kind: "silence" };
      return { kind: "nothing_open", word: intent.drop && !intent.save ? "cancel" : "confirm" };
    case "undo":
      return undo(reading, intent.numbers);
    case "thanks":
      return { kind: "silence" };
    case "list":
      return { kind: "nothing_open", word: "list" };
    case "snooze":
      return { kind: "nothing_open", word: "snooze" };
    case "retry":
      return { kind: "nothing_open", word: "retry" };
    case "note_after_all":
      return conversation.canBecomeNote ? { kind: "note_after_all" } : { kind: "note" };
    default:
      return looksLikeAssignment(reply.text) ? { kind: "nothing_open", word: "name" } : { kind: "note" };
  }
}

function answerOpen(reading: Reading, intent: Intent): Outcome {
  const byName = readNames(reading, intent);
  if (byName) return byName;
  switch (intent.kind) {
    case "decide":
      return decide(reading, intent);
    case "undo":
      return undo(reading, intent.numbers);
    case "list":
      return reading.isQuoted && reading.scope
        ? { kind: "list", questionIds: questionIdsOf(reading.scope) }
        : { kind: "list" };
    case "snooze":
      return snooze(reading, intent.span);
    case "retry":
      return retry(reading);
    case "nobody":
      return readNobody(reading);
    case "pick":
      return readPicks(reading, intent.picks);
    case "note_after_all":
      return reading.conversation.canBecomeNote ? { kind: "note_after_all" } : asked("not_understood");
    case "thanks":
    case "unclear":
      return intent.kind === "thanks" && reading.scope === null
        ? { kind: "silence" }
        : asked("not_understood");
    default:
      return readClubName(reading) ?? readRest(reading);
  }
}

const asked = (type: "not_understood" | "not_shown"): Outcome => ({ kind: "ask", problem: { type } });

export const questionIdsOf = ({ questions, summaryIds }: Scope): string[] => [
  ...questions.map(({ questionId }) => questionId),
  ...summaryIds,
];

/** Assignments first: their left side says what they are. Words of answers come before bare names. */
function readNames(reading: Reading, intent: Intent): Outcome | null {
  const { reply, conversation, scope, isQuoted } = reading;
  const shown = isQuoted && scope ? [...scope.items] : shownItems(conversation, reply);
  const names = shown.filter((item): item is NameItem => item.kind === "name");
  const inScope = (scope?.items ?? []).filter((item): item is NameItem => item.kind === "name");
  const drafts = shown.flatMap((item) => (item.kind === "draft" ? [item] : []));
  const askedNames = { names, inScope, chosen: conversation.chosen, drafts };
  if (intent.kind === "pick") {
    const picked = readNamePicks(askedNames, intent.picks);
    if (picked) return asNameOutcome(picked);
  }
  if (intent.kind !== "other" && intent.kind !== "unclear") return null;
  return asNameOutcome(readAssignments(reply.text, askedNames) ?? readBareName(reply.text, askedNames));
}

export function asNameOutcome(reading: ReturnType<typeof readAssignments>): Outcome | null {
  if (!reading) return null;
  return reading.type === "choices"
    ? { kind: "choose_names", choices: reading.choices }
    : { kind: "ask", problem: reading };
}

/** NONE: the one name that is asked about; otherwise it would be a guess. */
function readNobody({ scope, conversation, reply }: Reading): Outcome {
  const isName = (item: { kind: string }): item is NameItem => item.kind === "name";
  const inScope = (scope?.items ?? []).filter(isName);
  const names = inScope.length > 0 ? inScope : shownItems(conversation, reply).filter(isName);
  const [only, ...more] = names;
  if (only && more.length === 0)
    return {
      kind: "choose_names",
      choices: [{ itemId: only.itemId, answer: { type: "nobody" }, corrects: false }],
    };
  return only
    ? { kind: "ask", problem: { type: "which_name", itemIds: names.map(({ itemId }) => itemId) } }
    : asked("not_understood");
}

function snooze(
  { scope, conversation, rules }: Reading,
  span: Extract<Intent, { kind: "snooze" }>["span"],
): Outcome {
  if (!scope) return asked("not_shown");
  if (!span) return { kind: "ask", problem: { type: "snooze_unclear" } };
  const ids = questionIdsOf(scope);
  const questions = conversation.questions.filter(({ questionId }) => ids.includes(questionId));
  return questions.some(({ timesSnoozed }) => timesSnoozed >= rules.snoozeMaxTimes)
    ? { kind: "ask", problem: { type: "snoozed_too_often" } }
    : { kind: "snooze", questionIds: ids, span };
}

/** The transcript in scope, or the one that was asked about last. */
function retry({ scope, conversation, reply, isQuoted }: Reading): Outcome {
  const isTranscript = (question: Scope["questions"][number]) => question.kind === "transcript";
  const near = scope?.questions.find(isTranscript);
  const newest = shownQuestions(conversation, reply)
    .filter(isTranscript)
    .sort((a, b) => (b.shownAt ?? 0) - (a.shownAt ?? 0))[0];
  const question = near ?? (isQuoted ? undefined : newest);
  if (question?.kind !== "transcript") return { kind: "nothing_open", word: "retry" };
  const { questionId } = question;
  return question.canRetry
    ? { kind: "transcript", questionId, answer: "retry" }
    : { kind: "ask", problem: { type: "nothing_to_hear", questionId } };
}

/** A short text is asked about while something is open: as a note it would cost a call. */
const readRest = ({ reply }: Reading): Outcome =>
  isShort(reply.text) || looksLikeAssignment(reply.text) ? asked("not_understood") : { kind: "note" };

const MAX_SHORT_WORDS = 3;
const isShort = (text: string): boolean => foldedWords(text.slice(0, 200)).length <= MAX_SHORT_WORDS;

/** "ok ok" is what the gate of notes refuses. */
function isRepetition(text: string): boolean {
  const words = foldedWords(text.slice(0, 200));
  return words.length > 1 && new Set(words).size === 1;
}

/** "Alex = Alex Murphy", whoever that is: meant as an answer. "Emma scored = 4/5 frees" is not. */
const looksLikeAssignment = (text: string): boolean =>
  /^\s*[\p{L}\p{M}'’. -]{1,40}=\s*[\p{L}\p{M}'’. -]{1,40}$/u.test(text.trim()) &&
  foldedWords(text).length <= 5;
