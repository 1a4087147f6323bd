import type { api } from "@voice-flow/backend/api";
import type { FlagLevel, LevelState } from "@voice-flow/domain/flags/flags";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { BanIcon, CircleCheckIcon, CircleDashedIcon, CircleHelpIcon, TriangleAlertIcon } from "lucide-react";
import type { Label } from "@/lib/tone";
import { words } from "./words";

export type ListedFlag = FunctionReturnType<typeof api.models.featureFlags.listFlags>[number];
export type ExplainedFlag = FunctionReturnType<typeof api.models.featureFlags.explainFlag>;
export type FlagTarget = FunctionArgs<typeof api.models.featureFlags.setFlag>["target"];

export const LEVEL_WORDS = {
  variable: words.flagLevels.variable,
  user: words.flagLevels.coach,
  organization: words.flagLevels.club,
  platform: words.flagLevels.everybody,
  default: words.flagLevels.default,
} as const satisfies Record<FlagLevel, string>;

export const STATE_LABELS = {
  on: { label: words.flagStates.on, icon: CircleCheckIcon, tone: "success" },
  off: { label: words.flagStates.off, icon: BanIcon, tone: "neutral" },
  not_set: { label: words.flagStates.notSet, icon: CircleDashedIcon, tone: "neutral" },
  not_asked: { label: words.flagStates.noneChosen, icon: CircleHelpIcon, tone: "neutral" },
  unreadable: { label: words.flagStates.unreadable, icon: TriangleAlertIcon, tone: "warning" },
} as const satisfies Record<LevelState, Label>;

export type Chosen = { club: string | undefined; coach: string | undefined };

/** "On for Carla Brady in Grange GAA: …, and which level says so." */
export function explanation(flag: ExplainedFlag, chosen: Chosen): string {
  const word = flag.enabled ? "on" : "off";
  const start = words.flagReasons.start(
    flag.enabled ? words.flagReasons.on : words.flagReasons.off,
    whom(chosen),
  );
  // The start already says that nothing more specific is set.
  if (chosen.club === undefined && flag.decidedBy === "platform") {
    return `${start}.`;
  }
  return `${start}: ${REASONS[flag.decidedBy](word)}`;
}

function whom({ club, coach }: Chosen): string {
  if (coach !== undefined) {
    return club === undefined ? coach : words.flagReasons.coachInClub(coach, club);
  }
  return club ?? words.flagReasons.everybodyElse;
}

const REASONS = {
  variable: (word) => words.flagReasons.variable(word),
  user: (word) => words.flagReasons.coach(word),
  organization: (word) => words.flagReasons.club(word),
  platform: (word) => words.flagReasons.platform(word),
  default: () => words.flagReasons.default,
} as const satisfies Record<FlagLevel, (word: "on" | "off") => string>;
