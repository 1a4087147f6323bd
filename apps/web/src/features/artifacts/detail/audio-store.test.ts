import { expect, it, vi } from "vitest";
import { makeAudioStore } from "./audio-store";

/** As much of a media element as the store drives, with the same order of events. */
class Recording extends EventTarget {
  paused = true;
  ended = false;
  duration = Number.POSITIVE_INFINITY;
  playbackRate = 1;
  error: MediaError | null = null;
  private time = 0;
  get currentTime() {
    return this.time;
  }
  set currentTime(seconds: number) {
    this.time = seconds;
    this.dispatchEvent(new Event("timeupdate"));
  }
  async play() {
    this.paused = false;
    this.dispatchEvent(new Event("play"));
  }
  pause() {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }
  load() {
    this.error = null;
  }
}

function attached() {
  const recording = new Recording();
  const store = makeAudioStore();
  // The element under test is a stand-in for the browser's: node has none.
  store.attach(recording as unknown as HTMLAudioElement);
  return { recording, store };
}

it("plays the seconds of a claim and stops after them", () => {
  const { recording, store } = attached();
  store.playSpan({ start: 4, end: 8 });
  expect(store.read()).toMatchObject({ isPlaying: true, position: 4 });
  recording.currentTime = 7.9;
  expect(store.read().isPlaying).toBe(true);
  recording.currentTime = 8.1;
  expect(store.read().isPlaying).toBe(false);
});

it("plays on when somebody takes over during a span", () => {
  const { recording, store } = attached();
  store.playSpan({ start: 4, end: 8 });
  store.seek(1);
  recording.currentTime = 9;
  expect(store.read().isPlaying).toBe(true);
});

it("knows no length where the file has none, and goes round the rates", () => {
  const { recording, store } = attached();
  expect(store.read().duration).toBeUndefined();
  const rates = [1, 2, 3, 4].map(() => {
    store.nextRate();
    return recording.playbackRate;
  });
  expect(rates).toEqual([1.25, 1.5, 2, 1]);
});

it("tells listeners, and lets go of an element that is taken away", () => {
  const { recording, store } = attached();
  const listener = vi.fn();
  store.subscribe(listener);
  recording.currentTime = 2;
  expect(listener).toHaveBeenCalledTimes(1);
  store.attach(null);
  recording.currentTime = 3;
  expect(listener).toHaveBeenCalledTimes(1);
});
