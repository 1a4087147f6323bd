import {
  type AskReason,
  CLAIM_STATUS,
  type ClaimSeverity,
  type ClaimStatus,
  type ConfirmationReason,
  DRAFT_STATUS,
  type DraftStatus,
  type MatchReason,
  type MentionType,
  type NoDraftReason,
  RESOLUTION_STATUS,
  type ResolutionStatus,
  type ReviewReason,
  type Sentiment,
} from "@voice-flow/domain/vocabulary/notes";
import {
  BanIcon,
  CircleCheckIcon,
  CircleDashedIcon,
  CircleDotIcon,
  CircleHelpIcon,
  CircleXIcon,
  ClockAlertIcon,
  GitMergeIcon,
  LoaderCircleIcon,
  MessageCircleQuestionIcon,
  ThumbsDownIcon,
  ThumbsUpIcon,
  Trash2Icon,
  Undo2Icon,
  UserCheckIcon,
} from "lucide-react";
import type { Label, Tone } from "@/lib/tone";

export const CLAIM_STATUS_LABELS = {
  extracted: { ...CLAIM_STATUS.extracted, icon: CircleDotIcon },
  resolving: { ...CLAIM_STATUS.resolving, icon: LoaderCircleIcon },
  resolved: { ...CLAIM_STATUS.resolved, icon: CircleCheckIcon },
  needs_disambiguation: { ...CLAIM_STATUS.needs_disambiguation, icon: MessageCircleQuestionIcon },
  unplaced: { ...CLAIM_STATUS.unplaced, icon: CircleHelpIcon },
  merged: { ...CLAIM_STATUS.merged, icon: GitMergeIcon },
  discarded: { ...CLAIM_STATUS.discarded, icon: Trash2Icon },
  failed: { ...CLAIM_STATUS.failed, icon: CircleXIcon },
} as const satisfies Record<ClaimStatus, Label>;

export const RESOLUTION_STATUS_LABELS = {
  auto_resolved: { ...RESOLUTION_STATUS.auto_resolved, icon: CircleCheckIcon },
  needs_disambiguation: { ...RESOLUTION_STATUS.needs_disambiguation, icon: MessageCircleQuestionIcon },
  user_resolved: { ...RESOLUTION_STATUS.user_resolved, icon: UserCheckIcon },
  unresolved: { ...RESOLUTION_STATUS.unresolved, icon: CircleHelpIcon },
  expired: { ...RESOLUTION_STATUS.expired, icon: ClockAlertIcon },
} as const satisfies Record<ResolutionStatus, Label>;

export const DRAFT_STATUS_LABELS = {
  pending: { ...DRAFT_STATUS.pending, icon: CircleDashedIcon },
  confirmed: { ...DRAFT_STATUS.confirmed, icon: ThumbsUpIcon },
  applied: { ...DRAFT_STATUS.applied, icon: CircleCheckIcon },
  undone: { ...DRAFT_STATUS.undone, icon: Undo2Icon },
  rejected: { ...DRAFT_STATUS.rejected, icon: ThumbsDownIcon },
  expired: { ...DRAFT_STATUS.expired, icon: ClockAlertIcon },
} as const satisfies Record<DraftStatus, Label>;

export const MATCH_REASON_LABELS = {
  coach_alias: "the coach chose this before",
  exact: "exact name",
  first_name: "first name",
  last_name: "last name",
  reversed_name: "names the other way round",
  known_spelling: "known spelling",
  fuzzy: "sounds or is spelt like it",
  partial: "part of the name",
  full_name_in_note: "named in full in this note",
  team_said: "the team was said",
} as const satisfies Record<MatchReason, string>;

export const MENTION_TYPE_LABELS = {
  player_name: "Player",
  team_name: "Team",
  group_reference: "Group",
  coach_name: "Coach",
} as const satisfies Record<MentionType, string>;

export const CONFIRMATION_REASON_LABELS = {
  sensitive_topic: "sensitive topic",
  parent_communication: "coaches always confirm messages to parents",
  to_be_looked_at: "unclear quote or corrected text",
  name_to_be_confirmed: "the name isn't in the quote, or was remembered only once",
  already_recorded: "already recorded",
  low_confidence: "confidence too low",
  auto_apply_off: "auto-apply is off for this topic",
  name_corrected: "the coach chose another player than before",
} as const satisfies Record<ConfirmationReason, string>;

export const NO_DRAFT_REASON_LABELS = {
  name_unresolved: { label: "No draft: nobody matched the name", icon: CircleHelpIcon, tone: "warning" },
  name_ambiguous: {
    label: "No draft yet: waiting for the coach to choose a name",
    icon: MessageCircleQuestionIcon,
    tone: "attention",
  },
  duplicate_claim: { label: "No draft: said before", icon: GitMergeIcon, tone: "neutral" },
  empty_claim: { label: "No draft: nothing to record", icon: BanIcon, tone: "neutral" },
} as const satisfies Record<NoDraftReason, Label>;

/** Why staff and coach look at a claim before anything of it is saved. */
export const REVIEW_REASON_LABELS = {
  quote_inexact: "Unclear quote",
  quote_not_found: "Quote not found",
  text_not_said: "Unsaid text removed",
  too_many_names: "Too many names",
  too_many_claims: "Too many claims",
} as const satisfies Record<ReviewReason, string>;

export const ASK_REASON_LABELS = {
  several_players: "could be several players",
  inexact: "not an exact match",
  surname_only: "surname only",
  rival_in_note: "the note names someone else with this name",
  other_team: "another team was said",
  corrected: "the coach took it back",
  far_from_quote: "not said with this claim",
  unclear_quote: "the quote wasn't found",
  also_a_word: "could be an ordinary word",
  somebody_else: "a relative, coach or opponent",
  not_on_roster: "not on the coach's teams",
  no_name: "nobody was named",
} as const satisfies Record<AskReason, string>;

export const SEVERITY_LABELS = {
  low: { label: "Low severity", tone: "neutral" },
  medium: { label: "Medium severity", tone: "warning" },
  high: { label: "High severity", tone: "danger" },
  critical: { label: "Critical severity", tone: "danger" },
} as const satisfies Record<ClaimSeverity, { label: string; tone: Tone }>;

export const SENTIMENT_LABELS = {
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
  concerned: "Concerned",
} as const satisfies Record<Sentiment, string>;
