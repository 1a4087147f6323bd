"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { EmergencyBanner } from "@/components/emergency-banner";
import { OpenIncidentCount } from "@/components/incidents/open-incident-count";
import { LiveIndicator } from "@/components/live/live-indicator";
import { LiveProvider, useLive } from "@/components/live/live-provider";
import { AsideBoundary } from "@/components/panel";
import { cn } from "@/lib/cn";
import { ALERTS_HREF, MONITORING_PAGES, MONITORING_ROOT, pageOf } from "@/lib/routes/monitoring-pages";
import { PlatformBar } from "./platform-bar";
import { words } from "./words";

// Renders nothing at first, so it may load after the page.
const IncidentMessages = dynamic(
  () => import("@/components/incidents/incident-messages").then((module) => module.IncidentMessages),
  { ssr: false },
);

/** What stands around every monitoring page: the way back, the tabs, and whether the page is live. */
export function MonitoringShell({ children }: { children: ReactNode }) {
  return (
    <LiveProvider>
      <LiveAction />
      <AsideBoundary>
        <IncidentMessages />
      </AsideBoundary>
      <PlatformBar
        section={
          <Link href={MONITORING_ROOT} className="truncate rounded-sm font-medium">
            {words.shell.title}
          </Link>
        }
        state={<LiveIndicator />}
      >
        <MonitoringTabs />
      </PlatformBar>
      <AsideBoundary>
        <EmergencyBanner />
      </AsideBoundary>
      <main className="mx-auto w-full max-w-[100rem] flex-1 p-4">{children}</main>
    </LiveProvider>
  );
}

function MonitoringTabs() {
  const current = pageOf(usePathname());
  const tabs = useRef<HTMLElement>(null);
  const href = current?.href;
  useEffect(() => {
    // On a phone not all of them fit: the one whose page is open must be among those that are seen, also when the count of
    // incidents comes and moves it.
    const bar = tabs.current;
    const tab = href === undefined ? null : bar?.querySelector("[aria-current=page]");
    if (!bar || !(tab instanceof HTMLElement)) {
      return;
    }
    const observer = new ResizeObserver(() => {
      bar.scrollLeft = tab.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
    });
    for (const each of bar.children) {
      observer.observe(each);
    }
    return () => observer.disconnect();
  }, [href]);
  return (
    <nav
      ref={tabs}
      aria-label={words.shell.title}
      className="relative -mb-px flex gap-1 overflow-x-auto px-3 [scrollbar-width:none]"
    >
      {MONITORING_PAGES.map((page) => {
        const isCurrent = page.href === href;
        return (
          <Link
            key={page.href}
            href={page.href}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "flex h-9 items-center border-b-2 px-2 text-13 whitespace-nowrap -outline-offset-2 transition-colors",
              isCurrent
                ? "border-brand font-medium"
                : "border-transparent text-muted-foreground hover:text-foreground",
            )}
          >
            {page.label}
            {page.href === ALERTS_HREF ? (
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

function LiveAction() {
  const { toggle, isPaused } = useLive();
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: "live",
        label: isPaused ? words.shell.resume : words.shell.pause,
        group: "View",
        keys: "l",
        run: toggle,
      },
    ],
    [toggle, isPaused],
  );
  useRegisterActions(actions);
  return null;
}
