import { api } from "@voice-flow/backend/api";
import type { Id } from "@voice-flow/backend/dataModel";
import type { ConvexReactClient } from "convex/react";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { type BulkRetry, isOver } from "./bulk-views";
import { resultOf } from "./result-words";

type Followed = { bulkRetryId: Id<"voicePipelineBulkRetries">; open: () => void };

/** How long a message stays that somebody may be waiting for, in ms. */
const STAYS = 12_000;

/** Tells how a bulk retry ended, when it has ended, wherever in the monitoring the reader is by then. */
export function followBulkRetry(convex: ConvexReactClient, { bulkRetryId, open }: Followed): void {
  const watch = convex.watchQuery(api.models.bulkRetry.getBulkRetry, { bulkRetryId });
  const stop = watch.onUpdate(check);
  let isTold = false;
  check();

  function check() {
    if (isTold) {
      return;
    }
    try {
      const bulk = watch.localQueryResult();
      if (bulk === undefined || bulk === null || !isOver(bulk)) {
        return;
      }
      end();
      tell(bulk, open);
    } catch (error) {
      end();
      notify.warning("How the retry ends could not be followed.", {
        description: readFailure(error).message,
      });
    }
  }

  function end() {
    isTold = true;
    // Not from within its own call.
    queueMicrotask(stop);
  }
}

function tell(bulk: BulkRetry, open: () => void): void {
  const { kind, title, description } = resultOf(bulk);
  const action = { label: "See each note", onClick: open };
  notify[kind](title, { id: bulk._id, duration: STAYS, description, action });
}
