import { expect, it } from "vitest";
import { byUrgency, healthOf, jobLabel } from "./job-health";

it("never calls a job on time by old data", () => {
  expect(healthOf("ok", true)).toBe("ok");
  expect(healthOf("ok", false)).toBe("unknown");
  expect(healthOf("overdue", false)).toBe("unknown");
  expect(healthOf("failed", true)).toBe("failed");
});

it("puts trouble first", () => {
  const jobs = [
    { name: "b", health: "ok" },
    { name: "a", health: "ok" },
    { name: "c", health: "never_ran" },
    { name: "d", health: "overdue" },
    { name: "e", health: "failed" },
  ] as const;
  expect([...jobs].sort(byUrgency).map(({ name }) => name)).toEqual(["e", "d", "c", "a", "b"]);
});

it("says the name of a job in words", () => {
  expect(jobLabel("remove-old-audio")).toBe("Remove old audio");
  expect(jobLabel("count-ai-usage")).toBe("Count AI usage");
});
