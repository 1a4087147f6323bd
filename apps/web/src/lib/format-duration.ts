const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A duration in milliseconds for people: "830 ms", "5.2 s", "1 m 04 s", "2 h 10 m", "3 d 4 h".
 * Unknown (undefined, not a number) is "—"; a negative one, from clocks that disagree, is "0 ms".
 */
export function formatDuration(durationMs: number | undefined): string {
  if (durationMs === undefined || !Number.isFinite(durationMs)) {
    return "—";
  }
  const ms = Math.max(0, durationMs);
  if (Math.round(ms) < SECOND) {
    return `${Math.round(ms)} ms`;
  }
  // Tenths below ten seconds, whole seconds from there; rounding decides which form is used, so "10.0 s" cannot appear.
  if (Math.round(ms / 100) < 100) {
    return `${(Math.round(ms / 100) / 10).toFixed(1)} s`;
  }
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < HOUR / SECOND) {
    return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, "0")} s`;
  }
  const minutes = Math.round(ms / MINUTE);
  if (minutes < DAY / MINUTE) {
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} m`;
  }
  const hours = Math.round(ms / HOUR);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A position in a recording, in seconds: "0:07", "2:05", "1:02:09". */
export function formatPosition(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
