/** "Which club is this note for?" One question stands for all notes of a coach that wait for it. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";
import { openQuestion } from "./questions";
import { type Reply, say } from "./replies";

const HOUR_MS = 3_600_000;

export type Clubs = readonly Pick<Doc<"organizations">, "organizationId" | "name">[];

/** Opens the question, in place of an older one, for as long as a coach has to answer. Returns what to ask. */
export async function openClubQuestion(
  ctx: MutationCtx,
  userId: Id<"users">,
  clubs: Clubs,
  now: number,
): Promise<{ question: Reply; expiresAt: number }> {
  const { COACH_ANSWER_HOURS } = await readSettings(ctx.db);
  const expiresAt = now + COACH_ANSWER_HOURS * HOUR_MS;
  const organizationIds = clubs.map((club) => club.organizationId);
  await openQuestion(ctx.db, userId, { kind: "club", organizationIds, at: now, expiresAt }, now);
  const options = clubs.map((club) => club.name);
  return { question: say("clubQuestion", replies.clubQuestion({ options })), expiresAt };
}
