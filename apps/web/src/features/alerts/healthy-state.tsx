"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { CircleCheckIcon, CircleHelpIcon } from "lucide-react";
import { useIsCurrent } from "@/components/live/live-provider";
import { RelativeTime } from "@/components/relative-time";
import { StateScreen } from "@/components/state-screen";
import { useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import { words } from "./words";

/** Nothing open is good news only while the checks run: it says when the last one did, or that it is not known. */
export function HealthyState({ isAllQuiet }: { isAllQuiet: boolean }) {
  const now = useRoundedNow();
  const args = useStaffArgs({ now: now ?? 0 });
  const heartbeats = useKept(useQuery(api.models.heartbeats.list, now === undefined ? "skip" : args)).value;
  const isCurrent = useIsCurrent();
  const check = heartbeats?.find(({ name }) => name === "check-pipeline-health");
  if (!isCurrent) {
    return (
      <StateScreen icon={CircleHelpIcon} title={words.healthy.unknown}>
        {words.healthy.offline}
      </StateScreen>
    );
  }
  if (check?.status !== "ok" || check.lastFinishedAt === undefined) {
    return (
      <StateScreen icon={CircleHelpIcon} title={words.healthy.noIncidents}>
        {check === undefined ? words.healthy.checking : UNKNOWN}
      </StateScreen>
    );
  }
  return (
    <StateScreen
      icon={CircleCheckIcon}
      tone="success"
      title={isAllQuiet ? words.healthy.allWell : words.healthy.nobodyNeeded}
      className={isAllQuiet ? undefined : "py-4"}
    >
      {words.healthy.lastChecked} <RelativeTime at={check.lastFinishedAt} />.
    </StateScreen>
  );
}

const UNKNOWN = words.healthy.checksStopped;
