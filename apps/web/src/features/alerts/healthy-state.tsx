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

/** Nothing open is good news only while the checks run: it says when the last one did, or that it is not known. */
export function HealthyState({ isAllQuiet }: { isAllQuiet: boolean }) {
  const now = useRoundedNow();
  const args = useStaffArgs({ now: now ?? 0 });
  const heartbeats = useKept(useQuery(api.models.heartbeats.list, now === undefined ? "skip" : args)).value;
  const isCurrent = useIsCurrent();
  const check = heartbeats?.find(({ name }) => name === "check-pipeline-health");
  if (!isCurrent) {
    return (
      <StateScreen icon={CircleHelpIcon} title="Unknown">
        The connection is lost. Whether an incident is open is known again when it is back.
      </StateScreen>
    );
  }
  if (check?.status !== "ok" || check.lastFinishedAt === undefined) {
    return (
      <StateScreen icon={CircleHelpIcon} title="No open incidents">
        {check === undefined ? "Looking whether the health checks run." : UNKNOWN}
      </StateScreen>
    );
  }
  return (
    <StateScreen
      icon={CircleCheckIcon}
      tone="success"
      title={isAllQuiet ? "All is well" : "Nothing waits for somebody"}
      className={isAllQuiet ? undefined : "py-4"}
    >
      Every rule was last checked <RelativeTime at={check.lastFinishedAt} />.
    </StateScreen>
  );
}

const UNKNOWN =
  "Whether all is well is not known: the health checks have not run lately, or the last one failed. See whether the deployment’s crons run.";
