import { expect, it } from "vitest";
import { resultOf } from "./result-words";

const NOTHING = { collected: 0, waiting: 0, running: 0, succeeded: 0, failed: 0, refused: 0, cancelled: 0 };
const over = (
  counts: Partial<typeof NOTHING>,
  status: "completed" | "cancelled" = "completed",
  truncated = false,
) => resultOf({ status, counts: { ...NOTHING, ...counts }, truncated });

it("calls it a success only where every note succeeded", () => {
  expect(over({ collected: 3, succeeded: 3 })).toEqual({
    kind: "success",
    title: "All 3 notes succeeded.",
    description: "3 succeeded",
  });
  expect(over({ collected: 3, succeeded: 2, failed: 1 })).toEqual({
    kind: "warning",
    title: "2 of 3 notes succeeded.",
    description: "2 succeeded, 1 failed again",
  });
  expect(over({ collected: 2, failed: 1, refused: 1 })).toMatchObject({
    kind: "error",
    title: "None of 2 notes succeeded.",
  });
});

it("says what was stopped, left over, or not there", () => {
  expect(over({ collected: 4, succeeded: 1, cancelled: 3 }, "cancelled")).toEqual({
    kind: "warning",
    title: "Retrying 4 notes was stopped.",
    description: "1 succeeded, 3 not started",
  });
  expect(over({ collected: 500, succeeded: 500 }, "completed", true)).toMatchObject({ kind: "warning" });
  expect(over({})).toMatchObject({ kind: "warning", title: "Nothing was retried." });
});
