import type { RetryKind } from "@voice-flow/domain/vocabulary/operations";
import { expect, it } from "vitest";
import { commonRefusal, inOrder, shownPlan } from "./choose-plan";
import type { RetryOptions, RetryPlan } from "./retry-views";

const common = { label: "Again", retriesLeft: 9, retriesPerHour: 10 };
const refused = (kind: RetryKind, message: string): RetryPlan => ({
  allowed: false,
  kind,
  ...common,
  code: "breaker_open",
  message,
});
const allowed = (kind: RetryKind): RetryPlan => ({
  allowed: true,
  kind,
  ...common,
  stages: ["claims_extraction"],
  status: "processing",
  stage: "claims_extraction",
  attempt: 2,
  deletes: [],
  keeps: [],
  destructive: false,
  notes: [],
  token: "t",
});
const options = (plans: RetryPlan[]): RetryOptions => ({ recommended: "retryClaimsExtraction", plans });

it("puts the recommended kind first and keeps the order of the others", () => {
  const plans = [
    allowed("retryTranscription"),
    allowed("retryClaimsExtraction"),
    allowed("retryFullPipeline"),
  ];
  expect(inOrder(options(plans)).map(({ kind }) => kind)).toEqual([
    "retryClaimsExtraction",
    "retryTranscription",
    "retryFullPipeline",
  ]);
});

it("shows what was chosen, else what is recommended, else what is possible, else why the recommended is not", () => {
  const both = options([allowed("retryTranscription"), allowed("retryClaimsExtraction")]);
  expect(shownPlan(both, "retryTranscription")?.kind).toBe("retryTranscription");
  expect(shownPlan(both, undefined)?.kind).toBe("retryClaimsExtraction");
  const other = options([refused("retryClaimsExtraction", "no"), allowed("retryFullPipeline")]);
  expect(shownPlan(other, undefined)?.kind).toBe("retryFullPipeline");
  const none = options([refused("retryTranscription", "no"), refused("retryClaimsExtraction", "no")]);
  expect(shownPlan(none, undefined)?.kind).toBe("retryClaimsExtraction");
});

it("tells a reason that holds for every kind once, and never one that does not", () => {
  const kinds = ["retryTranscription", "retryClaimsExtraction"] as const;
  expect(commonRefusal(options(kinds.map((kind) => refused(kind, "running"))))).toBe("running");
  expect(commonRefusal(options(kinds.map((kind) => refused(kind, kind))))).toBeUndefined();
  expect(
    commonRefusal(options([refused("retryTranscription", "no"), allowed("retryClaimsExtraction")])),
  ).toBeUndefined();
});
