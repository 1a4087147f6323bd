"use client";

import type { ReactNode } from "react";
import { EmergencyBanner } from "../messaging/emergency-banner";
import { AsideBoundary } from "../voice-monitoring/alerts/aside-boundary";
import { ConnectionIndicator } from "../voice-monitoring/live/live-indicator";
import { LiveProvider } from "../voice-monitoring/live/live-provider";
import { PageActions } from "./page-actions";
import { PlatformBar } from "./platform-bar";

/** What stands around a section of the platform that is one page. */
export function SectionShell({ section, children }: { section: string; children: ReactNode }) {
  return (
    <LiveProvider>
      <PageActions />
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
