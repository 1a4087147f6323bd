"use client";

import { formatHourMinute } from "@voice-flow/domain/format/time";
import { HistoryIcon, type LucideIcon, PauseIcon, RadioIcon, RefreshCwIcon } from "lucide-react";
import { KeyCaps } from "@/components/actions/key-caps";
import { Hint } from "@/components/hint";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { TONE_CLASSES, type Tone } from "@/lib/tone";
import { useLive } from "./live-provider";
import { type LiveState, liveStateOf, PAUSE_SENTENCES } from "./live-state";

const LOOKS = {
  live: { icon: RadioIcon, tone: "success" },
  paused: { icon: PauseIcon, tone: "warning" },
  reconnecting: { icon: RefreshCwIcon, tone: "neutral" },
  stale: { icon: HistoryIcon, tone: "danger" },
} as const satisfies Record<LiveState["kind"], { icon: LucideIcon; tone: Tone }>;

/** The same where nothing is held back, and so nothing can be paused. */
export function ConnectionIndicator() {
  const { isConnected, lostAt } = useLive();
  const now = useNow(1_000);
  const state = liveStateOf({ isConnected, lostAt, pause: undefined, now });
  return (
    <p
      data-live={state.kind}
      title={state.kind === "live" ? "Changes appear as they happen." : sentenceOf(state)}
      className={cn(
        "flex items-center gap-1.5 text-xs font-medium tabular",
        TONE_CLASSES[LOOKS[state.kind].tone].text,
      )}
    >
      <LiveWord state={state} />
    </p>
  );
}

/** Says in one of four words whether what is shown is true now. Pressing it pauses and resumes. */
export function LiveIndicator() {
  const live = useLive();
  const now = useNow(1_000);
  const state = liveStateOf({ ...live, now });
  const hint = (
    <span className="flex items-center gap-2">
      {sentenceOf(state)}
      <KeyCaps keys="l" />
    </span>
  );
  return (
    <Hint text={hint}>
      {(control) => (
        <Button
          variant="ghost"
          size="sm"
          onClick={live.toggle}
          aria-pressed={live.isPaused}
          {...control}
          data-live={state.kind}
          className={cn("-mr-2.5 tabular", TONE_CLASSES[LOOKS[state.kind].tone].text)}
        >
          <LiveWord state={state} />
        </Button>
      )}
    </Hint>
  );
}

function LiveWord({ state }: { state: LiveState }) {
  const Icon = LOOKS[state.kind].icon;
  return (
    <>
      <Icon
        aria-hidden="true"
        className={cn("size-3.5", state.kind === "reconnecting" && "motion-safe:animate-spin")}
      />
      <span role="status">{wordOf(state)}</span>
    </>
  );
}

function wordOf(state: LiveState): string {
  switch (state.kind) {
    case "live":
      return "Live";
    case "paused":
      return "Paused";
    case "reconnecting":
      return "Reconnecting";
    case "stale":
      return `Stale since ${formatHourMinute(state.since)}`;
  }
}

function sentenceOf(state: LiveState): string {
  switch (state.kind) {
    case "live":
      return "Changes appear as they happen. Press to pause.";
    case "paused":
      return `${PAUSE_SENTENCES[state.reason]} Press to resume.`;
    case "reconnecting":
      return "Connection lost a moment ago. Reconnecting.";
    case "stale":
      return "Connection lost. Nothing on this page has updated since then.";
  }
}
