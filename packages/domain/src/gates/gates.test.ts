import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../settings";
import type { TextGateReason } from "../vocabulary/gates";
import { checkText } from "./text-gate";
import { checkTranscript } from "./transcript-gate";

const refused = (reason: TextGateReason) => ({ ok: false, reason });
const texts: [id: string, text: string, reason: TextGateReason | null][] = [
  ["QG-001", "", "empty"],
  ["QG-001", " \n\t ", "empty"],
  ["QG-001", "\u200B", "empty"],
  ["QG-002", "hi", "too_short"],
  ["QG-002", "Hurling", "too_short"],
  ["QG-002", "a b c d", "too_short"],
  ["QG-003", "ok ok", "too_few_words"],
  ["QG-003", "Sean trained", "too_few_words"],
  ["QG-003", "Hamstrings", "too_few_words"],
  ["QG-004", "asdfjklqwezxcvhgpoiuy", "not_language"],
  ["QG-004", "xkcdvbnmrtpqwsdfghjkl", "not_language"],
  ["QG-004", "asdfgh qwerty zxcvbn", "not_language"],
  ["QG-004", "sdkfjh wkrjth skdjfhg dkfjgh", "not_language"],
  ["QG-004", "a b c d e f g h i j", "not_language"],
  ["QG-005", "aaaaaaaaaaaaaaaaaaaa", "spam"],
  ["QG-005", "aaaaaaa aaaaaaa aaaaaaaa", "spam"],
  ["QG-006", "Emma was brilliant in goal today. Sean needs to work on his left side.", null],
  ["QG-007", "Sean is ok", null],
  ["WA-QUALITY-001", "Goooooooal from Sean today", null],
  ["WA-QUALITY-001", "Bhí Sadhbh agus Meadhbh ar fheabhas ag an traenáil inniu", null],
  ["WA-QUALITY-001", "Tadhg's puckouts and sideline cuts with the sliotar were class", null],
  ["WA-QUALITY-001", "U12s bt Grange 2-11 to 1-9", null],
  ["WA-QUALITY-002", "x", "too_short"],
  ["WA-QUALITY-002", "😀😂🎉👍🙏😀😂🎉👍🙏😀", "not_language"],
  ["WA-QUALITY-002", "12345 67890 12345", "not_language"],
  ["WA-QUALITY-002", "!!!!!!!!!!!!!!", "not_language"],
  ["WA-QUALITY-002", "Training went well today. ".repeat(30), null],
  ["WA-QUALITY-004", "“Seán O’Brien”\nsaid he’s grand", null],
  ["WA-QUALITY-004", "Добрий день усім гравцям", null],
  ["WA-SYNTH-002", "- Sean hamstring\n- Emma goals\n- Aoife late", null],
];

describe("checkText", () => {
  it.each(texts)("%s: judges %j", (_id, text, reason) => {
    expect(checkText(text, DEFAULT_SETTINGS)).toEqual(reason === null ? { ok: true } : refused(reason));
  });

  it("never throws, and passes ordinary words in any number from three on", () => {
    const words = fc.constantFrom(
      "Emma",
      "trained",
      "really",
      "well",
      "today",
      "Niamh",
      "ankle",
      "looks",
      "sore",
    );
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 3, maxLength: 400 }),
        fc.string({ unit: "binary" }),
        (note, any) => {
          const text = note.join(" ");
          if (text.length >= 10) expect(checkText(text, DEFAULT_SETTINGS)).toEqual({ ok: true });
          expect(typeof checkText(any, DEFAULT_SETTINGS).ok).toBe("boolean");
        },
      ),
    );
  });

  it("takes the settings it is given", () => {
    expect(checkText("Sean trained", { ...DEFAULT_SETTINGS, TEXT_MIN_WORDS: 2 })).toEqual({ ok: true });
    expect(checkText("Sean is ok", { ...DEFAULT_SETTINGS, TEXT_MIN_CHARACTERS: 11 })).toEqual(
      refused("too_short"),
    );
  });
});

describe("checkTranscript", () => {
  it.each([
    ["TQ-001", "Seán's hamstring is tight again and Aoife was brilliant in goal tonight", 9, "process"],
    ["TQ-001", "We had a lovely evening and everybody seemed happy going home", 8, "process"],
    ["TQ-001", "Emma came late but [inaudible] she worked really hard for the hour", 8, "process"],
    [
      "TQ-002",
      "Sean [inaudible] was [unclear] very [noise] good tonight I thought",
      9,
      "ask: partly_unclear",
    ],
    ["TQ-002", "Emma was great tonight", 4, "ask: too_brief"],
    ["TQ-002", "a b c d e f", 1, "ask: too_brief"],
    ["TQ-003", "", 5, "reject: no_speech"],
    ["TQ-003", "[music]", 20, "reject: no_speech"],
    ["TQ-003", "[BLANK_AUDIO] (noise) [?]", 20, "reject: no_speech"],
    ["TQ-003", "Thanks for watching!", 3, "reject: no_speech"],
    ["TQ-003", "Thank you.", 3, "reject: no_speech"],
    ["TQ-003", "Sean [inaudible] [unclear] [?] good [music] [noise]", 9, "reject: mostly_unclear"],
    ["TQ-003", "Sean good", 2, "reject: too_brief"],
  ])("%s: judges %j of %d s", (_id, text, durationSeconds, expected) => {
    const verdict = checkTranscript({ text, durationSeconds });
    expect("reason" in verdict ? `${verdict.verdict}: ${verdict.reason}` : verdict.verdict).toBe(expected);
  });

  it("TQ-005: a word of the field raises the confidence", () => {
    const plain = checkTranscript({ text: "Emma was brilliant tonight and I was delighted with her" });
    const sport = checkTranscript({
      text: "Emma was brilliant tonight and I was delighted with her hurling",
    });
    expect(sport.confidence).toBeGreaterThan(plain.confidence);
    expect(plain.verdict).toBe("process");
  });

  it("holds for any text: confidence within 0 and 1, and more uncertainty never makes it better", () => {
    const rank = { process: 0, ask: 1, reject: 2 } as const;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("Emma", "trained", "well", "[unclear]", "[?]"), { maxLength: 30 }),
        (said) => {
          const verdict = checkTranscript({ text: said.join(" ") });
          expect(verdict.confidence).toBeGreaterThanOrEqual(0);
          expect(verdict.confidence).toBeLessThanOrEqual(1);
          const worse = checkTranscript({ text: [...said, "[inaudible]"].join(" ") });
          expect(rank[worse.verdict]).toBeGreaterThanOrEqual(rank[verdict.verdict]);
        },
      ),
    );
  });
});
