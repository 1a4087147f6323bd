/** Answers to "Who is Alex?": `Alex = Alex Murphy`, a number of a numbered list, or one of the offered names. */
import { mentionKey } from "../names/normalize";
import type { Command, CommandContext, NameAnswer, NameQuestion, ResolvedName } from "./context";
import { latestNameQuestions, openQuestions } from "./questions";

const NOBODY = new Set(["none", "nobody", "skip"]);
const LOOKS_LIKE_A_NAME = /^[\p{L}\p{M}'’‘.\- ]{1,60}$/u;
const MAX_NAME_WORDS = 5;

type Outcome = { resolved: ResolvedName } | { repeat: string } | null;

const resolve = (question: NameQuestion, answer: NameAnswer): Outcome => ({
  resolved: { questionId: question.questionId, spokenText: question.spokenText, answer },
});

function answerByNumber(question: NameQuestion, number: number): Outcome {
  const candidate = question.numbered ? question.candidates[number - 1] : undefined;
  return candidate
    ? resolve(question, { type: "player", playerId: candidate.playerId })
    : { repeat: question.questionId };
}

function answerByText(question: NameQuestion, text: string): Outcome {
  if (/^\d{1,3}$/.test(text)) return answerByNumber(question, Number(text));
  const key = mentionKey(text);
  if (NOBODY.has(key)) return resolve(question, { type: "nobody" });
  const named = question.candidates.filter((candidate) => mentionKey(candidate.name) === key);
  const [only, ...more] = named;
  // Two players of one name: no text can tell them apart, so that the coach is asked again.
  if (more.length > 0) return { repeat: question.questionId };
  if (only) return resolve(question, { type: "player", playerId: only.playerId });
  if (key === "" || !LOOKS_LIKE_A_NAME.test(text) || key.split(" ").length > MAX_NAME_WORDS) return null;
  return resolve(question, { type: "text", text });
}

function answerLine(line: string, questions: readonly NameQuestion[]): Outcome {
  const [, spoken = "", answer = ""] = /^([^=]+)=([^=]+)$/.exec(line) ?? [];
  const key = mentionKey(spoken);
  const question = questions.find((open) => key !== "" && mentionKey(open.spokenText) === key);
  return question ? answerByText(question, answer.trim()) : null;
}

/** `Alex = Alex Murphy`, one to a line or separated by commas. Every left side must be an open question. */
export function parseNameAssignments(text: string, context: CommandContext): Command | null {
  if (!text.includes("=")) return null;
  const questions = openQuestions(context, "name");
  if (questions.length === 0) return null;
  const names: ResolvedName[] = [];
  for (const line of text.split(/[\n;,]+/).filter((part) => part.trim() !== "")) {
    const outcome = answerLine(line, questions);
    if (!outcome) return null;
    if ("repeat" in outcome) return { kind: "repeat_name_question", questionId: outcome.repeat };
    names.push(outcome.resolved);
  }
  return names.length > 0 ? { kind: "resolve_names", names } : null;
}

/** A bare number for the numbered name question that was asked last. */
export function answerNameByNumber(number: number, question: NameQuestion, context: CommandContext): Command {
  const simultaneous = latestNameQuestions(context).filter((open) => open.numbered);
  const outcome = simultaneous.length > 1 ? null : answerByNumber(question, number);
  return outcome && "resolved" in outcome
    ? { kind: "resolve_names", names: [outcome.resolved] }
    : { kind: "repeat_name_question", questionId: question.questionId };
}

/** One of the offered names, or the part of it that tells it from the others ("Murphy"). */
export function parseBareName(text: string, context: CommandContext): Command | null {
  const words = mentionKey(text).split(" ").filter(Boolean);
  if (words.length === 0 || words.length > MAX_NAME_WORDS) return null;
  const offers = latestNameQuestions(context)
    .filter((question) => question.numbered)
    .flatMap((question) => question.candidates.map((candidate) => ({ question, candidate })));
  const fitting = offers.filter(({ candidate }) => {
    const offered = mentionKey(candidate.name).split(" ");
    return words.every((word) => offered.includes(word));
  });
  const [first, ...more] = fitting;
  if (!first) return null;
  if (more.length > 0) return { kind: "repeat_name_question", questionId: first.question.questionId };
  const outcome = resolve(first.question, { type: "player", playerId: first.candidate.playerId });
  return outcome && "resolved" in outcome ? { kind: "resolve_names", names: [outcome.resolved] } : null;
}
