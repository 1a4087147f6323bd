import type { api } from "@voice-flow/backend/api";
import type { FlagLevel, LevelState } from "@voice-flow/domain/flags/flags";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { BanIcon, CircleCheckIcon, CircleDashedIcon, CircleHelpIcon, TriangleAlertIcon } from "lucide-react";
import type { Label } from "@/lib/tone";

export type ListedFlag = FunctionReturnType<typeof api.models.featureFlags.listFlags>[number];
export type ExplainedFlag = FunctionReturnType<typeof api.models.featureFlags.explainFlag>;
export type FlagTarget = FunctionArgs<typeof api.models.featureFlags.setFlag>["target"];

export const LEVEL_WORDS = {
  variable: "Environment variable",
  user: "Coach",
  organization: "Club",
  platform: "Everybody",
  default: "Default",
} as const satisfies Record<FlagLevel, string>;

export const STATE_LABELS = {
  on: { label: "On", icon: CircleCheckIcon, tone: "success" },
  off: { label: "Off", icon: BanIcon, tone: "neutral" },
  not_set: { label: "Not set", icon: CircleDashedIcon, tone: "neutral" },
  not_asked: { label: "None chosen", icon: CircleHelpIcon, tone: "neutral" },
  unreadable: { label: "Cannot be read", icon: TriangleAlertIcon, tone: "warning" },
} as const satisfies Record<LevelState, Label>;

export type Chosen = { club: string | undefined; coach: string | undefined };

/** "On for Carla Brady in Grange GAA: …, and which level says so." */
export function explanation(flag: ExplainedFlag, chosen: Chosen): string {
  const word = flag.enabled ? "on" : "off";
  const start = `${flag.enabled ? "On" : "Off"} for ${whom(chosen)}`;
  // That nothing else is set is said in the start already.
  if (chosen.club === undefined && flag.decidedBy === "platform") {
    return `${start}.`;
  }
  return `${start}: ${REASONS[flag.decidedBy](word)}`;
}

function whom({ club, coach }: Chosen): string {
  if (coach !== undefined) {
    return club === undefined ? coach : `${coach} in ${club}`;
  }
  return club ?? "everybody for whom nothing more specific is set";
}

const REASONS = {
  variable: (word) => `the environment variable says ${word}, and nothing that is set here changes that.`,
  user: (word) => `the coach is switched ${word}, which goes before club and platform.`,
  organization: (word) => `the club is switched ${word}, which goes before the platform.`,
  platform: (word) => `the platform is switched ${word}, and nothing more specific is set.`,
  default: () => "nothing is set anywhere, and a flag that is not set is off.",
} as const satisfies Record<FlagLevel, (word: "on" | "off") => string>;
