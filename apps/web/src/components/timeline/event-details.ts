import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatShare, pluralise } from "@voice-flow/domain/format/number";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import { ARTIFACT_STATUS_LABELS } from "@/features/vocabulary/artifact-statuses";
import type { TimelineEvent } from "./stage-run";

/** One short fact about an event, such as "5.2 s" or "4 claims". */
export type EventDetail = { key: string; text: string; isError?: boolean };

type DetailedEvent = Pick<
  TimelineEvent,
  "durationMs" | "errorCode" | "previousStatus" | "newStatus" | "metadata"
>;

/** What an event measured, in the order in which people ask: what went wrong, how long, how much, how sure, at what cost. */
export function eventDetails(event: DetailedEvent): EventDetail[] {
  const { metadata = {} } = event;
  const facts: [key: string, text: string | undefined][] = [
    ["status", statusChange(event)],
    ["duration", event.durationMs === undefined ? undefined : formatDuration(event.durationMs)],
    ["claims", countOf(metadata.claimCount, "claim")],
    ["entities", countOf(metadata.entityCount, "name")],
    ["auto", suffixed(metadata.autoResolvedCount, "matched")],
    ["open", suffixed(metadata.disambiguationCount || undefined, "for the coach")],
    ["drafts", countOf(metadata.draftCount, "draft")],
    ["confidence", suffixed(shareOf(metadata.confidenceScore), "sure")],
    ["audio", suffixed(audioOf(metadata.transcriptDuration), "of audio")],
    ["words", countOf(metadata.transcriptWordCount, "word")],
    ["model", metadata.aiModel],
    ["tokens", tokensOf(metadata.inputTokens, metadata.outputTokens)],
    ["cost", costInWords(metadata)],
  ];
  const details: EventDetail[] = [];
  if (event.errorCode !== undefined) {
    details.push({ key: "error", text: STAGE_ERROR_LABELS[event.errorCode], isError: true });
  }
  for (const [key, text] of facts) {
    if (text !== undefined) {
      details.push({ key, text });
    }
  }
  return details;
}

function statusChange({ previousStatus, newStatus }: DetailedEvent): string | undefined {
  if (newStatus === undefined || previousStatus === undefined) {
    return undefined;
  }
  return `${statusWord(previousStatus)} → ${statusWord(newStatus)}`;
}

/** Old events may carry statuses that this version does not know: those are shown as they are. */
function statusWord(status: string): string {
  return isKnownStatus(status) ? ARTIFACT_STATUS_LABELS[status].label : status;
}

function isKnownStatus(status: string): status is keyof typeof ARTIFACT_STATUS_LABELS {
  return Object.hasOwn(ARTIFACT_STATUS_LABELS, status);
}

function countOf(count: number | undefined, one: string): string | undefined {
  return count === undefined ? undefined : pluralise(count, one);
}

function suffixed(value: string | number | undefined, suffix: string): string | undefined {
  return value === undefined ? undefined : `${value} ${suffix}`;
}

function shareOf(share: number | undefined): string | undefined {
  return share === undefined ? undefined : formatShare(share);
}

function audioOf(seconds: number | undefined): string | undefined {
  return seconds ? formatDuration(seconds * 1_000) : undefined;
}

function tokensOf(input: number | undefined, output: number | undefined): string | undefined {
  const total = (input ?? 0) + (output ?? 0);
  return total === 0 ? undefined : pluralise(total, "token");
}

/** A call whose answer did not say what it used has a cost that nobody knows, which is not $0. */
function costInWords({ aiModel, aiCost }: NonNullable<DetailedEvent["metadata"]>): string | undefined {
  if (aiCost !== undefined) return formatMicroDollars(aiCost);
  return aiModel === undefined ? undefined : "cost unknown";
}
