import { formatDecimal } from "../../format/number";
import { yieldsOf } from "../../metrics/snapshot";
import { fraction } from "../../settings/definition";
import { MINUTE_MS } from "../../time";
import { defineRule, type Reading, type RuleNumbers, tooFew } from "../define-rule";
import type { HealthFacts } from "../facts";
import { finishedRuns } from "../run-source";

function condition(numbers: RuleNumbers, { current, baseline }: HealthFacts): Reading {
  const now = yieldsOf(current);
  const usual = yieldsOf(baseline);
  const compared = [
    {
      what: "claims per note",
      stage: "claims_extraction" as const,
      now: now.claimsPerNote,
      usual: usual.claimsPerNote,
    },
    {
      what: "drafts per claim",
      stage: "draft_generation" as const,
      now: now.draftsPerClaim,
      usual: usual.draftsPerClaim,
    },
  ].filter((pair) => Math.min(pair.now.whole, pair.usual.whole) >= numbers.minSample && pair.usual.value > 0);
  const [worst] = compared.sort((a, b) => a.now.value / a.usual.value - b.now.value / b.usual.value);
  if (worst === undefined) return tooFew("Too few notes to compare yields.");
  const kept = worst.now.value / worst.usual.value;
  return {
    value: kept,
    breached: kept < numbers.threshold,
    // Hysteresis upwards: a yield is normal again well above the share at which it alarmed.
    cleared: kept >= Math.min(numbers.threshold / numbers.hysteresisShare, 1),
    severity: kept < (numbers.severeThreshold ?? 0) ? "high" : "medium",
    sentence: `${formatDecimal(worst.now.value)} ${worst.what}, normally ${formatDecimal(worst.usual.value)}.`,
    stage: worst.stage,
  };
}

export const yieldDropped = defineRule({
  type: "YIELD_DROPPED",
  name: "Yield",
  title: "Notes yield less than usual",
  suggestion:
    "Read a few of the notes. If they say more than was extracted, the model or its configuration has changed.",
  threshold: {
    setting: "YIELD_DROP_WARNING_SHARE",
    unit: ["share of normal", "share of normal"],
    said: { unit: "share", of: "of normal" },
    badWhen: "low",
  },
  settings: {
    YIELD_DROP_WARNING_SHARE: fraction("alerts", "share", [
      0.5,
      0.05,
      0.95,
      "Share of its normal value below which claims per note or drafts per claim count as dropped.",
    ]),
  },
  numbers: (settings) => ({
    threshold: settings.YIELD_DROP_WARNING_SHARE,
    severeThreshold: settings.YIELD_DROP_WARNING_SHARE / 2,
    minSample: settings.ALERT_MIN_SAMPLE,
    raiseAfter: settings.ALERT_RAISE_AFTER_EVALUATIONS,
    windowMs: settings.LATENCY_WINDOW_MINUTES * MINUTE_MS,
  }),
  reads: "comparison",
  condition,
  related: ["HIGH_FAILURE_RATE", "DISAMBIGUATION_BACKLOG"],
  runs: finishedRuns,
  scope: "platform_and_clubs",
  rehearsable: true,
});
