"use client";

import { ChevronRightIcon } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/actions-provider";
import { EmergencyBanner } from "@/features/messaging/emergency-banner";
import { cn } from "@/lib/cn";
import { ALERTS_HREF } from "../alerts/alert-links";
import { AsideBoundary } from "../alerts/aside-boundary";
import { OpenIncidentCount } from "../alerts/open-incident-count";
import { LiveIndicator } from "../live/live-indicator";
import { LiveProvider, useLive } from "../live/live-provider";
import { MONITORING_PAGES, MONITORING_ROOT, pageOf } from "./monitoring-pages";
import { pageActions } from "./page-actions";

// Draws nothing of its own: a page is there before anything is told.
const IncidentMessages = dynamic(
  () => import("../alerts/incident-messages").then((module) => module.IncidentMessages),
  { ssr: false },
);

/** What stands around every monitoring page: the way back, the tabs, and whether the page is live. */
export function MonitoringShell({ children }: { children: ReactNode }) {
  return (
    <LiveProvider>
      <MonitoringActions />
      <AsideBoundary>
        <IncidentMessages />
      </AsideBoundary>
      <div className="sticky top-0 z-30 border-b bg-surface">
        <div className="flex h-11 items-center gap-3 px-4">
          <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5 text-13">
            <Link
              href="/platform"
              aria-label="Back to platform"
              className="rounded-sm text-muted-foreground hover:text-foreground"
            >
              Platform
            </Link>
            <ChevronRightIcon aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
            <Link href={MONITORING_ROOT} className="truncate rounded-sm font-medium">
              Voice Monitoring
            </Link>
          </nav>
          <div className="ml-auto">
            <LiveIndicator />
          </div>
        </div>
        <MonitoringTabs />
      </div>
      <AsideBoundary>
        <EmergencyBanner />
      </AsideBoundary>
      <main className="mx-auto w-full max-w-[100rem] flex-1 p-4">{children}</main>
    </LiveProvider>
  );
}

function MonitoringTabs() {
  const current = pageOf(usePathname());
  return (
    <nav aria-label="Voice Monitoring" className="-mb-px flex gap-1 overflow-x-auto px-3">
      {MONITORING_PAGES.map(({ label, href }) => {
        const isCurrent = current?.href === href;
        return (
          <Link
            key={href}
            href={href}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "flex h-9 items-center border-b-2 px-2 text-13 whitespace-nowrap -outline-offset-2 transition-colors",
              isCurrent
                ? "border-brand font-medium"
                : "border-transparent text-muted-foreground hover:text-foreground",
            )}
          >
            {label}
            {href === ALERTS_HREF ? (
              <AsideBoundary>
                <OpenIncidentCount />
              </AsideBoundary>
            ) : null}
          </Link>
        );
      })}
    </nav>
  );
}

function MonitoringActions() {
  const router = useRouter();
  const { toggle, isPaused } = useLive();
  const actions = useMemo<readonly Action[]>(
    () => [
      ...pageActions(router.push),
      {
        id: "live",
        label: isPaused ? "Resume live updates" : "Pause live updates",
        group: "View",
        keys: "l",
        run: toggle,
      },
    ],
    [router, toggle, isPaused],
  );
  useRegisterActions(actions);
  return null;
}
