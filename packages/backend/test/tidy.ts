/** After each file: files share a process, and the next one must find the environment, the clock and the console untouched. */
import { afterAll, vi } from "vitest";

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
