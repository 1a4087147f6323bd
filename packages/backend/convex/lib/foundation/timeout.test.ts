import { expect, test } from "vitest";
import { withTimeout } from "./timeout";

test("a call is given up after its time, also where it does not heed the signal", async () => {
  let aborted = false;
  const call = (signal: AbortSignal) => {
    signal.addEventListener("abort", () => {
      aborted = true;
    });
    return new Promise<never>(() => undefined);
  };
  await expect(withTimeout(10, call)).rejects.toThrow("No answer within 10 ms.");
  expect(aborted).toBe(true);
});
