/**
 * The product's own way from a note to what the coach is shown: its prompt, schema, checks and name resolution. Nothing of
 * it is written a second time here.
 */
import { extractClaims } from "@voice-flow/backend/convex/lib/ai/extraction";
import { BadResponseError } from "@voice-flow/backend/convex/lib/ai/failure";
import { planDraft } from "@voice-flow/backend/convex/lib/pipeline/planDraft";
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import { answerParts, type PartCall } from "@voice-flow/domain/claims/answer-parts";
import {
  type AnsweredPart,
  type CheckedClaim,
  type CheckedMention,
  checkClaims,
} from "@voice-flow/domain/claims/check-claims";
import type { ExtractedClaim } from "@voice-flow/domain/claims/extracted";
import { EXTRACTION_VERSION } from "@voice-flow/domain/claims/prompt";
import { type ExtractionRequest, extractionRequest } from "@voice-flow/domain/claims/request";
import { mentionKey } from "@voice-flow/domain/names/normalize";
import { type MentionOutcome, resolveNote } from "@voice-flow/domain/names/resolve-note";
import type { AiUsage } from "@voice-flow/domain/prices";
import type { LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import type OpenAI from "openai";
import type { JudgedClaim, JudgedSubject } from "../score/judged";

/** Two reports with the same version asked the same thing. */
export const promptVersion = EXTRACTION_VERSION;

/** What the product sends for a part of a note, and the players behind the handles that it gives out. */
function requestFor({ roster, text, noteType }: LabelledNote, part = text): ExtractionRequest {
  const teams = new Map(roster.teams.map((team) => [team.teamId, team]));
  const input = {
    transcript: text,
    roster: roster.players.map((player) => {
      const team = teams.get(player.teamIds[0] ?? "");
      return {
        playerId: player.playerId,
        name: `${player.firstName} ${player.lastName}`.trim(),
        teamName: team?.name ?? "",
        ageGroup: team?.ageGroup ?? "",
      };
    }),
    teams: roster.teams,
    coachName: roster.coachName,
    noteType,
  };
  return extractionRequest(input, part);
}

/** Asks the model about one part of a note. Throws the product's own errors. */
export async function askAboutPart(
  client: OpenAI,
  note: LabelledNote,
  model: AiModel,
  part: string,
): Promise<{ claims: ExtractedClaim[]; usage: AiUsage }> {
  const { value, usage } = await extractClaims(client, { model, request: requestFor(note, part), part });
  return { claims: value, usage };
}

/** Asks the model about a whole note, in as many parts as the pipeline would. `clientFor` is called for each part. */
export async function askModel(
  clientFor: (call: PartCall) => OpenAI,
  note: LabelledNote,
  model: AiModel,
): Promise<{ parts: AnsweredPart[]; usage: AiUsage }> {
  const usages: AiUsage[] = [];
  const answer = await answerParts<BadResponseError>(note.text, async (call) => {
    try {
      const { claims, usage } = await askAboutPart(clientFor(call), note, model, call.part.text);
      usages.push(usage);
      return { ok: true, claims };
    } catch (error) {
      if (!(error instanceof BadResponseError)) throw error;
      usages.push(error.usage);
      return { ok: false, failure: error, isCutOff: error.kind === "cut_off" };
    }
  });
  if (!answer.ok) throw answer.failure ?? new BadResponseError("The answers were cut off.", {}, "cut_off");
  return { parts: answer.parts, usage: usages.reduce(together) };
}

/** A sum with a part that nobody knows is not known either. */
function together(a: AiUsage, b: AiUsage): AiUsage {
  const sum = (one?: number, other?: number) =>
    one === undefined || other === undefined ? undefined : one + other;
  return {
    inputTokens: sum(a.inputTokens, b.inputTokens),
    cachedInputTokens: sum(a.cachedInputTokens, b.cachedInputTokens),
    outputTokens: sum(a.outputTokens, b.outputTokens),
  };
}

/** Checks what a model said and resolves its names, as the pipeline does. */
export function judge(note: LabelledNote, parts: readonly AnsweredPart[]): JudgedClaim[] {
  const { roster, text } = note;
  const checked = checkClaims({
    transcript: text,
    parts,
    playerOf: requestFor(note).playerOf,
    teamNames: roster.teams.map((team) => team.name),
  }).filter((claim) => claim.status === "extracted");
  const outcomes = playerOutcomes(note, checked);
  return checked.map((claim) => ({
    topic: claim.topic,
    subject: claim.topic === "todo" ? assigneeOf(claim) : subjectOf(note, claim, outcomes),
    text: [claim.sourceText, claim.title, claim.description].join(" \n "),
    quoteFound: claim.quoteMatch !== "missing",
    severity: claim.severity,
  }));
}

type Outcomes = ReadonlyMap<CheckedMention, MentionOutcome>;

/** All names of a note are resolved together: each may speak for or against another. */
function playerOutcomes({ roster, text }: LabelledNote, claims: readonly CheckedClaim[]): Outcomes {
  const named = claims.flatMap((claim) =>
    claim.mentions.filter(isPlayer).map((mention) => ({ mention, quote: quoteOf(claim) })),
  );
  const outcomes = resolveNote({
    transcript: text,
    mentions: named.map(({ mention: { rawText, position }, quote }) => ({ rawText, position, quote })),
    roster: roster.players,
    teams: roster.teams,
  });
  return new Map(
    named.flatMap(({ mention }, index): [CheckedMention, MentionOutcome][] => {
      const outcome = outcomes[index];
      return outcome ? [[mention, outcome]] : [];
    }),
  );
}

const isPlayer = ({ mentionType }: CheckedMention): boolean => mentionType === "player_name";

function quoteOf({ quoteMatch, quoteSegments, sourceStart, sourceEnd }: CheckedClaim) {
  const whole = [{ start: sourceStart, end: sourceEnd }];
  return { match: quoteMatch, segments: quoteMatch === "missing" ? [] : (quoteSegments ?? whole) };
}

function subjectOf({ roster }: LabelledNote, claim: CheckedClaim, outcomes: Outcomes): JudgedSubject {
  const resolutions = claim.mentions.map((mention, mentionIndex) => {
    const outcome = outcomes.get(mention);
    const team = roster.teams.find(({ name }) => mentionKey(name) === mentionKey(mention.rawText));
    const linkedId = outcome?.status === "linked" ? outcome.playerId : team?.teamId;
    return {
      mentionIndex,
      mentionType: mention.mentionType,
      status: statusOf(outcome, linkedId),
      resolvedEntityId: linkedId,
      resolutionConfidence: linkedId === undefined ? 0 : 1,
    };
  });
  const plan = planDraft(claim, resolutions, { autoApplyTopics: [], autoApplyThreshold: 1 });
  if ("draft" in plan) {
    const { playerId, teamId } = plan.draft;
    return playerId ? { kind: "player", playerId } : { kind: "team", teamId };
  }
  const open = claim.mentions.find(isPlayer);
  const candidates = open ? (outcomes.get(open)?.candidates ?? []) : [];
  return { kind: "asked", said: open?.rawText ?? "", playerIds: candidates.map(({ playerId }) => playerId) };
}

function statusOf(outcome: MentionOutcome | undefined, linkedId: string | undefined) {
  if (outcome?.status === "ask") return "needs_disambiguation" as const;
  return linkedId === undefined ? ("unresolved" as const) : ("auto_resolved" as const);
}

function assigneeOf(claim: CheckedClaim): JudgedSubject {
  if (claim.forRecordingCoach) return { kind: "assignee", who: "recording_coach" };
  const coach = claim.mentions.find(({ mentionType }) => mentionType === "coach_name");
  return coach
    ? { kind: "assignee", who: "named_coach", said: coach.rawText }
    : { kind: "assignee", who: "nobody" };
}
