import { describe, expect, test } from "vitest";
import { listTests, summarizeReports, testReportSchema } from "./test-reports";

const report = (testResults: unknown[], counts: [passed: number, failed: number, pending: number]) =>
  testReportSchema.parse({
    numPassedTests: counts[0],
    numFailedTests: counts[1],
    numPendingTests: counts[2],
    testResults,
  });

const file = (name: string, status: string, assertionResults: unknown[], message = "") => ({
  name,
  status,
  message,
  assertionResults,
});

describe("what the reports say together", () => {
  const summary = summarizeReports([
    report(
      [
        file("a.test.ts", "failed", [
          { fullName: "adds", status: "passed", failureMessages: [] },
          { fullName: "subtracts", status: "failed", failureMessages: ["expected 1 to be 2"] },
        ]),
        file("b.test.ts", "failed", [], "Cannot find module"),
      ],
      [1, 1, 2],
    ),
    report(
      [
        file("c.test.ts", "passed", [
          { fullName: "waits", status: "passed", failureMessages: ["timed out"] },
        ]),
      ],
      [1, 0, 0],
    ),
  ]);

  test("sums the tests, and counts a file that could not be loaded as one failed test", () => {
    expect(summary).toMatchObject({ passed: 2, failed: 2, skipped: 2 });
  });

  test("names each failure once, with what was said", () => {
    expect(summary.failures).toEqual([
      { file: "a.test.ts", test: "subtracts", message: "expected 1 to be 2" },
      { file: "b.test.ts", test: "(the file could not be loaded)", message: "Cannot find module" },
    ]);
  });

  test("names what passed at the second try only", () => {
    expect(summary.secondTries).toEqual([{ file: "c.test.ts", test: "waits", message: "timed out" }]);
  });

  test("counts a file whose set-up failed after its tests had passed", () => {
    const { failed } = summarizeReports([
      report(
        [file("d.test.ts", "failed", [{ fullName: "works", status: "passed" }], "afterAll threw")],
        [1, 0, 0],
      ),
    ]);
    expect(failed).toBe(1);
  });
});

describe("the list for people", () => {
  test("is nothing without tests", () => {
    expect(listTests("Failed:", [])).toBe("");
  });

  test("holds file, test and the first lines of the message", () => {
    const message = Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n");
    const text = listTests("Failed:", [{ file: "a.test.ts", test: "adds", message }]);
    expect(text).toContain("Failed:\n  a.test.ts\n    adds\n      line 0\n");
    expect(text).toContain("line 14");
    expect(text).not.toContain("line 15");
  });
});
