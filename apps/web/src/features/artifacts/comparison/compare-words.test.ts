import { expect, it } from "vitest";
import { figureInWords } from "./compare-words";

it("writes each figure in its own unit, and what is not known as that", () => {
  expect(figureInWords("durationMs", 4_200, true)).toBe("4.2 s");
  expect(figureInWords("costMicros", 7_200, true)).toBe("$0.0072");
  expect(figureInWords("confidence", 0.93, true)).toBe("93 %");
  expect(figureInWords("length", 65, true)).toBe("1:05");
  expect(figureInWords("length", 1, false)).toBe("1 word");
  expect(figureInWords("model", "gpt-4o", true)).toBe("gpt-4o");
  expect(figureInWords("claims", undefined, true)).toBe("—");
});
