"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useLayoutEffect, useMemo, useState } from "react";
import { type Action, makeActionRegistry } from "./action-registry";
import { listenForKeys } from "./listen-for-keys";
import { RegistryContext } from "./use-actions";

// Neither is needed to show a page, so neither is in what a page loads first.
const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette));
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet));

type OpenSurface = "palette" | "sheet" | undefined;

/** Holds the one registry of actions, listens for their keys, and shows the palette (⌘K) and the sheet (?). */
export function ActionsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(makeActionRegistry);
  const [surface, setSurface] = useState<OpenSurface>();

  // Before the first paint, as `useRegisterActions` does.
  useLayoutEffect(() => listenForKeys(window, registry.list), [registry]);

  const ownActions = useMemo<readonly Action[]>(
    () => [
      {
        id: "palette",
        label: "Find an action",
        group: "Help",
        keys: "mod+k",
        run: () => setSurface("palette"),
      },
      { id: "shortcuts", label: "Show shortcuts", group: "Help", keys: "?", run: () => setSurface("sheet") },
    ],
    [],
  );
  useLayoutEffect(() => registry.register(ownActions), [registry, ownActions]);

  const close = () => setSurface(undefined);
  return (
    <RegistryContext value={registry}>
      {children}
      {surface === "palette" ? <CommandPalette close={close} /> : null}
      {surface === "sheet" ? <ShortcutSheet close={close} /> : null}
    </RegistryContext>
  );
}
