/** The open questions of a conversation as the grammar wants them, and what a text means against them. */
import type { Command, OpenQuestion as GrammarQuestion } from "@voice-flow/domain/grammar/context";
import { parseCommand } from "@voice-flow/domain/grammar/parse-command";
import type { Id } from "../../_generated/dataModel";
import type { OpenQuestion } from "../../tables/identity";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { findOrganization } from "../host/people";
import { findConversation } from "../pipeline/clubMemory";
import { openQuestionsAt } from "./questions";
import { openNamesOf } from "./summary";

export async function readCommand(
  db: DbReader,
  userId: Id<"users">,
  text: string,
  now: number,
): Promise<Command> {
  const questions = openQuestionsAt(await findConversation(db, userId), now);
  const settings = await readSettings(db);
  const openQuestions = await Promise.all(questions.map((question) => asGrammarQuestion(db, question)));
  return parseCommand(
    text,
    { openQuestions: openQuestions.flat() },
    {
      snoozeMinMs: settings.SNOOZE_MIN_MINUTES * 60_000,
      snoozeMaxMs: settings.SNOOZE_MAX_HOURS * 3_600_000,
      snoozeMaxTimes: settings.SNOOZE_MAX_COUNT,
    },
  );
}

async function asGrammarQuestion(db: DbReader, question: OpenQuestion): Promise<GrammarQuestion[]> {
  const asked = { questionId: question.kind, askedAt: question.at };
  switch (question.kind) {
    case "transcript":
      return [{ kind: "transcript", ...asked }];
    case "club": {
      const clubs = await Promise.all(question.organizationIds.map((id) => findOrganization(db, id)));
      const options = clubs
        .filter((club) => club !== null)
        .map(({ organizationId, name }) => ({ organizationId, name }));
      return [{ kind: "club", ...asked, options }];
    }
    case "summary": {
      const drafts = await Promise.all(question.draftIds.map((id) => db.get("insightDrafts", id)));
      const numbers = drafts.flatMap((draft, index) => (draft?.status === "pending" ? [index + 1] : []));
      const names = await openNamesOf(db, question.artifactId);
      return [
        { kind: "summary", ...asked, numbers, timesSnoozed: question.timesSnoozed },
        // The summary lists them without numbers of their own: they are answered by "Alex = Alex Murphy".
        ...names.map(({ spokenText, candidates }) => ({
          kind: "name" as const,
          questionId: spokenText,
          askedAt: question.at,
          spokenText,
          numbered: false,
          candidates,
        })),
      ];
    }
  }
}
