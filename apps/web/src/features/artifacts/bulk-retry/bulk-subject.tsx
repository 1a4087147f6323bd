"use client";

import { pluralise } from "@voice-flow/domain/format/number";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import Link from "next/link";
import { useOrganizationName } from "@/components/filters/club-filter";
import { useIncidentTitle } from "@/components/incidents/use-incident-title";
import { ARTIFACT_STATUS_LABELS } from "@/features/vocabulary/artifact-statuses";
import { causeInWords } from "@/features/vocabulary/error-codes";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { SOURCE_CHANNEL_LABELS } from "@/features/vocabulary/source-channels";
import { gridHref } from "@/lib/routes/artifact-filters";
import type { BulkRetryFilter } from "./bulk-views";
import { words } from "./words";

/** What a bulk retry was about, as it was frozen; leads back to those notes where a filter names them. */
export function BulkSubject({ filter }: { filter: BulkRetryFilter }) {
  const clubName = useOrganizationName(filter.organizationId ?? null);
  const incident = useIncidentTitle(filter.alertId ?? null);
  if (filter.artifactIds !== undefined) {
    return <>{words.subject.picked(pluralise(filter.artifactIds.length, "note"))}</>;
  }
  const conditions = wordsOf(filter, clubName, incident);
  return (
    <Link
      href={gridHref(gridFilters(filter))}
      prefetch={false}
      className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current"
    >
      {conditions.length === 0 ? words.subject.allFailed : conditions.join(", ")}
    </Link>
  );
}

function wordsOf(filter: BulkRetryFilter, clubName: string, incident: string): string[] {
  const { alertId, statuses, organizationId, sourceChannel, errorFingerprint, idPrefix, onlyUnhandled } =
    filter;
  return [
    ...(alertId === undefined ? [] : [words.subject.incident(incident)]),
    ...(statuses ?? []).map((status) => ARTIFACT_STATUS_LABELS[status].label),
    ...(onlyUnhandled === true ? [words.subject.unresolved] : []),
    ...(filter.pipelineStage === undefined ? [] : [PIPELINE_STAGE_LABELS[filter.pipelineStage].label]),
    ...(errorFingerprint === undefined ? [] : [causeInWords(errorFingerprint)]),
    ...(organizationId === undefined ? [] : [clubName]),
    ...(sourceChannel === undefined ? [] : [SOURCE_CHANNEL_LABELS[sourceChannel].label]),
    ...(idPrefix === undefined ? [] : [words.subject.idPrefix(idPrefix)]),
    ...(alertId === undefined ? [words.subject.receivedUntil(formatAbsoluteTime(filter.to))] : []),
  ];
}

/** Without the failures' own status and stage: after a retry that went well the notes are past both. */
function gridFilters(filter: BulkRetryFilter): Parameters<typeof gridHref>[0] {
  const { alertId, organizationId, sourceChannel, errorFingerprint, idPrefix, from, to } = filter;
  return {
    alert: alertId ?? null,
    cause: alertId === undefined ? null : (errorFingerprint ?? null),
    club: organizationId ?? null,
    channel: sourceChannel ?? null,
    q: idPrefix ?? null,
    ...(alertId === undefined ? { from: new Date(from), to: new Date(to) } : {}),
  };
}
