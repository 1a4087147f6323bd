"use client";

import { formatCount } from "@voice-flow/domain/format/number";
import { formatHourMinute } from "@voice-flow/domain/format/time";
import { HOUR_MS } from "@voice-flow/domain/time";
import { AI_PROVIDER_LABELS } from "@voice-flow/domain/vocabulary/operations";
import type { PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { HistoryIcon, RadioIcon } from "lucide-react";
import { FlowGraph } from "@/components/flow/flow-graph";
import { heldBack } from "@/components/flow/stage-nodes";
import { type Flow, useSettings } from "@/components/flow/use-flow";
import { StateScreen } from "@/components/state-screen";
import { Button } from "@/components/ui/button";
import { Waiting } from "@/components/waiting";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { cn } from "@/lib/cn";
import { eventsHref } from "@/lib/routes/event-links";
import { TONE_CLASSES } from "@/lib/tone";
import { flowAt } from "./playback";
import { PlaybackBar } from "./playback-bar";
import { type Playback, useFlowAt, usePlaying } from "./use-playback";
import { words } from "./words";

/** The graph at an earlier moment, with the slider that chooses it. A stage leads to its events of the hour before. */
export function PastFlow({ playback, at }: { playback: Playback; at: number }) {
  const { value: past, isOld } = useFlowAt(at, playback);
  const settings = useSettings();
  usePlaying(playback, !isOld && past !== undefined && settings !== undefined);
  const hrefOf = (stage: PipelineStage) => eventsHref({ stage, from: at - HOUR_MS, to: at });
  const flow = past && flowAt(past, settings);
  return (
    <>
      <PlaybackBar playback={playback} at={at} />
      <div
        data-shown={isOld ? undefined : past?.at}
        aria-busy={isOld || past === undefined}
        className={cn("flex flex-col gap-3 p-4 transition-opacity", isOld && "opacity-60")}
      >
        {past === undefined || flow === undefined ? (
          <Waiting what={words.past.waiting}>
            <div className="h-52" />
          </Waiting>
        ) : (
          <>
            {past.breakerOpenedAt === null ? null : (
              <PastBreaker flow={flow} openedAt={past.breakerOpenedAt} />
            )}
            {past.inFlight === null ? (
              <p className="text-muted-foreground">{words.past.notRecorded}</p>
            ) : null}
            <FlowGraph flow={flow} size="large" hrefOf={hrefOf} />
          </>
        )}
      </div>
    </>
  );
}

function PastBreaker({ flow, openedAt }: { flow: Flow; openedAt: number }) {
  const { stages, notes } = heldBack(flow.nodes);
  const names = stages.map((stage) => PIPELINE_STAGE_LABELS[stage].label.toLowerCase()).join(" and ");
  return (
    <p className={cn("rounded-lg border px-3 py-2", TONE_CLASSES.danger.badge)}>
      <span className="font-semibold">{AI_PROVIDER_LABELS.openai}</span>
      {words.past.breaker(
        formatHourMinute(openedAt),
        names,
        notes === undefined ? "" : words.past.heldNotes(formatCount(notes.count)),
      )}
    </p>
  );
}

/** A link to a moment that is gone, or that has not come yet. */
export function NoSuchMoment({ backToLive }: { backToLive: () => void }) {
  return (
    <StateScreen
      icon={HistoryIcon}
      title={words.past.gone}
      actions={
        <Button size="sm" onClick={backToLive}>
          <RadioIcon aria-hidden="true" />
          {words.past.backToLive}
        </Button>
      }
    >
      {words.past.goneHint}
    </StateScreen>
  );
}
