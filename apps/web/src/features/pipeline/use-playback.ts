"use client";

import { api } from "@voice-flow/backend/api";
import { PLAYBACK_STEP_MS } from "@voice-flow/domain/metrics/playback";
import { HOUR_MS } from "@voice-flow/domain/time";
import { useQuery } from "convex/react";
import { parseAsIsoDateTime, useQueryState } from "nuqs";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLive } from "@/components/live/live-provider";
import { useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";
import { type Kept, useKept } from "@/lib/use-kept";
import { type FlowAt, momentInRange, type PlaybackRange, playbackRange } from "./playback";

export type Playback = {
  /** The moment that is shown, ms; undefined while there is none, null for one that cannot be shown any more. */
  at: number | undefined | null;
  /** False as soon as a moment is chosen, even before we know whether it can be shown. */
  isLive: boolean;
  range: PlaybackRange;
  isPlaying: boolean;
  /** Shows the moment an hour ago. */
  begin: () => void;
  show: (at: number) => void;
  togglePlaying: () => void;
  backToLive: () => void;
};

/** The moment that the graph shows, held in the URL as `?at=`. A page that shows an earlier one is paused, and says so. */
export function usePlayback(): Playback {
  const [wanted, setWanted] = useQueryState("at", parseAsIsoDateTime);
  const [isPlaying, setPlaying] = useState(false);
  const now = useRoundedNow();
  const range = useMemo(() => playbackRange(now ?? 0), [now]);
  const at = wanted === null || now === undefined ? undefined : momentInRange(range, wanted.getTime());
  const { resume } = useLive();

  const leave = useCallback(() => {
    setPlaying(false);
    void setWanted(null, { history: "push" });
  }, [setWanted]);
  usePauseWhile(wanted !== null, leave);

  const begin = useCallback(
    () => void setWanted(new Date(range.to - HOUR_MS), { history: "push" }),
    [setWanted, range],
  );
  const show = useCallback(
    (next: number) => {
      const moment = Math.min(range.to, Math.max(range.from, next));
      // The end is reached: there is nothing more to play.
      if (moment === range.to) setPlaying(false);
      void setWanted(new Date(moment), { history: "replace" });
    },
    [setWanted, range],
  );
  const togglePlaying = useCallback(() => setPlaying((before) => !before), []);
  const backToLive = useCallback(() => {
    leave();
    resume();
  }, [leave, resume]);
  return { at, isLive: wanted === null, range, isPlaying, begin, show, togglePlaying, backToLive };
}

/** Pauses the page for as long as `isPast`. Whoever resumes it meanwhile goes back to what is now. */
function usePauseWhile(isPast: boolean, leave: () => void): void {
  const { pause, pauseFor, resume } = useLive();
  const wasPaused = useRef(false);
  useEffect(() => {
    if (!isPast) {
      return;
    }
    pauseFor("playback");
    return () => resume("playback");
  }, [isPast, pauseFor, resume]);
  useEffect(() => {
    if (isPast && pause === undefined && wasPaused.current) {
      leave();
    }
    wasPaused.current = isPast && pause !== undefined;
  }, [isPast, pause, leave]);
}

/** The flow at a moment; the previous one until the answer arrives. Loads the next moment ahead. */
export function useFlowAt(at: number, { range, isPlaying }: Playback): Kept<FlowAt> {
  const now = range.to;
  const next = Math.min(range.to, at + PLAYBACK_STEP_MS);
  const args = useStaffArgs({ at, now });
  const nextArgs = useStaffArgs({ at: next, now });
  useQuery(api.models.voicePipelineMetrics.getFlowAt, isPlaying ? nextArgs : "skip");
  return useKept(useQuery(api.models.voicePipelineMetrics.getFlowAt, args));
}

/** How long each step stays while playing, ms. */
const STEP_STAYS = 700;

/** Goes on to the next step once the one before it has been shown for a while. */
export function usePlaying({ at, isPlaying, show }: Playback, isShown: boolean): void {
  const handler = useRef(show);
  useEffect(() => {
    handler.current = show;
  });
  useEffect(() => {
    if (!isPlaying || !isShown || at === undefined || at === null) {
      return;
    }
    const timer = window.setTimeout(() => handler.current(at + PLAYBACK_STEP_MS), STEP_STAYS);
    return () => window.clearTimeout(timer);
  }, [at, isPlaying, isShown]);
}
