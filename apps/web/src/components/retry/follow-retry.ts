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

/** Tells how a retry ended, when it has ended. Ends by itself: a run that stalls is failed by its deadline. */
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
  notify.warning("How the retry ends could not be followed.", { description: readFailure(error).message });
}

function tell(row: RetryRow, artifactId: string, open: () => void): void {
  const note = `note ${artifactId.slice(0, 8)}`;
  const options = { id: row._id, duration: RESULT_STAYS, action: { label: "Open the note", onClick: open } };
  if (row.outcome === "succeeded") {
    notify.success(`${row.label} succeeded: ${note}.`, {
      ...options,
      description: `Attempt ${row.attempt} is through.`,
    });
    return;
  }
  const why = row.errorCode === undefined ? "No cause was recorded" : STAGE_ERROR_LABELS[row.errorCode];
  notify.error(`${row.label} failed: ${note}.`, {
    ...options,
    description: `${why}. Attempt ${row.attempt} has ended.`,
  });
}
