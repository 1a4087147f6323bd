import type { Span } from "./transcript-positions";

export type AudioState = {
  isPlaying: boolean;
  /** Seconds. */
  position: number;
  /** Seconds; undefined until the browser knows it. */
  duration: number | undefined;
  rate: number;
  hasFailed: boolean;
};

const PLAYBACK_RATES: readonly number[] = [1, 1.25, 1.5, 2];

const INITIAL: AudioState = {
  isPlaying: false,
  position: 0,
  duration: undefined,
  rate: 1,
  hasFailed: false,
};

/** Drives one `<audio>` element, so that claims, transcript and player share it. */
export type AudioStore = {
  attach: (element: HTMLAudioElement | null) => void;
  subscribe: (listener: () => void) => () => void;
  read: () => AudioState;
  toggle: () => void;
  /** Seconds. */
  seek: (position: number) => void;
  /** Plays from `start` and pauses at `end`. */
  playSpan: (span: Span) => void;
  nextRate: () => void;
  reload: () => void;
};

const EVENTS = [
  "play",
  "pause",
  "ended",
  "timeupdate",
  "seeked",
  "durationchange",
  "ratechange",
  "error",
  "loadeddata",
];

export function makeAudioStore(): AudioStore {
  let element: HTMLAudioElement | null = null;
  let state = INITIAL;
  let stopAt: number | undefined;
  const listeners = new Set<() => void>();

  const refresh = () => {
    if (element === null) {
      return;
    }
    if (stopAt !== undefined && element.currentTime >= stopAt) {
      stopAt = undefined;
      element.pause();
    }
    state = {
      isPlaying: !element.paused && !element.ended,
      position: element.currentTime,
      duration: Number.isFinite(element.duration) ? element.duration : undefined,
      rate: element.playbackRate,
      hasFailed: element.error !== null,
    };
    for (const notify of listeners) {
      notify();
    }
  };

  const play = () => {
    // A browser may refuse to play, or the file may be unusable: both show as "not playing" or as an error event.
    element?.play().catch(refresh);
  };

  return {
    attach: (next) => {
      for (const name of EVENTS) {
        element?.removeEventListener(name, refresh);
        next?.addEventListener(name, refresh);
      }
      element = next;
      stopAt = undefined;
      refresh();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => state,
    toggle: () => {
      stopAt = undefined;
      if (element?.paused) {
        play();
      } else {
        element?.pause();
      }
    },
    seek: (position) => {
      stopAt = undefined;
      if (element !== null) {
        element.currentTime = position;
        refresh();
      }
    },
    playSpan: ({ start, end }) => {
      if (element !== null) {
        element.currentTime = start;
        stopAt = end;
        play();
      }
    },
    nextRate: () => {
      if (element !== null) {
        const at = PLAYBACK_RATES.indexOf(element.playbackRate);
        element.playbackRate = PLAYBACK_RATES[(at + 1) % PLAYBACK_RATES.length] ?? 1;
      }
    },
    reload: () => element?.load(),
  };
}
