"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { ActiveFilter } from "@/components/empty-states";
import { useOrganizationName } from "@/components/filters/club-filter";
import { describeTime } from "@/components/filters/time-filter";
import { type AskedQuery, useAskedQuery } from "@/components/filters/use-asked-query";
import { useIncidentTitle } from "@/components/incidents/use-incident-title";
import { ARTIFACT_STATUS_LABELS } from "@/features/vocabulary/artifact-statuses";
import { causeInWords } from "@/features/vocabulary/error-codes";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { SOURCE_CHANNEL_LABELS } from "@/features/vocabulary/source-channels";
import {
  type ArtifactFilters,
  type ArtifactQuery,
  artifactFilterParsers,
  artifactQueryOf,
  NO_ARTIFACT_FILTERS,
} from "@/lib/routes/artifact-filters";
import { ANY_TIME, isAnyTime } from "@/lib/routes/time-window";
import { words } from "./words";

export type ArtifactFilterState = AskedQuery<ArtifactQuery> & {
  filters: ArtifactFilters;
  set: (change: Partial<ArtifactFilters>) => void;
  clearAll: () => void;
  active: readonly ActiveFilter[];
};

/** The filters of the grid, held in the URL; each change is a step that the back button takes back. */
export function useArtifactFilters(): ArtifactFilterState {
  const [filters, setFilters] = useQueryStates(artifactFilterParsers, { history: "push" });
  const { query, key } = useAskedQuery(filters, artifactQueryOf);
  const clubName = useOrganizationName(filters.club);
  const incidentTitle = useIncidentTitle(filters.alert);
  return useMemo(() => {
    const set = (change: Partial<ArtifactFilters>) => void setFilters(change);
    return {
      filters,
      set,
      clearAll: () => set(NO_ARTIFACT_FILTERS),
      query,
      key,
      active: activeFilters(filters, { clubName, incidentTitle }, set),
    };
  }, [filters, setFilters, query, key, clubName, incidentTitle]);
}

function activeFilters(
  filters: ArtifactFilters,
  { clubName, incidentTitle }: { clubName: string; incidentTitle: string },
  set: (change: Partial<ArtifactFilters>) => void,
): ActiveFilter[] {
  const { status, stage, club, channel, q, alert, cause, handled } = filters;
  const statuses = status ?? [];
  const active: ActiveFilter[] = statuses.map((each) => ({
    id: each,
    label: ARTIFACT_STATUS_LABELS[each].label,
    clear: () => {
      const rest = statuses.filter((other) => other !== each);
      set({ status: rest.length === 0 ? null : rest });
    },
  }));
  if (alert !== null) {
    const label = words.filters.incident(incidentTitle);
    // A cause was one of the incident's.
    active.unshift({ id: "alert", label, clear: () => set({ alert: null, cause: null }) });
  }
  if (cause !== null) {
    active.push({ id: "cause", label: causeInWords(cause), clear: () => set({ cause: null }) });
  }
  if (handled !== null) {
    active.push({ id: "handled", label: words.filters.unresolvedOnly, clear: () => set({ handled: null }) });
  }
  if (stage !== null) {
    active.push({
      id: "stage",
      label: PIPELINE_STAGE_LABELS[stage].label,
      clear: () => set({ stage: null }),
    });
  }
  if (club !== null) {
    active.push({ id: "club", label: clubName, clear: () => set({ club: null }) });
  }
  if (channel !== null) {
    const { label } = SOURCE_CHANNEL_LABELS[channel];
    active.push({ id: "channel", label, clear: () => set({ channel: null }) });
  }
  if (q !== null && q !== "") {
    active.push({ id: "q", label: words.filters.idPrefix(q), clear: () => set({ q: null }) });
  }
  if (!isAnyTime(filters)) {
    active.push({ id: "time", label: describeTime(filters), clear: () => set(ANY_TIME) });
  }
  return active;
}
