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
 * Offers actions while the component is shown. Give a stable array (`useMemo`): a new one registers anew.
 * Registers before the browser paints: what can be seen answers to its keys, however busy the machine is.
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
