"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { formatCount, pluralise } from "@voice-flow/domain/format/number";
import { XIcon } from "lucide-react";
import { type CSSProperties, type ReactNode, useRef, useState } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { useHeldRows, useLoadAhead } from "@/components/list/use-held-rows";
import { WaitingPill } from "@/components/list/waiting-pill";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { momentOf } from "@/features/artifacts/bulk-retry/bulk-filter";
import { isSelected } from "@/features/artifacts/bulk-retry/selection";
import { currentTime } from "@/lib/clock";
import type { ArtifactRowView } from "./artifact-row-view";
import { ExpandedArtifact } from "./expanded-artifact";
import { type GridColumn, trackOf } from "./grid-columns";
import { GridHeader, GridRow } from "./grid-row";
import type { ArtifactList } from "./use-artifact-list";
import { useNoteKeys } from "./use-note-keys";
import type { SelectionState } from "./use-selection";
import { words } from "./words";

const ROW_HEIGHT = 41;
/** How far down somebody must have scrolled to be reading, in CSS pixels. */
const AWAY_FROM_TOP = 8;
/** The next page loads this many rows before the last one. */
const AHEAD = 5;

const idOf = ({ artifactId }: ArtifactRowView) => artifactId;

type ArtifactGridProps = {
  list: ArtifactList;
  columns: readonly GridColumn[];
  openId: string | null;
  onToggle: (artifactId: string) => void;
  selecting: SelectionState;
  onRetry: (artifactId: string) => void;
  /** Stands in place of the rows while there are none. */
  empty: ReactNode;
};

/** The notes, newest first. However many are loaded, only those in view are drawn. */
export function ArtifactGrid(props: ArtifactGridProps) {
  const { list, columns, openId, onToggle, selecting, onRetry, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [isAway, setAway] = useState(false);
  const { shown, waiting, release } = useHeldRows(list.rows, isAway, idOf);
  useRowKeys(scroller);
  const { selection, toggle, selectAll, clear } = selecting;
  const select = (artifactId: string, isRange: boolean) => toggle(artifactId, shown.map(idOf), isRange);
  useNoteKeys(scroller, { shown, select, onRetry, hasSelection: selection.kind !== "none" });
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => shown[index]?.artifactId ?? index,
    // React 19 minds a forced render inside of its own.
    useFlushSync: false,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const lastDrawn = items.at(-1)?.index ?? 0;
  const { status, loadMore } = list;
  useLoadAhead(list, { lastDrawn, count: shown.length, ahead: AHEAD });

  const showWaiting = () => {
    release();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-b-xl">
      <WaitingPill count={waiting.size} what="note" show={showWaiting} />
      {openId === null || shown.some((artifact) => artifact.artifactId === openId) ? null : (
        <OpenElsewhere artifactId={openId} close={() => onToggle(openId)} />
      )}
      {shown.length === 0 && status === "done" ? (
        empty
      ) : (
        <div
          ref={scroller}
          data-scroller
          onScroll={({ currentTarget }) => setAway(currentTarget.scrollTop > AWAY_FROM_TOP)}
          className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto [scrollbar-width:thin]"
        >
          <table
            aria-label={words.grid.label}
            aria-rowcount={status === "done" ? shown.length + 1 : -1}
            style={tracksOf(columns)}
            className="relative block"
          >
            <GridHeader
              columns={columns}
              selection={selection}
              onSelectAll={() =>
                selection.kind === "all" ? clear() : selectAll(momentOf(shown, currentTime()))
              }
            />
            {/* The rows are placed over this: it only gives the table its height. */}
            <tbody aria-hidden="true" className="block" style={{ height: virtual.getTotalSize() }} />
            {items.map(({ key, index, start }) => {
              const artifact = shown[index];
              return artifact === undefined ? null : (
                <GridRow
                  key={key}
                  ref={virtual.measureElement}
                  artifact={artifact}
                  columns={columns}
                  index={index}
                  top={start + HEADER_HEIGHT}
                  isOpen={artifact.artifactId === openId}
                  isSelected={isSelected(selection, artifact.artifactId)}
                  onToggle={onToggle}
                  onSelect={select}
                  onRetry={onRetry}
                />
              );
            })}
          </table>
          <GridFoot count={shown.length} status={status} loadMore={loadMore} />
        </div>
      )}
    </div>
  );
}

const tracksOf = (columns: readonly GridColumn[]): CSSProperties & Record<"--tracks", string> => ({
  "--tracks": trackOf(columns),
});

/** Of the row of headings with its line, in CSS pixels. */
const HEADER_HEIGHT = 33;

type FootProps = { count: number; status: ArtifactList["status"]; loadMore: () => void };

function GridFoot({ count, status, loadMore }: FootProps) {
  return (
    <div className="flex h-11 items-center justify-center gap-3 text-xs text-muted-foreground">
      {status === "done" ? words.grid.all(pluralise(count, "note")) : null}
      {status === "loading" ? words.grid.loading : null}
      {status === "more" ? (
        <>
          {words.grid.loaded(formatCount(count))}
          <Button size="sm" onClick={loadMore}>
            {words.grid.more}
          </Button>
        </>
      ) : null}
    </div>
  );
}

export function GridSkeleton() {
  return (
    <div className="min-h-0 flex-1 divide-y overflow-hidden">
      {Array.from({ length: 14 }, (_, index) => (
        // Place-holders have no identity.
        <div key={`row-${index}`} className="flex h-10 items-center gap-4 px-4">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-5 w-24" />
          <Skeleton className="hidden h-3 flex-1 md:block" />
          <Skeleton className="ml-auto h-3 w-14" />
        </div>
      ))}
    </div>
  );
}

/** A note that a link opens while its row is further down than what is loaded, or does not pass the filters. */
function OpenElsewhere({ artifactId, close }: { artifactId: string; close: () => void }) {
  return (
    <div className="max-h-[60%] shrink-0 overflow-y-auto border-b-2">
      <div className="flex items-center gap-2 px-4 py-1.5 text-xs">
        <span className="font-mono">{artifactId.slice(0, 8)}</span>
        <span className="text-muted-foreground">{words.grid.notLoaded}</span>
        <Button
          variant="ghost"
          size="icon-sm"
          onClick={close}
          aria-label={words.grid.close}
          className="ml-auto"
        >
          <XIcon aria-hidden="true" />
        </Button>
      </div>
      <ExpandedArtifact artifactId={artifactId} />
    </div>
  );
}
