"use client";

import type { ReactNode } from "react";
import { EmergencyBanner } from "@/components/emergency-banner";
import { ConnectionIndicator } from "@/components/live/live-indicator";
import { LiveProvider } from "@/components/live/live-provider";
import { AsideBoundary } from "@/components/panel";
import { PlatformBar } from "./platform-bar";

/** What stands around a section of the platform that is one page. */
export function SectionShell({ section, children }: { section: string; children: ReactNode }) {
  return (
    <LiveProvider>
      <PlatformBar
        section={<span className="truncate font-medium">{section}</span>}
        state={<ConnectionIndicator />}
      />
      <AsideBoundary>
        <EmergencyBanner />
      </AsideBoundary>
      {children}
    </LiveProvider>
  );
}
