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
      No {what} match all of these filters. Remove one:
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
      {account === undefined ? "You need a platform staff account." : null}
      {account === undefined ? null : (
        <>
          <span className="font-medium text-foreground">{account}</span> isn't a platform staff account. Ask
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
      <span className="font-medium text-foreground">{account}</span> isn't a coach's account. Ask your club to
      add you to a team, or sign out from the account menu and use another account.
    </StateScreen>
  );
}

/** It existed, and the retention rule removed it. */
export function RemovedAfterRetention({ what, backHref }: { what: string; backHref: string }) {
  return (
    <StateScreen
      icon={ArchiveXIcon}
      title={`This ${what} has been deleted`}
      level={2}
      actions={
        <Button asChild size="sm">
          <Link href={backHref}>Back</Link>
        </Button>
      }
    >
      Notes and events are deleted after 30 days. Their counts stay in the metrics.
    </StateScreen>
  );
}

/** The answer takes too long. */
export function TimedOut({ retry }: { retry: () => void }) {
  return (
    <StateScreen
      icon={HourglassIcon}
      tone="warning"
      title="This is taking too long"
      actions={
        <Button size="sm" onClick={retry}>
          <RotateCwIcon aria-hidden="true" />
          Try again
        </Button>
      }
    >
      The deployment hasn't answered yet. Other parts of this page may be out of date too.
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
      title="Can't reach the service"
      actions={
        <Button size="sm" onClick={() => window.location.reload()}>
          <RotateCwIcon aria-hidden="true" />
          Try again
        </Button>
      }
    >
      The web application is running, but the deployment behind it isn't answering. You're still signed in.
    </StateScreen>
  );
}
