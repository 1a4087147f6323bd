import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../settings";
import type { TextGateReason } from "../vocabulary/gates";
import { checkText } from "./text-gate";

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
