import { api } from "@voice-flow/backend/api";
import type { Id } from "@voice-flow/backend/dataModel";
import type { ConvexReactClient } from "convex/react";
import { followQuery } from "@/lib/follow-query";
import { notify } from "@/lib/notify";
import { RESULT_STAYS, tellNotFollowed } from "../retry/follow-retry";
import { type BulkRetry, isOver } from "./bulk-views";
import { resultOf } from "./result-words";

type Followed = { bulkRetryId: Id<"voicePipelineBulkRetries">; open: () => void };

/** Tells how a bulk retry ended, when it has ended. */
export function followBulkRetry(convex: ConvexReactClient, { bulkRetryId, open }: Followed): void {
  followQuery(convex.watchQuery(api.models.bulkRetry.getBulkRetry, { bulkRetryId }), {
    isOver: (bulk) => {
      if (bulk === null || !isOver(bulk)) {
        return false;
      }
      tell(bulk, open);
      return true;
    },
    onFailure: tellNotFollowed,
  });
}

function tell(bulk: BulkRetry, open: () => void): void {
  const { kind, title, description } = resultOf(bulk);
  const action = { label: "See each note", onClick: open };
  notify[kind](title, { id: bulk._id, duration: RESULT_STAYS, description, action });
}
