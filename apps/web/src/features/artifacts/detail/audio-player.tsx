"use client";

import { formatPosition } from "@voice-flow/domain/format/duration";
import { PauseIcon, PlayIcon, RotateCwIcon } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import type { AudioState, AudioStore } from "./audio-store";
import { captionsUrl } from "./captions";
import type { Segment } from "./transcript-positions";
import { words } from "./words";

export function useAudioState(store: AudioStore): AudioState {
  return useSyncExternalStore(store.subscribe, store.read, store.read);
}

type AudioPlayerProps = {
  store: AudioStore;
  url: string;
  /** Seconds, as measured when the note was transcribed: some recordings do not say themselves how long they are. */
  knownDuration: number | undefined;
  /** The spoken words for captions; none while the transcript is masked. */
  segments: readonly Segment[];
  language: string;
};

export function AudioPlayer({ store, url, knownDuration, segments, language }: AudioPlayerProps) {
  const { isPlaying, position, duration, rate, hasFailed } = useAudioState(store);
  const length = duration ?? knownDuration ?? 0;
  return (
    <div className="flex h-12 items-center gap-2 px-3">
      <audio ref={store.attach} src={url} preload="metadata">
        <track
          kind="captions"
          srcLang={languageTag(language)}
          label={words.audio.captions}
          src={captionsUrl(segments)}
        />
      </audio>
      {hasFailed ? (
        <>
          <p role="alert" className="text-tone-danger">
            {words.audio.failed}
          </p>
          <Button size="sm" className="ml-auto" onClick={store.reload}>
            <RotateCwIcon aria-hidden="true" />
            {words.audio.retry}
          </Button>
        </>
      ) : (
        <>
          <Button
            variant="primary"
            size="icon-sm"
            className="rounded-full"
            onClick={store.toggle}
            aria-label={isPlaying ? words.audio.pause : words.audio.play}
          >
            {isPlaying ? <PauseIcon aria-hidden="true" /> : <PlayIcon aria-hidden="true" />}
          </Button>
          <input
            type="range"
            aria-label={words.audio.position}
            aria-valuetext={words.audio.of(formatPosition(position), formatPosition(length))}
            min={0}
            max={Math.max(length, 0.1)}
            step={0.1}
            value={Math.min(position, length)}
            onChange={(event) => store.seek(event.currentTarget.valueAsNumber)}
            className="h-4 min-w-0 flex-1 accent-primary"
          />
          <span className="shrink-0 text-xs text-muted-foreground tabular">
            {formatPosition(position)} / {formatPosition(length)}
          </span>
          <Button
            variant="ghost"
            size="sm"
            className="w-12 tabular"
            onClick={store.nextRate}
            aria-label={words.audio.speed(rate)}
          >
            {rate}×
          </Button>
        </>
      )}
    </div>
  );
}

/** Models name languages as tags ("en") or as words ("english"); only a tag may stand on a track. */
function languageTag(language: string): string | undefined {
  return /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(language) ? language : undefined;
}
