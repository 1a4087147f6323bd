/** What speech models make of silence, of other languages and of half a sentence, and real notes that look alike. */
import { describe, expect, it } from "vitest";
import { judgeTranscript } from "./judge-transcript";
import { languageOfWords } from "./language-of-words";

const ROSTER =
  "U12 Gold, Aoife Kelly, Niamh Walsh, Cian Doyle, Caoimhe Ryan, Seán Byrne, Tadhg Murphy, Róisín Nolan, Oisín Brady, Alex Murphy, Alex Keane";
const NO_SPEECH = "refuse: no_speech";
const DOUBTFUL = "ask: doubtful";
const LANGUAGE = "ask: another_language";

/** Without any signal of the transcriber: the newer models give none. `language` as it reports it. */
const CASES: readonly [text: string, outcome: string, language?: string][] = [
  ["So, so, so, so, so, so, so, so", NO_SPEECH],
  ["Okay. Okay. Okay. Okay. Okay.", NO_SPEECH],
  ["Aoife, Aoife, Aoife, Aoife, Aoife", NO_SPEECH],
  ["Go Cian go Cian go Cian go", NO_SPEECH],
  ["la la la la la la", NO_SPEECH],
  ["Roedd hi'n dda. Roedd hi'n dda. Roedd hi'n dda. Roedd hi'n dda.", NO_SPEECH],
  ["uh huh uh huh uh huh", NO_SPEECH],
  // A loop in the middle, or at the beginning, of words that were said.
  [
    "I don't know what to say. I don't know what to say. I don't know what to say. I don't know what to say. Seán was late.",
    DOUBTFUL,
  ],
  ["Seán hurt his knee and then and then and then and then and then he went home with his dad", DOUBTFUL],
  ["Well well well well well well well, Tadhg turned up for training", DOUBTFUL],
  [
    "Seán was good. Thank you for watching. Thank you for watching. Thank you for watching. Thank you for watching.",
    "accept",
  ],
  ["He was running and running and running up that wing all night, Cian was", "accept"],
  // Credits, in several languages.
  ["Thanks for watching! Please subscribe to my channel for more videos like this.", NO_SPEECH],
  ["If you enjoyed this video please like and subscribe", NO_SPEECH],
  ["Hello everyone and welcome to my channel.", NO_SPEECH],
  ["This video is sponsored by a shop.", NO_SPEECH],
  ["Transcribed by https://example.org", NO_SPEECH],
  ["Sous-titres réalisés par la communauté d'Amara.org", NO_SPEECH],
  ["Untertitel im Auftrag des ZDF für funk, 2017", NO_SPEECH],
  ["Sottotitoli creati dalla comunità Amara.org", NO_SPEECH],
  // Farewells as people say them here, alone and at the end.
  ["That's it, thanks, bye", NO_SPEECH],
  ["Cheers, thanks, bye, bye now, good luck", NO_SPEECH],
  ["Thanks a million, talk soon, bye bye bye", NO_SPEECH],
  ["Go raibh míle maith agat, slán", NO_SPEECH],
  ["Thank you, God bless.", NO_SPEECH],
  ["Tadhg is flying it. Slán.", "accept"],
  ["Caoimhe tore her ankle ligaments. That's it, thanks, bye.", "accept"],
  ["Right so that's everything from me tonight thanks very much lads good night", "accept"],
  ["They need to share the ball more, like Niamh does", "accept"],
  ["Welcome back to Cian, first session since the ankle", "accept"],
  ["Good luck to Aoife in the trials on Saturday", "accept"],
  // Figures alone, one word, half a sentence.
  ["4 3 5 2 1", DOUBTFUL],
  ["1, 2, 3, 4, 5, 6, 7, 8, 9, 10", DOUBTFUL],
  ["Aoife 4, Niamh 3, Cian 5, Tadhg 2", "accept"],
  ["Injured", "refuse: too_brief"],
  ["Hamstring", "refuse: too_brief"],
  ["Seán hamstring", "refuse: too_brief"],
  ["Seán's hamstring again", "ask: too_brief"],
  ["Seán pulled up lame again", "accept"],
  ["Sean's knee [inaudible]", "refuse: too_brief"],
  // The roster that was sent as a prompt.
  ["Alex Keane, Alex Murphy, Oisín Brady, Róisín Nolan, Tadhg Murphy, Seán Byrne", DOUBTFUL],
  ["U12 Gold, U12 Gold, U12 Gold", NO_SPEECH],
  ["Aoife Kelly Niamh Walsh Cian Doyle Caoimhe Ryan Seán Byrne Tadhg Murphy Róisín Nolan", NO_SPEECH],
  ["Aoife, Niamh, Cian, Caoimhe, Seán, Tadhg", DOUBTFUL],
  ["Kelly, Walsh, Doyle, Ryan, Byrne, Murphy, Nolan", DOUBTFUL],
  ["Aoife Kelly. Niamh Walsh. Cian Doyle. Caoimhe Ryan. Seán Byrne. Tadhg Murphy. Thank you.", NO_SPEECH],
  ["Aoife Kelly, Niamh Walsh and Cian Doyle were all excellent in the drills", "accept"],
  // Other languages in Latin letters, with no language reported or the one that we expected.
  ["Roedd y tîm yn dda iawn heddiw ac roedd Sean yn rhagorol yn y gôl", LANGUAGE],
  ["Roedd y tîm yn dda iawn heddiw ac roedd Sean yn rhagorol yn y gôl", LANGUAGE, "english"],
  ["Mae'n rhaid i ni fynd i'r ysgol heddiw, ac mae'n rhaid i ni fynd i'r ysgol heddiw", LANGUAGE],
  ["Bhí an traenáil go maith anocht ach bhí Seán déanach arís agus níl sé sásta", LANGUAGE, "english"],
  ["Ná bí ag caint, bhí an cluiche ar fheabhas agus fuair Aoife cúl sa dara leath", LANGUAGE],
  ["El equipo jugó muy bien hoy y Sean fue el mejor de la defensa", LANGUAGE],
  ["O Seán foi muito bem hoje e a equipa jogou como nunca", LANGUAGE],
  ["Seán hat heute sehr gut gespielt und die Mannschaft war auch nicht schlecht", LANGUAGE],
  ["Sean i Aoife byli dzisiaj bardzo dobrze przygotowani na trening", LANGUAGE],
  // Both in one breath, and English that a transcriber calls something else.
  ["Bhí Seán go hiontach today, he was flying it altogether", "accept"],
  ["Maith thú Aoife, she was brilliant in goal inniu", "accept"],
  ["Tá Cian gortaithe, his ankle is at him again, he'll miss Saturday", "accept"],
  ["Seán and Aoife was grand but Cian, he do be late always so he does", "accept", "welsh"],
  ["Aoife, Cian, Tadhg late again", LANGUAGE, "welsh"],
];

describe("what nobody said, and what somebody did", () => {
  it.each(CASES)("%j: %s", (text, outcome, language) => {
    const verdict = judgeTranscript({ text, language }, { language: "en", prompt: ROSTER });
    expect("reason" in verdict ? `${verdict.verdict}: ${verdict.reason}` : verdict.verdict).toBe(outcome);
  });

  it.each([
    ["the lads were brilliant tonight and he was the best of them", "en"],
    ["bhi se ar fheabhas agus bhi si go maith freisin", "ga"],
    ["roedd yn dda iawn heddiw ond mae wedi blino", "cy"],
    ["il etait tres bon et elle pas du tout dans le jeu", "fr"],
    ["hij was heel goed vandaag maar zij niet", "nl"],
    ["era molto bravo oggi ma non della difesa", "it"],
    ["aoife cian tadhg niamh oisin sean", undefined],
    ["go go go go go go", undefined],
    ["bhi sean go hiontach today he was flying", undefined],
    ["the was", undefined],
  ] as const)("HE-003: %j is in %s", (text, language) => {
    expect(languageOfWords(text.split(" "))).toBe(language);
  });
});
