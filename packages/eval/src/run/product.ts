/**
 * The product's own way from a note to what the coach is shown: its prompt, schema, checks and name resolution. Nothing of
 * it is written a second time here.
 */
import { createHash } from "node:crypto";
import {
  type ExtractedClaim,
  type ExtractionRequest,
  extractClaims,
} from "@voice-flow/backend/convex/lib/ai/extraction";
import { EXTRACTION_PROMPT } from "@voice-flow/backend/convex/lib/ai/extractionPrompt";
import { type CheckedClaim, checkClaims } from "@voice-flow/backend/convex/lib/pipeline/checkClaims";
import { planDraft } from "@voice-flow/backend/convex/lib/pipeline/planDraft";
import {
  type MentionResolution,
  resolveMention,
} from "@voice-flow/backend/convex/lib/pipeline/resolveMention";
import { matchDefaults } from "@voice-flow/domain/names/match-mention";
import type { AiUsage } from "@voice-flow/domain/prices";
import type OpenAI from "openai";
import { z } from "zod";
import type { LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import type { JudgedClaim, JudgedSubject } from "../score/judged";

const playerId = z.custom<CheckedClaim["mentions"][number]["candidatePlayerId"] & string>(
  (value) => typeof value === "string",
);
const teamId = z.custom<Parameters<typeof resolveMention>[1]["teams"][number]["teamId"]>(
  (value) => typeof value === "string",
);
const userId = z.custom<Parameters<typeof resolveMention>[1]["coaches"][number]["userId"]>(
  (value) => typeof value === "string",
);

/** What the product sends for a note. */
export function requestFor(note: LabelledNote, model: string): ExtractionRequest {
  const { roster } = note;
  const teams = new Map(roster.teams.map((team) => [team.teamId, team]));
  return {
    model,
    input: {
      transcript: note.text,
      roster: roster.players.map((player) => {
        const team = teams.get(player.teamIds[0] ?? "");
        return {
          playerId: player.playerId,
          name: `${player.firstName} ${player.lastName}`.trim(),
          teamName: team?.name ?? "",
          ageGroup: team?.ageGroup ?? "",
        };
      }),
      teams: roster.teams.map(({ teamId: id, name }) => ({ teamId: id, name })),
      coachName: roster.coachName,
      noteType: note.noteType,
    },
  };
}

/** Asks the model. Throws the product's own errors. */
export async function askModel(
  client: OpenAI,
  note: LabelledNote,
  model: string,
): Promise<{ claims: ExtractedClaim[]; usage: AiUsage }> {
  const { value, usage } = await extractClaims(client, requestFor(note, model));
  return { claims: value, usage };
}

/** Checks what a model said and resolves its names, as the pipeline does. */
export function judge(note: LabelledNote, extracted: readonly ExtractedClaim[]): JudgedClaim[] {
  const rosterIds = new Map(
    note.roster.players.map((player) => [player.playerId, playerId.parse(player.playerId)]),
  );
  return checkClaims(extracted, note.text, rosterIds)
    .filter((claim) => claim.status !== "merged")
    .map((claim) => ({
      topic: claim.topic,
      subject: subjectOf(note, claim),
      text: [claim.sourceText, claim.title, claim.description].join(" \n "),
      quoteFound: claim.discardReason !== "quote_not_found",
      severity: claim.severity,
    }));
}

function subjectOf(note: LabelledNote, claim: CheckedClaim): JudgedSubject {
  const resolutions = claim.mentions.map((mention, mentionIndex) => ({
    mention,
    mentionIndex,
    ...resolve(note, mention),
  }));
  if (claim.topic === "todo") return assigneeOf(claim);
  const plan = planDraft(
    claim,
    resolutions.map(({ mention, mentionIndex, status, resolved, confidence }) => ({
      mentionIndex,
      mentionType: mention.mentionType,
      status,
      resolvedEntityId: resolved?.entityId,
      resolutionConfidence: confidence,
    })),
    { autoApplyTopics: [], autoApplyThreshold: 1 },
  );
  if ("draft" in plan) {
    const { playerId: player, teamId: team } = plan.draft;
    return player ? { kind: "player", playerId: player } : { kind: "team", teamId: team };
  }
  const open = resolutions.find(({ mention }) => mention.mentionType === "player_name");
  return {
    kind: "asked",
    said: open?.mention.rawText ?? "",
    playerIds: (open?.candidates ?? []).map((candidate) => candidate.entityId),
  };
}

function resolve({ roster }: LabelledNote, mention: CheckedClaim["mentions"][number]): MentionResolution {
  const known = {
    players: roster.players.map((player) => ({ ...player, playerId: playerId.parse(player.playerId) })),
    teams: roster.teams.map((team) => ({ ...team, teamId: teamId.parse(team.teamId) })),
    coaches: roster.coaches.map((coach) => ({ ...coach, userId: userId.parse(coach.userId) })),
    aliases: [],
  };
  return resolveMention(mention, known, { ...matchDefaults });
}

function assigneeOf(claim: CheckedClaim): JudgedSubject {
  if (claim.forRecordingCoach) return { kind: "assignee", who: "recording_coach" };
  const coach = claim.mentions.find(({ mentionType }) => mentionType === "coach_name");
  return coach
    ? { kind: "assignee", who: "named_coach", said: coach.rawText }
    : { kind: "assignee", who: "nobody" };
}

/** Changes with every change of the prompt, so that two reports tell whether they compare the same thing. */
export const promptVersion = createHash("sha256").update(EXTRACTION_PROMPT).digest("hex").slice(0, 8);
