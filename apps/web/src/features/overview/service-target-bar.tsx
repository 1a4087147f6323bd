"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatCount, formatShare } from "@voice-flow/domain/format/number";
import { TargetIcon } from "lucide-react";
import type { RealTime } from "@/components/flow/stage-nodes";
import { useRealTime } from "@/components/flow/use-flow";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { confidenceIn, samplesInWords } from "@/lib/samples";
import { TONE_CLASSES, type Tone } from "@/lib/tone";
import { type TargetState, targetState } from "./figures";
import { words } from "./words";

/** Under this part of what is allowed the target is close to being missed. */
const LITTLE_LEFT = 0.25;

/** The service target, whether it is kept over the last 24 hours, and how many late notes it still bears. */
export function ServiceTargetBar() {
  const target = useRealTime()?.serviceTarget;
  return (
    <section
      aria-label={words.target.title}
      className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1.5 rounded-xl border bg-surface px-4 py-2.5 shadow-xs"
    >
      <TargetIcon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      {target === undefined ? <Skeleton className="h-4 w-72" /> : <TargetWords target={target} />}
    </section>
  );
}

function TargetWords({ target }: { target: RealTime["serviceTarget"] }) {
  const state = targetState(target);
  const promise = words.target.promise(formatShare(target.targetShare), formatDuration(target.targetMs));
  const [tone, word] = verdictOf(target, state);
  return (
    <>
      <p className="font-medium">{promise}</p>
      <Badge tone={tone}>{word}</Badge>
      {state === undefined ? null : (
        <>
          <p className="text-muted-foreground tabular">
            {words.target.inTime(formatShare(target.shareInTime), samplesInWords(target.samples, "note"))}
          </p>
          <p className="ml-auto flex items-center gap-3 text-muted-foreground tabular">
            <span>{words.target.late(state.late, formatCount(state.allowed))}</span>
            <span aria-hidden="true" className="h-1.5 w-28 overflow-hidden rounded-full bg-muted">
              <span
                className={cn("block h-full origin-left", TONE_CLASSES[tone].solid)}
                style={{ transform: `scaleX(${state.left})` }}
              />
            </span>
            <span className="font-medium text-foreground">
              {state.left === 0 ? words.target.usedUp : words.target.left(formatShare(state.left))}
            </span>
          </p>
        </>
      )}
    </>
  );
}

function verdictOf(target: RealTime["serviceTarget"], state: TargetState | undefined): [Tone, string] {
  if (state === undefined) return ["neutral", words.target.nothingToJudge];
  if (confidenceIn(target.samples) === "too_few") return ["neutral", words.target.tooFew];
  if (!state.isKept) return ["danger", words.target.missed];
  return state.left < LITTLE_LEFT ? ["warning", words.target.nearlyMissed] : ["success", words.target.kept];
}
