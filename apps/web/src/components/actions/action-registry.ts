import type { LucideIcon } from "lucide-react";

/** In the order of the shortcut sheet and the palette. */
export const ACTION_GROUPS = ["Pages", "View", "Row", "Help"] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** Something that can be done on the page that is open. Keys, palette entries and buttons are all made from it. */
export type Action = {
  id: string;
  label: string;
  group: ActionGroup;
  icon?: LucideIcon;
  keys?: string;
  run: () => void;
  /** Set when it cannot be done now: the sentence is shown in its place. */
  disabledReason?: string;
};

export type ActionRegistry = {
  /** Adds actions; the function that comes back removes them. A later action with the same keys hides an earlier one. */
  register: (actions: readonly Action[]) => () => void;
  list: () => readonly Action[];
  subscribe: (listener: () => void) => () => void;
};

export function makeActionRegistry(): ActionRegistry {
  const registered = new Set<readonly Action[]>();
  const listeners = new Set<() => void>();
  let current: readonly Action[] = [];

  const refresh = () => {
    const byId = new Map<string, Action>();
    const keysTaken = new Set<string>();
    // Newest registration first: a dialog's keys win over the page beneath it.
    for (const action of [...registered].reverse().flat()) {
      if (byId.has(action.id)) {
        continue;
      }
      const { keys, ...rest } = action;
      const isFree = keys !== undefined && !keysTaken.has(keys);
      if (isFree) {
        keysTaken.add(keys);
      }
      byId.set(action.id, isFree ? action : rest);
    }
    current = [...byId.values()].sort(byGroup);
    for (const notify of listeners) {
      notify();
    }
  };

  return {
    register: (actions) => {
      registered.add(actions);
      refresh();
      return () => {
        registered.delete(actions);
        refresh();
      };
    },
    list: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function byGroup(a: Action, b: Action): number {
  return ACTION_GROUPS.indexOf(a.group) - ACTION_GROUPS.indexOf(b.group);
}
