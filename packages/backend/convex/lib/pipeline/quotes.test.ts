import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locateQuote, spokenPart } from "./quotes";

const transcript = "Seán's hamstring is tight. Aoife was great, and Alex was quiet. Alex left early.";
const whole = { start: 0, end: transcript.length };
const found = (quote: string, hint = 0) => {
  const span = locateQuote(transcript, quote, hint);
  return span ? transcript.slice(span.start, span.end) : null;
};

describe("a quote", () => {
  test("is found where it stands, the nearest one if there are several", () => {
    expect(found("Aoife was great")).toBe("Aoife was great");
    expect(locateQuote(transcript, "Alex", 60)?.start).toBe(transcript.lastIndexOf("Alex"));
    expect(locateQuote(transcript, "Alex", 0)?.start).toBe(transcript.indexOf("Alex"));
  });

  test("is found without regard to case, marks, spaces and punctuation, as it was said", () => {
    expect(found("sean's hamstring is tight")).toBe("Seán's hamstring is tight");
    expect(found("SEAN’S HAMSTRING")).toBe("Seán's hamstring");
    expect(locateQuote("Con O'Brien ran", "con obrien", 0)).toEqual({ start: 0, end: 11 });
    expect(found("Aoife was great and Alex  was quiet")).toBe("Aoife was great, and Alex was quiet");
  });

  test("that was not said is not found", () => {
    expect(found("Aoife was poor")).toBeNull();
    expect(found("lex was qui")).toBe("lex was qui"); // exact, wherever it stands
    expect(found("LEX WAS QUI")).toBeNull();
    expect(found("  ")).toBeNull();
    expect(found("...")).toBeNull();
  });

  test("cut from any text is found there again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        const quote = text.slice(start, end).trim();
        const span = locateQuote(text, quote, start ?? 0);
        if (quote !== "") expect(text.slice(span?.start, span?.end)).toBe(quote);
      }),
    );
  });

  test("in other letters is found with offsets inside the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (text, quote) => {
        const span = locateQuote(text, quote, 0);
        if (!span) return;
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe("the spoken part of a mention", () => {
  test("is what was said, not what the model knows", () => {
    expect(spokenPart(transcript, "Alex Murphy", whole)?.text).toBe("Alex");
    expect(spokenPart(transcript, "sean", whole)?.text).toBe("Seán");
    expect(spokenPart(transcript, "Aoife", whole)?.start).toBe(transcript.indexOf("Aoife"));
  });

  test("is never a piece of a word", () => {
    expect(spokenPart(transcript, "Al", whole)).toBeNull();
    expect(spokenPart(transcript, "Fergal Quinn", whole)).toBeNull();
  });
});
