"use client";

import { api } from "@voice-flow/backend/api";
import type { Id } from "@voice-flow/backend/dataModel";
import { useConvex } from "convex/react";
import { useEffect, useState } from "react";
import { addCounts, type ErasureCounts, NO_COUNTS, type PreviewStep } from "./erasure-kinds";

export type Preview = {
  counts: ErasureCounts;
  /** Notes that were looked through so far. */
  notesSeen: number;
  status: "counting" | "done" | "failed";
};

const BEGUN: Preview = { counts: NO_COUNTS, notesSeen: 0, status: "counting" };

/** Counts what an erasure would erase, step by step, while the caller is mounted. Remount it for another player. */
export function usePreview(playerId: Id<"players">): Preview {
  const convex = useConvex();
  const [preview, setPreview] = useState(BEGUN);
  useEffect(() => {
    let isOver = false;
    const count = async () => {
      let at: NonNullable<PreviewStep["next"]> | undefined;
      do {
        const step: PreviewStep = await convex.query(api.models.privacy.previewErasure, { playerId, at });
        if (isOver) {
          return;
        }
        at = step.next ?? undefined;
        const status = at === undefined ? "done" : "counting";
        setPreview((before) => ({
          counts: addCounts(before.counts, step.counts),
          notesSeen: before.notesSeen + step.notesSeen,
          status,
        }));
      } while (at !== undefined);
    };
    setPreview(BEGUN);
    count().catch(() => {
      if (!isOver) {
        setPreview((before) => ({ ...before, status: "failed" }));
      }
    });
    return () => {
      isOver = true;
    };
  }, [convex, playerId]);
  return preview;
}
