/** "Which club is this note for?", answered by a name or a part of it. */
import { foldedWords } from "../names/normalize";
import type { Outcome } from "./outcome";
import type { Reading } from "./reading";
import { shownQuestions } from "./scope";

const MAX_CLUB_WORDS = 6;
const AROUND = new Set(["for", "the", "it", "is", "its", "at", "please", "thanks", "with"]);

/** Null where the text is not the name of a club that was offered. */
export function readClubName({ conversation, reply, scope, isQuoted }: Reading): Outcome | null {
  const questions = isQuoted && scope ? scope.questions : shownQuestions(conversation, reply);
  const [question] = questions.flatMap((each) => (each.kind === "club" ? [each] : []));
  const words = foldedWords(reply.text.slice(0, 200));
  if (!question || words.length === 0 || words.length > MAX_CLUB_WORDS) return null;
  const { questionId } = question;
  const options = question.options.map((option) => ({ option, words: foldedWords(option.name) }));
  const meant = words.filter((word) => !AROUND.has(word));
  const exact = options.filter((each) => each.words.join(" ") === words.join(" "));
  const fitting = options.filter(
    (each) => meant.length > 0 && meant.every((word) => each.words.includes(word)),
  );
  const [only, ...more] = exact.length > 0 ? exact : fitting;
  if (!only) return null;
  return more.length > 0
    ? { kind: "ask", problem: { type: "which_club", questionId } }
    : { kind: "club", questionId, organizationId: only.option.organizationId };
}
