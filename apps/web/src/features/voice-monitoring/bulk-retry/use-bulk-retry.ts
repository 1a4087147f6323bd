"use client";

import { api } from "@voice-flow/backend/api";
import { useConvex } from "convex/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { readFailure } from "@/lib/function-error";
import { bulkRetryHref } from "./bulk-links";
import type { BulkRetryFilter, BulkRetryKind } from "./bulk-views";
import { followBulkRetry } from "./follow-bulk-retry";

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
      setProblem(code === "unexpected" ? "The retry could not be asked for. Try again." : message);
      return undefined;
    } finally {
      setBeginning(false);
    }
  };
  return { isBeginning, problem, begin };
}
