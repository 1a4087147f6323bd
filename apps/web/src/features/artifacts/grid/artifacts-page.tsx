"use client";

import { api } from "@voice-flow/backend/api";
import { MINUTE_MS } from "@voice-flow/domain/time";
import { useMutation } from "convex/react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { NothingMatches, NothingYet, RemovedAfterRetention } from "@/components/empty-states";
import { ExportMenu } from "@/components/exports/export-menu";
import { Panel, PanelBoundary } from "@/components/panel";
import { useRowRetry } from "@/components/retry/use-row-retry";
import { Button } from "@/components/ui/button";
import { Waiting } from "@/components/waiting";
import { CurrentBulk } from "@/features/artifacts/bulk-retry/current-bulk";
import { ViewMenu } from "@/features/artifacts/saved-views/view-menu";
import { useNow } from "@/lib/clock";
import type { ArtifactQuery } from "@/lib/routes/artifact-filters";
import { BULK_RETRIES_HREF, MONITORING_ROOT } from "@/lib/routes/monitoring-pages";
import { isBeforeRetention } from "@/lib/routes/time-window";
import { ArtifactFilterBar } from "./artifact-filter-bar";
import { ArtifactGrid, GridSkeleton } from "./artifact-grid";
import { ColumnMenu, DensityToggle } from "./column-menu";
import type { GridColumn } from "./grid-columns";
import { GridCounts } from "./grid-counts";
import { useColumns } from "./remembered-columns";
import { type ArtifactFilterState, useArtifactFilters } from "./use-artifact-filters";
import { useArtifactList } from "./use-artifact-list";
import { useSelection } from "./use-selection";
import { words } from "./words";

// As high as what comes: the rows under the hand must not move twice.
const SelectionBar = dynamic(() => import("./selection-bar").then((module) => module.SelectionBar), {
  loading: () => <div className="h-10 border-b bg-tone-info-subtle" />,
});

/** Every note and its outcome, newest first. */
export function ArtifactsPage() {
  const state = useArtifactFilters();
  const { columns, choose } = useColumns();
  const [bulk, setBulk] = useQueryState("bulk", parseAsString);
  const [begun, setBegun] = useState<string>();
  const follow = (bulkRetryId: string) => {
    setBegun(bulkRetryId);
    void setBulk(bulkRetryId);
  };
  return (
    <div className="flex flex-col gap-4">
      <h1 className="sr-only">{words.page.title}</h1>
      {bulk === null ? null : (
        <CurrentBulk
          key={bulk}
          bulkRetryId={bulk}
          takesFocus={bulk === begun}
          close={() => void setBulk(null)}
        />
      )}
      <PanelBoundary title={words.page.counts}>
        <GridCounts state={state} />
      </PanelBoundary>
      <Panel
        title={words.page.notes}
        note={words.page.newestFirst}
        actions={
          <>
            <Button asChild size="sm">
              <Link href={BULK_RETRIES_HREF}>{words.page.bulkRetries}</Link>
            </Button>
            <ViewMenu filters={state.filters} columns={columns} />
            {/* A phone shows three columns, and is for reading. */}
            <div className="hidden items-center gap-2 md:flex">
              <ArtifactExport query={state.query} isFiltered={state.active.length > 0} />
              <DensityToggle columns={columns} choose={choose} />
              <ColumnMenu columns={columns} choose={choose} />
            </div>
          </>
        }
        bodyClassName="h-[max(28rem,calc(100dvh-17.5rem))] flex-none"
      >
        <ArtifactFilterBar state={state} />
        <GridRows key={state.key} state={state} columns={columns} onBulk={follow} />
      </Panel>
    </div>
  );
}

type GridRowsProps = {
  state: ArtifactFilterState;
  columns: readonly GridColumn[];
  /** A bulk retry has begun. */
  onBulk: (bulkRetryId: string) => void;
};

function GridRows({ state, columns, onBulk }: GridRowsProps) {
  const list = useArtifactList(state.query);
  const selecting = useSelection();
  const { retry, dialog } = useRowRetry();
  const [openId, setOpenId] = useQueryState("open", parseAsString.withOptions({ history: "push" }));
  const toggle = useCallback(
    (artifactId: string) => void setOpenId((open) => (open === artifactId ? null : artifactId)),
    [setOpenId],
  );
  const actions = useMemo<readonly Action[]>(
    () =>
      openId === null
        ? []
        : [
            {
              id: "close",
              label: words.page.closeRow,
              group: "View",
              keys: "esc",
              run: () => void setOpenId(null),
            },
          ],
    [openId, setOpenId],
  );
  useRegisterActions(actions);
  if (list.rows === undefined) {
    return (
      <Waiting what="notes">
        <GridSkeleton />
      </Waiting>
    );
  }
  const { selection, clear } = selecting;
  return (
    <>
      {selection.kind === "none" ? null : (
        <SelectionBar
          selection={selection}
          query={state.query}
          rows={list.rows}
          clear={clear}
          onBegun={onBulk}
        />
      )}
      <ArtifactGrid
        list={list}
        columns={columns}
        openId={openId}
        onToggle={toggle}
        selecting={selecting}
        onRetry={retry}
        empty={<NoNotes state={state} />}
      />
      {dialog}
    </>
  );
}

function NoNotes({ state }: { state: ArtifactFilterState }) {
  const now = useNow(MINUTE_MS);
  if (isBeforeRetention(state.query, now)) {
    return <RemovedAfterRetention what={words.page.partOfList} backHref={`${MONITORING_ROOT}/artifacts`} />;
  }
  if (state.active.length > 0) {
    return <NothingMatches what="notes" filters={state.active} clearAll={state.clearAll} />;
  }
  return <NothingYet title={words.page.none}>{words.page.noneHint}</NothingYet>;
}

/** The notes that the filters show, as a file. */
function ArtifactExport({ query, isFiltered }: { query: ArtifactQuery; isFiltered: boolean }) {
  const startExport = useMutation(api.models.voicePipelineExport.startArtifactExport);
  return (
    <ExportMenu
      subject="artifacts"
      isFiltered={isFiltered}
      start={(format) => startExport({ format, filters: query })}
    />
  );
}
