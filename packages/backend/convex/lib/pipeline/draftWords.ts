/** How a draft is put to its coach: whom it is about, and whether the same is recorded already. */
import { alreadyRecorded, NOBODY_IN_PARTICULAR } from "@voice-flow/domain/messages/recorded";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { findProfile } from "../host/people";
import { fullName } from "../host/roster";

type Draft = Doc<"insightDrafts">;

/** The player or team that a draft is about; of a todo whoever is to act, or that nobody is. */
export async function draftSubject(db: DbReader, draft: Draft): Promise<string | undefined> {
  const player = draft.playerId ? await db.get("players", draft.playerId) : null;
  if (player) return fullName(player);
  if (draft.topic === "todo") return await whoIsToAct(db, draft);
  return draft.teamId ? (await db.get("teams", draft.teamId))?.name : undefined;
}

async function whoIsToAct(db: DbReader, { claimId, coachUserId }: Draft): Promise<string> {
  const assignee = (await db.get("voiceNoteClaims", claimId))?.assigneeUserId;
  if (assignee === undefined) return NOBODY_IN_PARTICULAR;
  if (assignee === coachUserId) return "you";
  const profile = await findProfile(db, assignee);
  return profile ? fullName(profile) : NOBODY_IN_PARTICULAR;
}

export function draftText({ title, description, recordedAt }: Draft): string {
  const text = description || title;
  return recordedAt === undefined ? text : `${alreadyRecorded(recordedAt)} ${text}`;
}
