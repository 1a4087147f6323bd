const KEY = "voice-monitoring.paused";
const listeners = new Set<() => void>();

/** Storage can be closed to a page (private windows, policies); then a pause lasts until the next reload. */
let fallback = false;

export function readRememberedPause(): boolean {
  try {
    return window.localStorage.getItem(KEY) === "yes";
  } catch {
    return fallback;
  }
}

export function rememberPause(isPaused: boolean): void {
  fallback = isPaused;
  try {
    if (isPaused) {
      window.localStorage.setItem(KEY, "yes");
    } else {
      window.localStorage.removeItem(KEY);
    }
  } catch {
    // `fallback` holds it.
  }
  for (const notify of listeners) {
    notify();
  }
}

/** Also follows the other tabs of this browser. */
export function subscribeToRememberedPause(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) {
      listener();
    }
  };
  listeners.add(listener);
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}
