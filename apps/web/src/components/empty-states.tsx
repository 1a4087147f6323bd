"use client";

import {
  ArchiveXIcon,
  CloudOffIcon,
  HourglassIcon,
  InboxIcon,
  LockIcon,
  RotateCwIcon,
  SearchXIcon,
  XIcon,
} from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { StateScreen } from "./state-screen";
import { Button } from "./ui/button";

/** Nothing has happened yet, ever. `children` says how to make the first one. */
export function NothingYet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <StateScreen icon={InboxIcon} title={title}>
      {children}
    </StateScreen>
  );
}

export type ActiveFilter = { id: string; label: string; clear: () => void };

/** There is something, but the filters leave nothing of it. Each filter can be dropped on its own, or all together. */
export function NothingMatches({
  what,
  filters,
  clearAll,
}: {
  /** Plural: "events". */
  what: string;
  filters: readonly ActiveFilter[];
  clearAll: () => void;
}) {
  return (
    <StateScreen
      icon={SearchXIcon}
      title={`No ${what} match`}
      actions={
        <>
          {filters.map((filter) => (
            <Button key={filter.id} size="sm" onClick={filter.clear} aria-label={`Clear ${filter.label}`}>
              {filter.label}
              <XIcon aria-hidden="true" />
            </Button>
          ))}
          <Button size="sm" variant="primary" onClick={clearAll}>
            Clear all
          </Button>
        </>
      }
    >
      There are {what}, but none for these filters together. Drop one of them:
    </StateScreen>
  );
}

/** Signed in, but not as platform staff. */
export function NoPermission({ account, isCoach = false }: { account?: string; isCoach?: boolean }) {
  return (
    <StateScreen
      icon={LockIcon}
      tone="warning"
      title="No permission"
      level={account === undefined ? 3 : 1}
      actions={
        isCoach ? (
          <Button asChild size="sm">
            {/* No Link: only a page that is loaded in full may use the microphone. */}
            <a href="/coach/notes">Go to your notes</a>
          </Button>
        ) : undefined
      }
    >
      {account === undefined ? "This needs a platform staff account." : null}
      {account === undefined ? null : (
        <>
          <span className="font-medium text-foreground">{account}</span> is not a platform staff account. Ask
          an administrator for access, or sign out from the account menu and use another account.
        </>
      )}
    </StateScreen>
  );
}

/** Signed in, but not as a coach. */
export function NotACoach({ account, isStaff }: { account: string; isStaff: boolean }) {
  return (
    <StateScreen
      icon={LockIcon}
      tone="warning"
      title="No permission"
      level={1}
      actions={
        isStaff ? (
          <Button asChild size="sm">
            <Link href="/platform">Go to the platform</Link>
          </Button>
        ) : undefined
      }
    >
      <span className="font-medium text-foreground">{account}</span> is not a coach's account. Ask your club
      to add you to a team, or sign out from the account menu and use another account.
    </StateScreen>
  );
}

/** It existed, and the retention rule removed it. */
export function RemovedAfterRetention({ what, backHref }: { what: string; backHref: string }) {
  return (
    <StateScreen
      icon={ArchiveXIcon}
      title={`This ${what} is no longer kept`}
      level={2}
      actions={
        <Button asChild size="sm">
          <Link href={backHref}>Back</Link>
        </Button>
      }
    >
      Notes and their events are removed after 30 days. What was counted from them stays in the metrics.
    </StateScreen>
  );
}

/** The answer takes too long. */
export function TimedOut({ retry }: { retry: () => void }) {
  return (
    <StateScreen
      icon={HourglassIcon}
      tone="warning"
      title="This takes too long"
      actions={
        <Button size="sm" onClick={retry}>
          <RotateCwIcon aria-hidden="true" />
          Try again
        </Button>
      }
    >
      The deployment has not answered yet. What you see elsewhere on this page may be old too.
    </StateScreen>
  );
}

/** The deployment did not answer when the page was made. */
export function ServiceUnreachable() {
  return (
    <StateScreen
      icon={CloudOffIcon}
      tone="danger"
      level={1}
      title="The service cannot be reached"
      actions={
        <Button size="sm" onClick={() => window.location.reload()}>
          <RotateCwIcon aria-hidden="true" />
          Try again
        </Button>
      }
    >
      The web application runs, but the deployment behind it does not answer. You are still signed in.
    </StateScreen>
  );
}
