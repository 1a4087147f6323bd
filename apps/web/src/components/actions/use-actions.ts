"use client";

import { createContext, useContext, useLayoutEffect, useSyncExternalStore } from "react";
import type { Action, ActionRegistry } from "./action-registry";

export const RegistryContext = createContext<ActionRegistry | undefined>(undefined);

function useRegistry(): ActionRegistry {
  const registry = useContext(RegistryContext);
  if (registry === undefined) {
    throw new Error("Actions are used outside of <ActionsProvider>.");
  }
  return registry;
}

/**
 * Registers actions while the component is mounted. Pass a stable array (`useMemo`): each new one registers again.
 * Registers before the browser paints, so that whatever is visible answers to its keys.
 */
export function useRegisterActions(actions: readonly Action[]): void {
  const registry = useRegistry();
  useLayoutEffect(() => registry.register(actions), [registry, actions]);
}

const nothingOnServer: readonly Action[] = [];

export function useRegisteredActions(): readonly Action[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list, () => nothingOnServer);
}
