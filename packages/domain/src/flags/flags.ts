/**
 * Feature flags: what can be switched on and off without a deployment, and who decides. An environment variable wins
 * over everything (kill switch or force); otherwise the most specific row wins: user, then organisation, then
 * platform, then off.
 */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { FlagScope } from "../vocabulary/operations";

export const FEATURE_FLAG_KEYS = ["voice_notes_v2"] as const;
export const featureFlagKeyValidator = literals(...FEATURE_FLAG_KEYS);
export type FeatureFlagKey = Infer<typeof featureFlagKeyValidator>;

export interface FeatureFlagDefinition {
  title: string;
  /** What happens while it is on, and while it is off; for staff. */
  whenOn: string;
  whenOff: string;
  /** The environment variable that wins over every row. */
  variable: string;
}

export const FEATURE_FLAGS = {
  voice_notes_v2: {
    title: "Voice-note pipeline (v2)",
    whenOn: "New notes become runs: claims, names and drafts, and a summary that the coach confirms.",
    whenOff:
      "New notes are stored and transcribed alone: no runs, events or summaries. Runs under way go on to their end.",
    variable: "FEATURE_FLAG_VOICE_NOTES_V2",
  },
} as const satisfies Record<FeatureFlagKey, FeatureFlagDefinition>;

/** What a variable says. One that is neither on nor off is ignored, and shown to be. */
export const VARIABLE_STATES = ["not_set", "on", "off", "unreadable"] as const;
export const variableStateValidator = literals(...VARIABLE_STATES);
export type VariableState = Infer<typeof variableStateValidator>;

const WORDS: Readonly<Record<string, VariableState>> = {
  "": "not_set",
  true: "on",
  on: "on",
  "1": "on",
  yes: "on",
  false: "off",
  off: "off",
  "0": "off",
  no: "off",
};

export function readVariable(value: string | undefined): VariableState {
  const word = (value ?? "").trim().toLowerCase();
  return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? "unreadable") : "unreadable";
}

/** Everything that may decide, the strongest first. */
export const FLAG_LEVELS = ["variable", "user", "organization", "platform", "default"] as const;
export const flagLevelValidator = literals(...FLAG_LEVELS);
export type FlagLevel = Infer<typeof flagLevelValidator>;

/** `not_asked`: no user, or no organisation, was named, so that the level has nothing to say. */
export const LEVEL_STATES = ["on", "off", "not_set", "not_asked", "unreadable"] as const;
export const levelStateValidator = literals(...LEVEL_STATES);
export type LevelState = Infer<typeof levelStateValidator>;

export interface FlagFacts {
  variable: VariableState;
  /** The row of each scope; absent where nobody was named, null where there is no row. */
  rows: Readonly<Record<FlagScope, boolean | null | undefined>>;
}

export interface EffectiveFlag {
  enabled: boolean;
  /** The strongest level that says on or off. */
  decidedBy: FlagLevel;
  /** Every level with what it says, the strongest first. */
  levels: readonly { level: FlagLevel; state: LevelState }[];
}

/** The value in force, with the reason for it. */
export function decideFlag({ variable, rows }: FlagFacts): EffectiveFlag {
  const levels: readonly { level: FlagLevel; state: LevelState }[] = [
    { level: "variable", state: variable },
    { level: "user", state: stateOf(rows.user) },
    { level: "organization", state: stateOf(rows.organization) },
    { level: "platform", state: stateOf(rows.platform) },
    { level: "default", state: "off" },
  ];
  const deciding = levels.find(({ state }) => state === "on" || state === "off");
  return {
    enabled: deciding?.state === "on",
    decidedBy: deciding?.level ?? "default",
    levels,
  };
}

function stateOf(row: boolean | null | undefined): LevelState {
  if (row === undefined) return "not_asked";
  if (row === null) return "not_set";
  return row ? "on" : "off";
}
