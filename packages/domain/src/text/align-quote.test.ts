import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteFinder, spanOfQuote } from "./align-quote";

const NOTE = "Seán's hamstring is tight again, he pulled up in the second half.";
const locate = (transcript: string, quote: string, hint = 0) => {
  const place = quoteFinder(transcript).locate(quote, hint);
  const span = spanOfQuote(place);
  return { match: place.match, text: span && transcript.slice(span.start, span.end) };
};

describe("quotes", () => {
  it.each([
    [NOTE, "Seán's hamstring is tight again"],
    [NOTE, "sean’s HAMSTRING is tight – again"],
    [NOTE.normalize("NFD"), "Seán's hamstring is tight again"],
    [NOTE, "Sea\u0301n's hamstring is tight again"],
    ["“Great” night – all of it", "great night all of it"],
    ["O’Brien was late", "O'Brien was late"],
  ])("finds in %j the words of %j", (transcript, quote) => {
    expect(locate(transcript, quote).match).toBe("exact");
  });

  it("UN-001, D3: keeps a quote that a model shortened, and says that it is inexact", () => {
    for (const quote of [
      "Seán's hamstring is tight again ... second half",
      "Seán's hamstring is tight, he pulled up in the second half",
      "Seán's hamstring is tight again, second half",
    ]) {
      expect(locate(NOTE, quote)).toEqual({
        match: "inexact",
        text: NOTE.slice(0, -1).replace("Seán's", "Seán's"),
      });
    }
    expect(locate(NOTE, "Seán's left hamstring is very tight again").match).toBe("inexact");
  });

  it("finds nothing that was not said", () => {
    expect(locate(NOTE, "Cian broke his collarbone at school").match).toBe("missing");
    expect(locate(NOTE, "he is in the").match).toBe("missing");
    expect(locate(NOTE, "").match).toBe("missing");
  });

  it("takes the occurrence nearest to where the model saw it", () => {
    const twice = "Emma scored. Then Luke. Emma scored. Then Luke.";
    const at = (hint: number) => quoteFinder(twice).locate("Emma scored", hint).segments[0]?.start;
    expect([at(0), at(20), at(999)]).toEqual([0, 24, 24]);
  });

  it("takes a name within the quote, else the last one before it, as it was spoken", () => {
    const note = "Alex was late. Alex scored. He limped off. Alex again.";
    const finder = quoteFinder(note);
    const start = (quote: string) => finder.spokenPart("Alex Murphy", finder.locate(quote, 0), 0)?.start;
    expect([start("Alex scored"), start("He limped off"), start("Alex again")]).toEqual([15, 15, 43]);
    expect(finder.spokenPart("Murphy", finder.locate("He limped off", 0), 0)).toBeNull();
  });

  it("its segments are words of the transcript, in order, for any text and quote", () => {
    const text = fc
      .array(fc.constantFrom("Seán", "scored", "the", "and", "knee", "’s", "."), { maxLength: 60 })
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(text, text, fc.nat(400), (transcript, quote, hint) => {
        const { segments, match } = quoteFinder(transcript).locate(quote, hint);
        expect(segments.length === 0).toBe(match === "missing");
        let last = -1;
        for (const { start, end } of segments) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(transcript.length);
          last = end - 1;
        }
      }),
    );
  });

  it.each([
    ["the", "the "],
    ["two words in turn", "a b "],
    ["a sentence", "Seán pulled up in the second half again. "],
  ])("UN-012: looks up a hundred quotes of %s in 32,000 characters in linear time", (_name, part) => {
    const transcript = part.repeat(32_000 / part.length);
    const finder = quoteFinder(transcript);
    const quote = `${part.repeat(200)} never said ${part.repeat(100)}`;
    const startedAt = performance.now();
    for (let at = 0; at < 100; at += 1) {
      finder.locate(quote, at * 300);
      finder.spokenPart(quote, finder.locate(part, at), at);
    }
    expect((performance.now() - startedAt) / 100).toBeLessThan(50);
  });
});
