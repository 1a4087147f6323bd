/** What the JSON reports of vitest say together: how many tests passed, which failed, and which passed at the second try only. */
import { z } from "zod";

/** The part of vitest's JSON report that is read here. A test that passed after another try keeps the messages of the first. */
export const testReportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
type TestReport = z.infer<typeof testReportSchema>;

interface TestNote {
  file: string;
  test: string;
  message: string;
}

export interface TestSummary {
  passed: number;
  failed: number;
  skipped: number;
  failures: TestNote[];
  secondTries: TestNote[];
}

const COULD_NOT_BE_LOADED = "(the file could not be loaded)";

function notesOf({ testResults }: TestReport): Pick<TestSummary, "failures" | "secondTries"> {
  const failures: TestNote[] = [];
  const secondTries: TestNote[] = [];
  for (const { name, status, message, assertionResults } of testResults) {
    for (const test of assertionResults) {
      const messages = test.failureMessages ?? [];
      const note = { file: name, test: test.fullName, message: messages.join("\n") };
      if (test.status === "failed") failures.push(note);
      else if (messages.length > 0) secondTries.push(note);
    }
    const hasFailed = assertionResults.some((test) => test.status === "failed");
    if (status === "failed" && !hasFailed) failures.push({ file: name, test: COULD_NOT_BE_LOADED, message });
  }
  return { failures, secondTries };
}

/** A file that could not even be loaded, or whose set-up failed, counts as one failed test. */
export function summarizeReports(reports: readonly TestReport[]): TestSummary {
  const total: TestSummary = { passed: 0, failed: 0, skipped: 0, failures: [], secondTries: [] };
  for (const report of reports) {
    const { failures, secondTries } = notesOf(report);
    const unloaded = failures.filter(({ test }) => test === COULD_NOT_BE_LOADED).length;
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests + unloaded;
    total.skipped += report.numPendingTests;
    total.failures.push(...failures);
    total.secondTries.push(...secondTries);
  }
  return total;
}

const MESSAGE_LINES = 15;

/** A title with its tests, each with the first lines of what went wrong; nothing when there are none. */
export function listTests(title: string, notes: readonly TestNote[]): string {
  if (notes.length === 0) return "";
  const lines = notes.flatMap(({ file, test, message }) => [
    `  ${file}`,
    `    ${test}`,
    ...message
      .split("\n")
      .slice(0, MESSAGE_LINES)
      .map((line) => `      ${line}`),
  ]);
  return [`\n${title}`, ...lines].join("\n");
}
