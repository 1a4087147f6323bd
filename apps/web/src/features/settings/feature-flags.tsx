"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { TriangleAlertIcon } from "lucide-react";
import { Panel } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";
import { ChangeLog } from "./change-log";
import { FlagLadder } from "./flag-ladder";
import { FlagOverrides } from "./flag-overrides";
import type { ListedFlag } from "./flag-words";
import { words } from "./words";

/** Every flag: what is in force for whom and why, and where it is set. */
export function FeatureFlags() {
  return (
    <>
      <Panel title={words.flags.title} note={words.flags.note}>
        <FlagList />
      </Panel>
      <ChangeLog kind="feature_flag_changed" title={words.flags.changes} />
    </>
  );
}

function FlagList() {
  const flags = useQuery(api.models.featureFlags.listFlags, useStaffArgs({}));
  if (flags === undefined) {
    return (
      <Waiting what={words.flags.waiting}>
        <Skeleton className="m-4 h-96" />
      </Waiting>
    );
  }
  return (
    <ul className="divide-y">
      {flags.map((flag) => (
        <li key={flag.key} data-flag={flag.key}>
          <Flag flag={flag} />
        </li>
      ))}
    </ul>
  );
}

function Flag({ flag }: { flag: ListedFlag }) {
  return (
    <div className="flex flex-col gap-4 p-4">
      <div>
        <h3 className="font-medium">{flag.title}</h3>
        <dl className="mt-1 grid max-w-prose grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-pretty text-muted-foreground">
          <dt className="font-medium">{words.flags.on}</dt>
          <dd>{flag.whenOn}</dd>
          <dt className="font-medium">{words.flags.off}</dt>
          <dd>{flag.whenOff}</dd>
        </dl>
      </div>
      {flag.variableState === "unreadable" ? (
        <p role="status" className="flex max-w-prose items-start gap-2 text-tone-warning">
          <TriangleAlertIcon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span>
            <code className="font-mono text-xs">{flag.variable}</code> {words.flags.unreadable}
          </span>
        </p>
      ) : null}
      <FlagLadder flag={flag} />
      <div className="grid gap-4 lg:grid-cols-2">
        <FlagOverrides flag={flag} scope="organization" />
        <FlagOverrides flag={flag} scope="user" />
      </div>
    </div>
  );
}
