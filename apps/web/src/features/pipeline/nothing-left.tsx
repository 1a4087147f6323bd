"use client";

import { CircleCheckIcon, CircleHelpIcon } from "lucide-react";
import { useIsCurrent } from "@/components/live/live-provider";
import { StateScreen } from "@/components/state-screen";
import { words } from "./words";

/** That nothing is left to do; without a connection nobody knows, and no green mark says so. */
export function NothingLeft({ title, children }: { title: string; children: string }) {
  return useIsCurrent() ? (
    <StateScreen icon={CircleCheckIcon} tone="success" title={title} className="min-h-32 py-6">
      {children}
    </StateScreen>
  ) : (
    <StateScreen icon={CircleHelpIcon} title={words.offline.title} className="min-h-32 py-6">
      {words.offline.hint}
    </StateScreen>
  );
}
