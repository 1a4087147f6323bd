/** What an alert rule is. Everything the product knows of one is in its object; see `rules/` and `registry.ts`. */
import type { SettingDefinition, SettingUnit } from "../settings/definition";
import type { AlertSeverity } from "../vocabulary/operations";
import type { MachineStage } from "../vocabulary/pipeline";
import type { FactSource, HealthFacts } from "./facts";
import type { RunsBehind } from "./run-source";
import type { SharedAlertSetting } from "./shared-settings";

export interface RuleNumbers {
  /** In the unit of the rule: a share, a multiple of normal, a count, seconds or minutes. */
  threshold: number;
  /** From here on the incident is severe; absent where one severity fits all. */
  severeThreshold?: number;
  /** What a rate, a mean or a yield must rest on. */
  minSample: number;
  /** Health checks in a row that must find the condition before an incident is opened. */
  raiseAfter: number;
  /** Health checks in a row that must find it gone before the incident is resolved. */
  resolveAfter: number;
  /** Share of the threshold that the number must come back to before the condition counts as gone. */
  hysteresisShare: number;
  /** How long after its resolution an incident is reopened rather than followed by another, ms. */
  deduplicationMs: number;
  /** Length of the time that the condition looks at, ms; 0 for what is true of this moment. */
  windowMs: number;
}

/** The numbers that differ from rule to rule; the others follow the shared settings. */
export type OwnNumbers = Pick<
  RuleNumbers,
  "threshold" | "severeThreshold" | "minSample" | "raiseAfter" | "windowMs"
>;

export interface Reading {
  /** The number that is compared with the rule's threshold, in its unit. */
  value: number;
  breached: boolean;
  /** Not the opposite of `breached`: between the two, an open incident stays open and no new one is raised. */
  cleared: boolean;
  severity: AlertSeverity;
  /** With the number and its normal; true whether or not the condition is met. */
  sentence: string;
  /** Where the attempts behind it are, if they are at one stage. */
  stage?: MachineStage;
  /** There is too little to judge by: it is neither bad nor known to be good. */
  tooFew?: true;
}

export interface RuleDefinition<Type extends string, Own extends string, Related extends string> {
  type: Type;
  /** For filters and narrow columns. */
  name: string;
  title: string;
  /** One thing to do. */
  suggestion: string;
  threshold: {
    /** The setting it comes from, whose bounds hold for the rule as well; null where there is nothing to choose. */
    setting: NoInfer<Own> | null;
    /** What it is counted in: of one, and of any other number. */
    unit: readonly [one: string, many: string];
    /** Shares and times are said as people say them: "10 % of notes", "5 minutes". */
    said?: { unit: SettingUnit; of?: string };
    /** Which side of the threshold is bad. */
    badWhen: "high" | "low";
  };
  settings: Readonly<Record<Own, SettingDefinition>>;
  numbers: (settings: Readonly<Record<Own | SharedAlertSetting, number>>) => OwnNumbers;
  reads: FactSource;
  condition: (numbers: RuleNumbers, facts: HealthFacts) => Reading;
  /** Rules that narrow the cause down when their condition is not met. */
  related: readonly Related[];
  runs: RunsBehind;
  /** The platform is checked by every rule, a club by those whose facts it has. */
  scope: "platform" | "platform_and_clubs";
  /** Whether stored metrics tell enough to say when it would have fired. */
  rehearsable: boolean;
}

/** Keeps the literal types, from which the unions of types and settings are made. */
export const defineRule = <
  const Type extends string,
  const Own extends string = never,
  const Related extends string = never,
>(
  rule: RuleDefinition<Type, Own, Related>,
): RuleDefinition<Type, Own, Related> => rule;

/** The numbers of a fact that is true of this moment and believed at once. */
export const factOfNow = (threshold: number): OwnNumbers => ({
  threshold,
  minSample: 0,
  raiseAfter: 1,
  windowMs: 0,
});

/** Too little to judge by: never raises, and lets an open incident go. */
export const tooFew = (sentence: string): Reading => ({
  value: 0,
  breached: false,
  cleared: true,
  severity: "low",
  sentence,
  tooFew: true,
});

/** Compares a number that is bad when it is high. `atLeast` breaches at the threshold itself. */
export function high(
  numbers: RuleNumbers,
  value: number,
  severities: readonly [usual: AlertSeverity, severe: AlertSeverity],
  sentence: string,
  atLeast = false,
): Reading {
  const breached = atLeast ? value >= numbers.threshold : value > numbers.threshold;
  const cleared = !breached && value <= numbers.threshold * numbers.hysteresisShare;
  const severe = numbers.severeThreshold !== undefined && value > numbers.severeThreshold;
  return { value, breached, cleared, severity: severities[severe ? 1 : 0], sentence };
}
