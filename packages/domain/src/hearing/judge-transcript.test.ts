import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Expectation, type HeardTranscript, judgeTranscript } from "./judge-transcript";
import { cpuMsOf } from "./testing";

const ROSTER =
  "U12 Gold, Aoife Kelly, Niamh Walsh, Cian Doyle, Caoimhe Ryan, Seán Byrne, Tadhg Murphy, Róisín Nolan, Oisín Brady, Alex Murphy, Alex Keane";
const ENGLISH: Expectation = { language: "en", prompt: ROSTER };
const IRISH: Expectation = { language: "ga", prompt: ROSTER };

const outcome = (heard: HeardTranscript, expected: Expectation = ENGLISH): string => {
  const verdict = judgeTranscript(heard, expected);
  return "reason" in verdict ? `${verdict.verdict}: ${verdict.reason}` : verdict.verdict;
};

type Signals = { noSpeech?: number; logprob?: number; compression?: number };
const segment = (text: string, { noSpeech = 0.02, logprob = -0.25, compression = 1.3 }: Signals = {}) => ({
  text,
  noSpeechProb: noSpeech,
  avgLogprob: logprob,
  compressionRatio: compression,
});

const NO_SPEECH = "refuse: no_speech";

/** A text as a whole segment, with the signals that the transcriber gave. */
const heardAs: [text: string, signals: Signals, expected: string][] = [
  // D8: loops, farewells and credits that Whisper writes over silence.
  ["Thank you. ".repeat(6), { noSpeech: 0.71, compression: 4.2 }, NO_SPEECH],
  ["Thank you. ".repeat(6), {}, NO_SPEECH],
  ["Thanks for watching! ".repeat(4), {}, NO_SPEECH],
  ["you ".repeat(8), {}, NO_SPEECH],
  [
    "Thank you for watching and I'll see you in the next video.",
    { noSpeech: 0.8, logprob: -1.05 },
    NO_SPEECH,
  ],
  ["Thank you for watching and I'll see you in the next video.", {}, NO_SPEECH],
  ["Thanks for watching. Please like and subscribe to my channel.", {}, NO_SPEECH],
  ["Thanks for watching!", {}, NO_SPEECH],
  ["Thank you.", {}, NO_SPEECH],
  ["Thank you very much.", {}, NO_SPEECH],
  ["Thank you so much for watching this video, everyone.", {}, NO_SPEECH],
  ["Thanks for listening. See you next time. Bye.", {}, NO_SPEECH],
  ["Bye bye. Bye bye. Bye.", {}, NO_SPEECH],
  ["bye bye bye bye bye", {}, NO_SPEECH],
  ["You", {}, NO_SPEECH],
  ["Don't forget to subscribe!", {}, NO_SPEECH],
  ["Subtitles by the Amara.org community", {}, NO_SPEECH],
  ["Subtitles provided by the volunteers of a club", {}, NO_SPEECH],
  ["Transcription by ESO. Translated by somebody", {}, NO_SPEECH],
  ["www.opensubtitles.org", {}, NO_SPEECH],
  ["Copyright 2019. All rights reserved.", {}, NO_SPEECH],
  ["Music", {}, NO_SPEECH],
  ["Go raibh maith agaibh.", {}, NO_SPEECH],
  ["Diolch yn fawr iawn.", {}, NO_SPEECH],
  ["Gracias por ver.", {}, NO_SPEECH],
  // Loops of other words.
  ["No no no no no no no", {}, NO_SPEECH],
  ["I'm sorry. I'm sorry. I'm sorry. I'm sorry.", {}, NO_SPEECH],
  ["We are going to the shop now. ".repeat(5), { noSpeech: 0.7 }, NO_SPEECH],
  ["We are going to the shop now. ".repeat(5), { compression: 3.1 }, NO_SPEECH],
  ["Aoife was brilliant in goal today. ".repeat(3), {}, "ask: doubtful"],
  [
    "Seán hurt his ankle badly. He was fine. He was fine. He was fine. He was fine. He was fine.",
    {},
    "ask: doubtful",
  ],
  ["Seán trained well today, really well, and well done to the rest of them", {}, "accept"],
  ["Go on Seán, go on, go on, that is what I shouted when he went through for the goal", {}, "accept"],
  // D2: words of the prompt only.
  [ROSTER, { noSpeech: 0.55, logprob: -0.3 }, NO_SPEECH],
  [ROSTER, {}, NO_SPEECH],
  ["Aoife Kelly, Niamh Walsh, Cian Doyle, Caoimhe Ryan, Seán Byrne.", {}, NO_SPEECH],
  [`${ROSTER}. Thanks for watching.`, {}, NO_SPEECH],
  ["U12 Gold, Aoife Kelly and Niamh Walsh and Cian Doyle", {}, "ask: doubtful"],
  ["Tadhg Murphy, Aoife Kelly, Oisín Brady", {}, "ask: doubtful"],
  ["Tadhg Murphy, Aoife Kelly, Oisín Brady", { noSpeech: 0.7 }, NO_SPEECH],
  ["Aoife Kelly, Niamh Walsh, Cian Doyle, Caoimhe Ryan, Seán Byrne and so we went home", {}, "ask: doubtful"],
  ["Aoife Kelly and Tadhg Murphy were both late for training", {}, "accept"],
  ["Absent tonight Niamh Walsh, Cian Doyle and Alex Keane", {}, "accept"],
  // What the transcriber says of itself.
  ["The weather is nice over there today.", { noSpeech: 0.7, logprob: -1.3 }, NO_SPEECH],
  ["The weather is nice over there today.", { noSpeech: 0.7 }, "ask: doubtful"],
  ["The weather is nice over there today.", { logprob: -1.3 }, "ask: doubtful"],
  ["Seán scored a goal and a point and a goal and a point today", { compression: 2.6 }, "ask: doubtful"],
  ["Seán's hamstring is tight again tonight", { noSpeech: 0.6, logprob: -1, compression: 2.4 }, "accept"],
  // Real notes, among them those that end like a video does.
  ["Seán's hamstring is tight again. Thank you.", {}, "accept"],
  ["Aoife was brilliant in goal tonight, thank you.", {}, "accept"],
  ["Tadhg rolled his ankle in the second half. Thanks for listening. Bye bye.", {}, "accept"],
  ["Cian was late again. Thank you. Thank you. Thank you. Thank you.", {}, "accept"],
  ["Thank you all for coming, Seán was the best of them by a mile.", {}, "accept"],
  ["I want to thank Niamh for helping with the cones today", {}, "accept"],
  ["Goooooooal from Sean today, what a finish", {}, "accept"],
  ["Seán needs to subscribe to the idea that he can tackle", {}, "accept"],
  ["I'll see you on Thursday Seán, mind that knee", {}, "accept"],
  // The gate of before.
  ["Seán's hamstring is tight again and Aoife was brilliant in goal tonight", {}, "accept"],
  ["We had a lovely evening and everybody seemed happy going home", {}, "accept"],
  ["Emma came late but [inaudible] she worked really hard for the hour", {}, "accept"],
  ["Sean [inaudible] was [unclear] very [noise] good tonight I thought", {}, "ask: partly_unclear"],
  ["Aoife [inaudible] hurt [inaudible] her knee [unclear] badly", {}, "ask: partly_unclear"],
  ["Sean [inaudible] [unclear] [?] good [music] [noise]", {}, "refuse: mostly_unclear"],
  ["[music]", {}, NO_SPEECH],
  ["[BLANK_AUDIO] (noise) [?]", {}, NO_SPEECH],
  ["", {}, NO_SPEECH],
  ["…", {}, NO_SPEECH],
  ["Sean good", {}, "refuse: too_brief"],
  ["Emma was great tonight", {}, "ask: too_brief"],
];

/** Language: what the transcriber reports, and the club's. */
const languages: [text: string, reported: string | undefined, expected: Expectation, outcome: string][] = [
  [
    "Roedd y tîm yn dda iawn heddiw ac roedd Sean yn rhagorol yn y gôl",
    "welsh",
    ENGLISH,
    "ask: another_language",
  ],
  [
    "Roedd y tîm yn dda iawn heddiw ac roedd Sean yn rhagorol yn y gôl",
    "cy",
    ENGLISH,
    "ask: another_language",
  ],
  ["오늘 숀이 아주 잘했어요 그리고 팀도 좋았어요", "korean", ENGLISH, "ask: another_language"],
  ["오늘 숀이 아주 잘했어요 그리고 팀도 좋았어요", undefined, ENGLISH, "ask: another_language"],
  [
    "Bhí Seán ar fheabhas ag an traenáil inniu agus bhí Aoife go hiontach",
    "irish",
    ENGLISH,
    "ask: another_language",
  ],
  ["Bhí Seán ar fheabhas ag an traenáil inniu agus bhí Aoife go hiontach", "irish", IRISH, "accept"],
  ["Bhí Seán ar fheabhas ag an traenáil inniu agus bhí Aoife go hiontach", "welsh", IRISH, "accept"],
  ["Bhí Seán ar fheabhas ag an traenáil inniu agus bhí Aoife go hiontach", "", IRISH, "accept"],
  ["Seán was excellent at training and Aoife was very good", "english", IRISH, "accept"],
  [
    "Roedd y tîm yn dda iawn heddiw ac roedd Sean yn rhagorol yn y gôl",
    "welsh",
    IRISH,
    "ask: another_language",
  ],
  ["Seán was excellent at training and Aoife was very good", "English", ENGLISH, "accept"],
  ["Seán was excellent at training and Aoife was very good", "en-IE", ENGLISH, "accept"],
  ["Seán was excellent at training and Aoife was very good", undefined, ENGLISH, "accept"],
  ["Seán était très bon à l'entraînement ce soir", "french", { language: "fr", prompt: ROSTER }, "accept"],
  [
    "Seán was very good at training this evening",
    "english",
    { language: "fr", prompt: ROSTER },
    "ask: another_language",
  ],
];

/** Without segments, and with the length of the recording. */
const lengths: [text: string, seconds: number | undefined, expected: string][] = [
  ["Sean is hurt badly now", 2, "accept"],
  ["He is ok so so", 2, "ask: too_brief"],
  ["He is ok so so", 3, "accept"],
  ["He is ok so so", undefined, "accept"],
  ["a b c d e f", 1, "ask: too_brief"],
];

describe("HE-002, HE-004, TQ: judgeTranscript", () => {
  it.each(heardAs)("judges %j %o: %s", (text, signals, expected) => {
    expect(
      outcome({ text, segments: text.trim() === "" ? [] : [segment(text, signals)], language: "english" }),
    ).toBe(expected);
  });

  it.each(languages)("HE-003: judges %j as %s", (text, language, expected, result) => {
    expect(outcome({ text, segments: [segment(text)], language }, expected)).toBe(result);
  });

  it.each(lengths)("judges %j of %s s: %s", (text, durationSeconds, expected) => {
    expect(outcome({ text, durationSeconds })).toBe(expected);
  });

  it("TQ-001: accepts clear speech about training", () => {
    const text = "Seán's hamstring is tight again, and Aoife Kelly was brilliant in goal tonight.";
    expect(outcome({ text, segments: [segment(text)], language: "english" })).toBe("accept");
    expect(outcome({ text: "", segments: [], language: "english" })).toBe(NO_SPEECH);
  });

  it("asks where a part is silence, and refuses where all of it is", () => {
    const silence = { noSpeech: 0.9, logprob: -1.4 };
    const spoken = segment("Seán's hamstring is tight again tonight");
    const invented = segment("We will be right back after this", silence);
    expect(outcome({ text: `${spoken.text}. ${invented.text}`, segments: [spoken, invented] })).toBe(
      "ask: doubtful",
    );
    expect(outcome({ text: invented.text, segments: [invented] })).toBe(NO_SPEECH);
  });

  it("knows no roster where no prompt was sent", () => {
    expect(outcome({ text: "Aoife Kelly, Niamh Walsh, Cian Doyle" }, { language: "en", prompt: "" })).toBe(
      "accept",
    );
  });

  it("TQ-005: a word of the field raises the confidence, and so does a sure transcriber", () => {
    const plain = judgeTranscript(
      { text: "Emma was brilliant tonight and I was delighted with her" },
      ENGLISH,
    );
    const text = "Emma was brilliant tonight and I was delighted with her hurling";
    expect(judgeTranscript({ text }, ENGLISH).confidence).toBeGreaterThan(plain.confidence);
    const confidenceAt = (logprob: number) =>
      judgeTranscript({ text, segments: [segment(text, { logprob })] }, ENGLISH).confidence;
    expect(confidenceAt(-0.05)).toBeGreaterThan(confidenceAt(-0.9));
  });

  it("takes the settings it is given", () => {
    const heard = { text: "Emma was great tonight" };
    expect(judgeTranscript(heard, ENGLISH, { askBelowWords: 4 }).verdict).toBe("accept");
    expect(judgeTranscript(heard, ENGLISH, { refuseBelowWords: 5 }).verdict).toBe("refuse");
  });
});

describe("any transcript", () => {
  const words = fc.constantFrom(
    "Emma",
    "trained",
    "well",
    "[unclear]",
    "[?]",
    "Thank you.",
    "Aoife Kelly",
    "and",
  );
  const rank = { accept: 0, ask: 1, refuse: 2 } as const;

  it("has a confidence within 0 and 1, and more uncertainty never makes its verdict better", () => {
    const uncertain = fc.constantFrom("Emma", "trained", "well", "[unclear]", "[?]");
    fc.assert(
      fc.property(fc.array(uncertain, { maxLength: 30 }), (said) => {
        const verdict = judgeTranscript({ text: said.join(" ") }, { language: "en", prompt: "" });
        expect(verdict.confidence).toBeGreaterThanOrEqual(0);
        expect(verdict.confidence).toBeLessThanOrEqual(1);
        const worse = judgeTranscript(
          { text: [...said, "[inaudible]"].join(" ") },
          { language: "en", prompt: "" },
        );
        expect(rank[worse.verdict]).toBeGreaterThanOrEqual(rank[verdict.verdict]);
      }),
    );
  });

  it("gets one verdict, whatever is in it", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ unit: "binary" })), { maxLength: 60 }), (said) => {
        const text = said.join(" ");
        expect(rank[judgeTranscript({ text, segments: [segment(text)] }, ENGLISH).verdict]).toBeTypeOf(
          "number",
        );
      }),
    );
  });

  it.each([
    ["words", "Seán was good and "],
    ["farewells", "Thank you. "],
    ["marks", "!"],
    ["spaces", " \n"],
    ["markers", "[ inaudible "],
    ["prompt words", "Aoife Kelly Alex Murphy Alex "],
    ["letters", "a"],
  ])("UN-012: 32,000 characters of %s are judged within 50 ms", (_, piece) => {
    const text = piece.repeat(32_000 / piece.length);
    expect(cpuMsOf(() => judgeTranscript({ text, segments: [segment(text)] }, ENGLISH))).toBeLessThan(50);
  });
});
