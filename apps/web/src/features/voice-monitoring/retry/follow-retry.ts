import { api } from "@voice-flow/backend/api";
import type { ConvexReactClient } from "convex/react";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { STAGE_ERROR_LABELS } from "../vocabulary/error-codes";
import type { RetryRow } from "./retry-views";

type Followed = { artifactId: string; retryId: string; open: () => void };

/** How long a message stays that somebody may be waiting for, in ms. */
const STAYS = 12_000;

/**
 * Tells how a retry ended, when it has ended, wherever in the monitoring the reader is by then. Ends by itself: a run that
 * stalls is failed by its deadline.
 */
export function followRetry(convex: ConvexReactClient, { artifactId, retryId, open }: Followed): void {
  const watch = convex.watchQuery(api.models.voicePipelineRetry.getRetryHistory, { artifactId });
  const stop = watch.onUpdate(check);
  let isOver = false;
  check();

  function check() {
    if (isOver) {
      return;
    }
    try {
      const row = watch.localQueryResult()?.find(({ _id }) => _id === retryId);
      if (row === undefined || row.outcome === "running") {
        return;
      }
      end();
      tell(row, artifactId, open);
    } catch (error) {
      end();
      notify.warning("How the retry ends could not be followed.", {
        description: readFailure(error).message,
      });
    }
  }

  function end() {
    isOver = true;
    // Not from within its own call.
    queueMicrotask(stop);
  }
}

function tell(row: RetryRow, artifactId: string, open: () => void): void {
  const note = `note ${artifactId.slice(0, 8)}`;
  const options = { id: row._id, duration: STAYS, action: { label: "Open the note", onClick: open } };
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
