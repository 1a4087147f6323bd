"use client";

import type { BulkRetryFilter } from "@voice-flow/backend/convex/tables/retries";
import { pluralise } from "@voice-flow/domain/format/number";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { useConvex } from "convex/react";
import { CheckIcon, RotateCcwIcon, XIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useMemo, useRef, useState } from "react";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { bulkFilterOf, leavesOthersAlone, momentOf } from "@/features/artifacts/bulk-retry/bulk-filter";
import { MAX_PICKED, type Selection } from "@/features/artifacts/bulk-retry/selection";
import { markMatching } from "@/features/artifacts/detail/mark-handled";
import { currentTime } from "@/lib/clock";
import type { ArtifactQuery } from "@/lib/routes/artifact-filters";
import type { ArtifactRowView } from "./artifact-row-view";
import { words } from "./words";

// The dialog is in nothing that a page loads first.
const BulkDialog = dynamic(() =>
  import("@/features/artifacts/bulk-retry/bulk-dialog").then((module) => module.BulkDialog),
);

type SelectionBarProps = {
  selection: Exclude<Selection, { kind: "none" }>;
  query: ArtifactQuery;
  rows: readonly ArtifactRowView[];
  clear: () => void;
  onBegun: (bulkRetryId: string) => void;
};

/** What is selected, and what can be done with it. */
export function SelectionBar({ selection, query, rows, clear, onBegun }: SelectionBarProps) {
  const { actions, askedAt, leave } = useSelectionActions({ selection, query, rows, clear });
  const [retry, handled, drop] = actions;
  return (
    <section
      aria-label={words.selection.title}
      className="flex flex-wrap items-center gap-2 border-b bg-tone-info-subtle px-4 py-1.5"
    >
      <p role="status" className="mr-auto min-w-0">
        {selection.kind === "rows"
          ? words.selection.selected(pluralise(selection.ids.size, "note"))
          : words.selection.everyMatch(formatAbsoluteTime(selection.seenAt))}
      </p>
      <ActionButton action={retry} size="sm" variant="primary" />
      <ActionButton action={handled} size="sm" />
      <ActionButton action={drop} size="sm" variant="ghost" />
      {askedAt === undefined ? null : (
        <BulkDialog
          filter={bulkFilterOf(selection, query, askedAt)}
          seenAt={askedAt}
          remark={
            selection.kind === "all" && leavesOthersAlone(query) ? words.selection.onlyFailed : undefined
          }
          onBegun={(bulkRetryId) => {
            leave();
            clear();
            onBegun(bulkRetryId);
          }}
          close={leave}
        />
      )}
    </section>
  );
}

type SelectionActions = {
  actions: readonly [Action, Action, Action];
  askedAt: number | undefined;
  leave: () => void;
};

/** Retry, resolve, clear. `askedAt` is when the retry dialog opened, ms; `leave` closes it. */
function useSelectionActions({
  selection,
  query,
  rows,
  clear,
}: Omit<SelectionBarProps, "onBegun">): SelectionActions {
  const [askedAt, setAskedAt] = useState<number>();
  const { marked, mark, stop } = useMarkSelected(clear);
  const tooMany = selection.kind === "rows" && selection.ids.size > MAX_PICKED;
  const actions = useMemo<readonly [Action, Action, Action]>(() => {
    const seenAt = () => (selection.kind === "all" ? selection.seenAt : momentOf(rows, currentTime()));
    const ask = () => setAskedAt(seenAt());
    const limited = tooMany ? { disabledReason: words.selection.tooMany(MAX_PICKED) } : {};
    return [
      {
        id: "retry",
        label: words.selection.retry,
        group: "Row",
        icon: RotateCcwIcon,
        keys: "r",
        run: ask,
        ...limited,
      },
      {
        id: "mark-selected",
        label:
          marked === undefined
            ? words.selection.resolve
            : words.selection.resolving(pluralise(marked, "failure")),
        group: "Row",
        icon: CheckIcon,
        keys: "d",
        run: () =>
          marked === undefined
            ? mark({ filter: bulkFilterOf(selection, query, seenAt()), seenAt: seenAt() })
            : stop(),
        ...limited,
      },
      {
        id: "clear-selection",
        label: words.selection.clear,
        group: "Row",
        icon: XIcon,
        keys: "esc",
        run: clear,
      },
    ];
  }, [selection, query, rows, clear, tooMany, marked, mark, stop]);
  useRegisterActions(actions);
  return { actions, askedAt, leave: useCallback(() => setAskedAt(undefined), []) };
}

type Wanted = { filter: BulkRetryFilter; seenAt: number };

export type MarkingSelected = {
  /** How many are marked so far; undefined while nothing is being marked. */
  marked: number | undefined;
  mark: (wanted: Wanted) => void;
  /** What is marked stays marked. */
  stop: () => void;
};

/** Resolves the selected failures, and carries on after the page is left. Calls `onDone` at the end. */
function useMarkSelected(onDone: () => void): MarkingSelected {
  const convex = useConvex();
  const [marked, setMarked] = useState<number>();
  const running = useRef<AbortController>(undefined);
  const mark = useCallback(
    async (wanted: Wanted) => {
      const own = new AbortController();
      running.current = own;
      setMarked(0);
      await markMatching(convex, { ...wanted, signal: own.signal, onProgress: setMarked });
      setMarked(undefined);
      onDone();
    },
    [convex, onDone],
  );
  return {
    marked,
    mark: useCallback((wanted: Wanted) => void mark(wanted), [mark]),
    stop: useCallback(() => running.current?.abort(), []),
  };
}
