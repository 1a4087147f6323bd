/** Claims, mentions, resolutions, drafts and insights: the words of the notes themselves. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import { keysOf } from "./keys-of";
import type { StatusWords } from "./tone";

export const CLAIM_TOPICS = [
  "injury",
  "skill_rating",
  "skill_progress",
  "behavior",
  "performance",
  "attendance",
  "wellbeing",
  "recovery",
  "development_milestone",
  "physical_development",
  "parent_communication",
  "tactical",
  "team_culture",
  "todo",
  "session_plan",
] as const;
export const claimTopicValidator = literals(...CLAIM_TOPICS);
export type ClaimTopic = Infer<typeof claimTopicValidator>;

/** Whom a topic is about. `player_or_team` falls to the team when no player is named. */
export const TOPIC_SUBJECT = {
  injury: "player",
  skill_rating: "player",
  skill_progress: "player",
  behavior: "player",
  performance: "player",
  attendance: "player",
  wellbeing: "player",
  recovery: "player",
  development_milestone: "player",
  physical_development: "player",
  parent_communication: "player",
  tactical: "player_or_team",
  team_culture: "team",
  todo: "coach_or_nobody",
  session_plan: "team_or_nobody",
} as const satisfies Record<
  ClaimTopic,
  "player" | "player_or_team" | "team" | "coach_or_nobody" | "team_or_nobody"
>;

/** One list for every rule that needs it: drafts on these topics are never applied without the coach. */
export const SENSITIVE_TOPICS = [
  "injury",
  "wellbeing",
  "recovery",
  "behavior",
] as const satisfies readonly ClaimTopic[];
export const isSensitiveTopic = (topic: ClaimTopic): boolean =>
  SENSITIVE_TOPICS.some((sensitive) => sensitive === topic);

export const CLAIM_SEVERITIES = ["low", "medium", "high", "critical"] as const;
export const claimSeverityValidator = literals(...CLAIM_SEVERITIES);
export type ClaimSeverity = Infer<typeof claimSeverityValidator>;

export const SENTIMENTS = ["positive", "neutral", "negative", "concerned"] as const;
export const sentimentValidator = literals(...SENTIMENTS);
export type Sentiment = Infer<typeof sentimentValidator>;

export const MENTION_TYPES = ["player_name", "team_name", "group_reference", "coach_name"] as const;
export const mentionTypeValidator = literals(...MENTION_TYPES);
export type MentionType = Infer<typeof mentionTypeValidator>;

export const CLAIM_STATUS = {
  extracted: { label: "Extracted", tone: "info" },
  resolving: { label: "Resolving", tone: "info" },
  resolved: { label: "Resolved", tone: "success" },
  needs_disambiguation: { label: "Needs the coach", tone: "attention" },
  unplaced: { label: "Nobody named", tone: "attention" },
  merged: { label: "Merged", tone: "neutral" },
  discarded: { label: "Discarded", tone: "neutral" },
  failed: { label: "Failed", tone: "danger" },
} as const satisfies Record<string, StatusWords>;
export const CLAIM_STATUSES = keysOf(CLAIM_STATUS);
export const claimStatusValidator = literals(...CLAIM_STATUSES);
export type ClaimStatus = Infer<typeof claimStatusValidator>;

/** How a claim's quote was found in the transcript: word for word, in order with gaps, or not at all. */
export const QUOTE_MATCHES = ["exact", "inexact", "missing"] as const;
export const quoteMatchValidator = literals(...QUOTE_MATCHES);
export type QuoteMatch = Infer<typeof quoteMatchValidator>;

/** Why a claim is to be looked at: the coach is asked, whatever its topic and confidence. */
export const REVIEW_REASONS = [
  "quote_inexact",
  "quote_not_found",
  /** A link or a number that nobody said was taken out of its text. */
  "text_not_said",
  "too_many_names",
  /** Stands for the claims beyond what one note can hold. */
  "too_many_claims",
] as const;
export const reviewReasonValidator = literals(...REVIEW_REASONS);
export type ReviewReason = Infer<typeof reviewReasonValidator>;

export const RESOLUTION_STATUS = {
  auto_resolved: { label: "Matched automatically", tone: "success" },
  needs_disambiguation: { label: "Coach is asked", tone: "attention" },
  user_resolved: { label: "Chosen by a person", tone: "success" },
  unresolved: { label: "Nobody matched", tone: "warning" },
  /** The coach was asked, and did not answer in time. */
  expired: { label: "Not answered in time", tone: "warning" },
} as const satisfies Record<string, StatusWords>;
export const RESOLUTION_STATUSES = keysOf(RESOLUTION_STATUS);
export const resolutionStatusValidator = literals(...RESOLUTION_STATUSES);
export type ResolutionStatus = Infer<typeof resolutionStatusValidator>;

export const MATCH_REASONS = [
  "coach_alias",
  "exact",
  "first_name",
  "last_name",
  "reversed_name",
  "known_spelling",
  "fuzzy",
  "partial",
  "full_name_in_note",
  "team_said",
] as const;
export const matchReasonValidator = literals(...MATCH_REASONS);
export type MatchReason = Infer<typeof matchReasonValidator>;

/** Why a name is asked about instead of linked. */
export const ASK_REASONS = [
  /** Several players may be meant. */
  "several_players",
  /** Like a name of the roster, and not the same: a slip, a short form, another surname. */
  "inexact",
  "surname_only",
  /** The note names somebody else with this first name. */
  "rival_in_note",
  /** A team was said that the player isn't in. */
  "other_team",
  /** The coach took the name back: "no sorry, Dean not Sean". */
  "corrected",
  /** Said neither in the quote nor as the nearest name before it. */
  "far_from_quote",
  /** The quote itself was not found in the note. */
  "unclear_quote",
  /** An everyday word where no name belongs: "in May". */
  "also_a_word",
  /** A brother, a coach, an opponent: the words around the name say that it isn't the player. */
  "somebody_else",
  /** Nobody on the coach's teams has a name like it. */
  "not_on_roster",
  /** The claim is about a player and names nobody. */
  "no_name",
] as const;
export const askReasonValidator = literals(...ASK_REASONS);
export type AskReason = Infer<typeof askReasonValidator>;

export const DRAFT_STATUS = {
  pending: { label: "Pending", coachLabel: "Waits for you", tone: "attention" },
  confirmed: { label: "Confirmed", coachLabel: "Saved", tone: "success" },
  applied: { label: "Applied", coachLabel: "Saved", tone: "success" },
  /** Applied, and taken back by its coach. */
  undone: { label: "Undone", coachLabel: "Taken back", tone: "neutral" },
  rejected: { label: "Rejected", coachLabel: "Dropped", tone: "neutral" },
  expired: { label: "Expired", coachLabel: "Expired", tone: "warning" },
} as const satisfies Record<string, Required<StatusWords>>;
export const DRAFT_STATUSES = keysOf(DRAFT_STATUS);
export const draftStatusValidator = literals(...DRAFT_STATUSES);
export type DraftStatus = Infer<typeof draftStatusValidator>;

/** Why a draft waits for the coach instead of being applied. */
export const CONFIRMATION_REASONS = [
  "sensitive_topic",
  "parent_communication",
  /** An unclear quote, or a text that had to be mended. */
  "to_be_looked_at",
  /** The name isn't in the quote, or rests on a remembered choice that wasn't confirmed twice. */
  "name_to_be_confirmed",
  "already_recorded",
  "low_confidence",
  "auto_apply_off",
  /** The coach chose another player than before: what follows from it is confirmed once more. */
  "name_corrected",
] as const;
export const confirmationReasonValidator = literals(...CONFIRMATION_REASONS);
export type ConfirmationReason = Infer<typeof confirmationReasonValidator>;

/** Why a claim has no draft (yet): a claim has a draft or one of these, always. */
export const NO_DRAFT_REASONS = [
  "name_unresolved",
  "name_ambiguous",
  "duplicate_claim",
  "empty_claim",
] as const;
export const noDraftReasonValidator = literals(...NO_DRAFT_REASONS);
export type NoDraftReason = Infer<typeof noDraftReasonValidator>;
