"use client";

import { api } from "@voice-flow/backend/api";
import type { Id } from "@voice-flow/backend/dataModel";
import { type ConvexReactClient, useConvex } from "convex/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RESULT_STAYS, tellNotFollowed } from "@/components/retry/follow-retry";
import { followQuery } from "@/lib/follow-query";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { bulkRetryHref } from "@/lib/routes/monitoring-pages";
import { type BulkRetry, type BulkRetryFilter, type BulkRetryKind, isOver } from "./bulk-views";
import { resultOf } from "./result-words";
import { words } from "./words";

export type BulkRequest = { filter: BulkRetryFilter; kind: BulkRetryKind; seenAt: number; reason: string };

export type StartingBulk = {
  isBeginning: boolean;
  /** Why the last one did not begin. */
  problem: string | undefined;
  /** Begins it; its id, or undefined where it did not begin. */
  begin: (request: BulkRequest) => Promise<string | undefined>;
};

export function useBulkRetry(): StartingBulk {
  const convex = useConvex();
  const router = useRouter();
  const [isBeginning, setBeginning] = useState(false);
  const [problem, setProblem] = useState<string>();
  const begin = async ({ reason, ...request }: BulkRequest) => {
    setBeginning(true);
    setProblem(undefined);
    try {
      const text = reason.trim();
      const args = { ...request, ...(text === "" ? {} : { reason: text }) };
      const { bulkRetryId } = await convex.mutation(api.models.bulkRetry.retryMany, args);
      followBulkRetry(convex, { bulkRetryId, open: () => router.push(bulkRetryHref(bulkRetryId)) });
      return bulkRetryId;
    } catch (error) {
      const { code, message } = readFailure(error);
      setProblem(code === "unexpected" ? words.result.notStarted : message);
      return undefined;
    } finally {
      setBeginning(false);
    }
  };
  return { isBeginning, problem, begin };
}

type Followed = { bulkRetryId: Id<"voicePipelineBulkRetries">; open: () => void };

/** Tells how a bulk retry ended, when it has ended. */
function followBulkRetry(convex: ConvexReactClient, { bulkRetryId, open }: Followed): void {
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
  const action = { label: words.result.seeNotes, onClick: open };
  notify[kind](title, { id: bulk._id, duration: RESULT_STAYS, description, action });
}
