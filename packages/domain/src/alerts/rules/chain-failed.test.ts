import { expect, it } from "vitest";
import { evaluateRule, QUIET } from "../evaluate";
import { facts, ruleOf } from "../testing";

const CHECK_MS = 300_000;
const rule = ruleOf("CHAIN_FAILED");
const failed = (...names: string[]) =>
  facts({ failedChains: names.map((name) => ({ name, since: 0, lastError: "TypeError" })) });

it("opens at the first check after a job gave up, and resolves when the job works again", () => {
  const opened = evaluateRule(rule, "platform", failed("erasure"), QUIET, CHECK_MS);
  expect(opened.change).toBe("opened");
  expect(opened.state.incident).toMatchObject({
    severity: "high",
    value: 1,
    sentence: "Given up: erasure (TypeError); normally none.",
  });
  const once = evaluateRule(rule, "platform", failed(), opened.state, 2 * CHECK_MS);
  const twice = evaluateRule(rule, "platform", failed(), once.state, 3 * CHECK_MS);
  expect([once.change, twice.change]).toEqual(["none", "resolved"]);
});

it("names three jobs and counts the others", () => {
  const { reading } = evaluateRule(rule, "platform", failed("a", "b", "c", "d", "e"), QUIET, CHECK_MS);
  expect(reading.sentence).toBe(
    "Given up: a (TypeError), b (TypeError), c (TypeError) and 2 more; normally none.",
  );
});
