"use client";

import { formatAbsoluteTime, formatDay, formatHourMinute } from "@voice-flow/domain/format/time";
import { PLAYBACK_STEP_MS } from "@voice-flow/domain/metrics/playback";
import { HOUR_MS } from "@voice-flow/domain/time";
import { ChevronLeftIcon, ChevronRightIcon, PauseIcon, PlayIcon, RadioIcon } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { artifactsHref, eventsHref } from "@/lib/routes/event-links";
import { momentOf, stepAt, stepsOf } from "./playback";
import type { Playback } from "./use-playback";
import { words } from "./words";

/** The time slider: play, step, choose a moment, or go back to what is now. */
export function PlaybackBar({ playback, at }: { playback: Playback; at: number }) {
  const { range, show } = playback;
  const { play, earlier, later, live } = usePlaybackActions(playback, at);
  return (
    <div className="flex flex-col gap-2 border-b bg-surface-raised px-4 py-2.5" data-playback={at}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <ActionButton action={earlier} variant="ghost" size="icon-sm" iconOnly />
        <ActionButton action={play} variant="primary" size="icon-sm" iconOnly className="rounded-full" />
        <ActionButton action={later} variant="ghost" size="icon-sm" iconOnly />
        <input
          type="range"
          aria-label={words.playback.moment}
          aria-valuetext={momentInWords(at)}
          min={0}
          max={stepsOf(range)}
          value={stepAt(range, at)}
          onChange={({ currentTarget }) => show(momentOf(range, currentTarget.valueAsNumber))}
          className="h-4 min-w-40 flex-1 accent-primary"
        />
        <time
          dateTime={new Date(at).toISOString()}
          title={formatAbsoluteTime(at)}
          className="min-w-36 text-right font-semibold tabular"
        >
          {momentInWords(at)}
        </time>
        <ActionButton action={live} size="sm" />
      </div>
      <p className="text-xs text-pretty text-muted-foreground">
        {words.playback.explained} <HourLinks at={at} />
      </p>
    </div>
  );
}

function HourLinks({ at }: { at: number }) {
  const window = { from: at - HOUR_MS, to: at };
  const links = [
    [words.playback.allEvents, eventsHref(window)],
    ["failures", eventsHref({ ...window, errors: true })],
    [words.playback.received, artifactsHref(window)],
  ] as const;
  return links.map(([words, href], index) => (
    <span key={words}>
      {index > 0 ? ", " : null}
      {href ? (
        <Link
          href={href}
          className="rounded-sm text-foreground underline decoration-border-strong underline-offset-4 hover:decoration-current"
        >
          {words}
        </Link>
      ) : null}
    </span>
  ));
}

/** Buttons, keys and entries of the palette are one and the same. */
function usePlaybackActions({ isPlaying, range, show, togglePlaying, backToLive }: Playback, at: number) {
  const isFirst = at <= range.from;
  const isLast = at >= range.to;
  const actions = useMemo(() => {
    const play: Action = {
      id: "playback:play",
      label: isPlaying ? words.playback.stop : words.playback.play,
      group: "View",
      icon: isPlaying ? PauseIcon : PlayIcon,
      keys: "p",
      run: togglePlaying,
      ...(isLast && !isPlaying ? { disabledReason: words.playback.isNewest } : {}),
    };
    const earlier: Action = {
      id: "playback:earlier",
      label: words.playback.earlier,
      group: "View",
      icon: ChevronLeftIcon,
      keys: "[",
      run: () => show(at - PLAYBACK_STEP_MS),
      ...(isFirst ? { disabledReason: words.playback.isEarliest } : {}),
    };
    const later: Action = {
      id: "playback:later",
      label: words.playback.later,
      group: "View",
      icon: ChevronRightIcon,
      keys: "]",
      run: () => show(at + PLAYBACK_STEP_MS),
      ...(isLast ? { disabledReason: words.playback.isNewest } : {}),
    };
    const live: Action = {
      id: "playback:live",
      label: words.playback.backToLive,
      group: "View",
      icon: RadioIcon,
      keys: "esc",
      run: backToLive,
    };
    return { play, earlier, later, live };
  }, [isPlaying, isFirst, isLast, at, show, togglePlaying, backToLive]);
  useRegisterActions(useMemo(() => Object.values(actions), [actions]));
  return actions;
}

/** "Sun 22 Nov, 14:05", in the zone of the reader. */
const momentInWords = (at: number): string => `${formatDay(at)}, ${formatHourMinute(at)}`;
