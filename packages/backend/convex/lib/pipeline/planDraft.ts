/** What a claim becomes: a draft, or a reason why not. Pure; every claim gets exactly one of the two. */
import {
  type ClaimTopic,
  type ConfirmationReason,
  isSensitiveTopic,
  type NoDraftReason,
  TOPIC_SUBJECT,
} from "@voice-flow/domain/vocabulary/notes";
import type { Doc } from "../../_generated/dataModel";
import type { SameMatter } from "./sameMatter";

type Resolution = Pick<
  Doc<"voiceNoteEntityResolutions">,
  | "mentionIndex"
  | "mentionType"
  | "status"
  | "resolvedEntityId"
  | "resolutionConfidence"
  | "nameInQuote"
  | "confirmedCount"
>;
type Claim = Pick<Doc<"voiceNoteClaims">, "topic" | "extractionConfidence" | "reviewReason">;

export interface DraftRules {
  /** Topics that the club applies without asking. */
  autoApplyTopics: readonly ClaimTopic[];
  /** 0–1: below this overall confidence the coach is asked. */
  autoApplyThreshold: number;
  /** The same, where the calibration has moved it for a topic. */
  calibratedThresholds?: ReadonlyMap<ClaimTopic, number>;
}

export interface DraftPlan {
  /** Ids as resolution found them; the club's own or absent. */
  playerId?: string;
  teamId?: string;
  /** 0–1; overall = AI × resolution. */
  aiConfidence: number;
  resolutionConfidence: number;
  overallConfidence: number;
  /** Absent: applied without asking. */
  confirmationReason?: ConfirmationReason;
  /** The earlier record of the same matter. */
  sameAs?: SameMatter;
}

export type PlannedClaim = { draft: DraftPlan } | { noDraftReason: NoDraftReason };

export function planDraft(claim: Claim, resolutions: readonly Resolution[], rules: DraftRules): PlannedClaim {
  const subject = subjectOf(claim.topic, resolutions);
  if ("noDraftReason" in subject) return subject;
  const aiConfidence = claim.extractionConfidence;
  const overallConfidence = aiConfidence * subject.resolutionConfidence;
  const { nameIsSure, ...ofWhom } = subject;
  const confirmationReason = reasonToAsk(claim, { overall: overallConfidence, nameIsSure }, rules);
  return { draft: { ...ofWhom, aiConfidence, overallConfidence, confirmationReason } };
}

/** `nameIsSure`: the name may be acted on without the coach. */
type Subject =
  | (Pick<DraftPlan, "playerId" | "teamId" | "resolutionConfidence"> & { nameIsSure: boolean })
  | { noDraftReason: NoDraftReason };

function subjectOf(topic: ClaimTopic, resolutions: readonly Resolution[]): Subject {
  const inOrder = [...resolutions].sort((a, b) => a.mentionIndex - b.mentionIndex);
  const player = inOrder.find((resolution) => resolution.mentionType === "player_name");
  const team = inOrder.find((resolution) => resolution.mentionType === "team_name" && isLinked(resolution));
  const ofTeam: Subject = team
    ? {
        teamId: team.resolvedEntityId,
        resolutionConfidence: team.resolutionConfidence,
        nameIsSure: true,
      }
    : { resolutionConfidence: 1, nameIsSure: true };
  switch (TOPIC_SUBJECT[topic]) {
    case "team":
    case "team_or_nobody":
    case "coach_or_nobody":
      return ofTeam;
    case "player_or_team":
      return player ? ofPlayer(player) : ofTeam;
    case "player": {
      if (player) return ofPlayer(player);
      // Said of a team or of "the lads": it is kept for the team, and invents no child.
      const aboutMany = inOrder.some(
        (each) => each.mentionType === "team_name" || each.mentionType === "group_reference",
      );
      return aboutMany ? ofTeam : { noDraftReason: "name_unresolved" };
    }
  }
}

const isLinked = ({ status, resolvedEntityId }: Resolution): boolean =>
  (status === "auto_resolved" || status === "user_resolved") && resolvedEntityId !== undefined;

function ofPlayer(resolution: Resolution): Subject {
  if (isLinked(resolution)) {
    return {
      playerId: resolution.resolvedEntityId,
      resolutionConfidence: resolution.resolutionConfidence,
      nameIsSure: isSure(resolution),
    };
  }
  return {
    noDraftReason: resolution.status === "needs_disambiguation" ? "name_ambiguous" : "name_unresolved",
  };
}

/** How often a coach has stood by a remembered choice before it is acted on unasked. */
const CONFIRMED_OFTEN_ENOUGH = 2;

/** Chosen by the coach for this note; or said in the quote, and not merely remembered. */
const isSure = ({ status, nameInQuote, confirmedCount }: Resolution): boolean =>
  status === "user_resolved" ||
  (nameInQuote !== false && (confirmedCount === undefined || confirmedCount >= CONFIRMED_OFTEN_ENOUGH));

function reasonToAsk(
  { topic, reviewReason }: Claim,
  { overall, nameIsSure }: { overall: number; nameIsSure: boolean },
  rules: DraftRules,
): ConfirmationReason | undefined {
  if (isSensitiveTopic(topic)) return "sensitive_topic";
  if (topic === "parent_communication") return "parent_communication";
  if (reviewReason !== undefined) return "to_be_looked_at";
  if (!nameIsSure) return "name_to_be_confirmed";
  if (overall < (rules.calibratedThresholds?.get(topic) ?? rules.autoApplyThreshold)) return "low_confidence";
  return rules.autoApplyTopics.includes(topic) ? undefined : "auto_apply_off";
}
