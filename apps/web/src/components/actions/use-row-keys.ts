"use client";

import { type RefObject, useMemo } from "react";
import type { Action } from "./action-registry";
import { useRegisterActions } from "./use-actions";

/**
 * j and k move the focus through the rows (`data-row`) of a list, and enter opens the one that has it because rows are
 * links or buttons.
 */
export function useRowKeys(container: RefObject<HTMLElement | null>): void {
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: "row-next",
        label: "Next row",
        group: "Row",
        keys: "j",
        run: () => moveFocus(container.current, 1),
      },
      {
        id: "row-previous",
        label: "Previous row",
        group: "Row",
        keys: "k",
        run: () => moveFocus(container.current, -1),
      },
    ],
    [container],
  );
  useRegisterActions(actions);
}

function moveFocus(container: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(container?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const next = current === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step));
  const row = rows[next];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}
