"use client";

import { CheckIcon, RotateCcwIcon } from "lucide-react";
import { type RefObject, useLayoutEffect, useMemo, useRef } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import type { ArtifactRowView } from "./artifact-row-view";
import { words } from "./words";

type NoteActs = {
  shown: readonly ArtifactRowView[];
  select: (artifactId: string, isRange: boolean) => void;
  onRetry: (artifactId: string) => void;
  /** Then r is for what is selected, and never for one row, even before the bar with its own r is there. */
  hasSelection: boolean;
};

/** x selects the note whose row has the focus, and r retries it; without a focus, the row that is open. */
export function useNoteKeys(container: RefObject<HTMLElement | null>, acts: NoteActs): void {
  const newest = useRef(acts);
  useLayoutEffect(() => {
    newest.current = acts;
  });
  const actions = useMemo<readonly Action[]>(() => {
    const focused = () => {
      // With what a row shows while it is open.
      const row = document.activeElement?.closest("tbody");
      const id = row?.querySelector<HTMLElement>("[data-artifact-id]")?.dataset.artifactId;
      return container.current?.contains(row ?? null) ? id : undefined;
    };
    const opened = () =>
      container.current?.querySelector<HTMLElement>("[data-artifact-id][aria-expanded=true]")?.dataset
        .artifactId;
    return [
      {
        id: "retry",
        label: words.keys.retry,
        group: "Row",
        icon: RotateCcwIcon,
        keys: "r",
        run: () => {
          const { shown, onRetry, hasSelection } = newest.current;
          const id = focused() ?? opened();
          const note = shown.find(({ artifactId }) => artifactId === id);
          if (note?.status === "failed" && !hasSelection) {
            onRetry(note.artifactId);
          }
        },
      },
      {
        id: "select-row",
        label: words.keys.select,
        group: "Row",
        icon: CheckIcon,
        keys: "x",
        run: () => {
          const id = focused();
          if (id !== undefined) newest.current.select(id, false);
        },
      },
    ];
  }, [container]);
  useRegisterActions(actions);
}
