import { api } from "@voice-flow/backend/api";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import type { ConvexReactClient } from "convex/react";
import { followQuery } from "@/lib/follow-query";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import type { RetryRow } from "./retry-views";

type Followed = { artifactId: string; retryId: string; open: () => void };

/** How long a message stays that somebody may be waiting for, in ms. */
export const RESULT_STAYS = 12_000;

/** Shows a toast with the result of a retry. Always ends, because a stalled attempt fails at its deadline. */
export function followRetry(convex: ConvexReactClient, { artifactId, retryId, open }: Followed): void {
  followQuery(convex.watchQuery(api.models.voicePipelineRetry.getRetryHistory, { artifactId }), {
    isOver: (retries) => {
      const row = retries.find(({ _id }) => _id === retryId);
      if (row === undefined || row.outcome === "running") {
        return false;
      }
      tell(row, artifactId, open);
      return true;
    },
    onFailure: tellNotFollowed,
  });
}

export function tellNotFollowed(error: unknown): void {
  notify.warning("Couldn't follow the retry to its end.", { description: readFailure(error).message });
}

function tell(row: RetryRow, artifactId: string, open: () => void): void {
  const note = `note ${artifactId.slice(0, 8)}`;
  const options = { id: row._id, duration: RESULT_STAYS, action: { label: "Open note", onClick: open } };
  if (row.outcome === "succeeded") {
    notify.success(`${row.label} succeeded: ${note}.`, {
      ...options,
      description: `Attempt ${row.attempt} completed.`,
    });
    return;
  }
  const why = row.errorCode === undefined ? "No cause recorded" : STAGE_ERROR_LABELS[row.errorCode];
  notify.error(`${row.label} failed: ${note}.`, {
    ...options,
    description: `${why}. Attempt ${row.attempt} has ended.`,
  });
}
