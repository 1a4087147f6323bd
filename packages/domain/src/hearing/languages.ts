/** The languages that a club can speak, and how we recognise them in what a transcriber reports. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import { languageOfWords } from "./language-of-words";

/** ISO 639-1. Adding one: its name as transcribers write it, and the languages that its coaches mix in. */
export const CLUB_LANGUAGES = ["en", "ga", "cy", "fr", "de", "es", "it", "pt", "nl", "pl"] as const;
export const clubLanguageValidator = literals(...CLUB_LANGUAGES);
export type ClubLanguage = Infer<typeof clubLanguageValidator>;
export const DEFAULT_CLUB_LANGUAGE: ClubLanguage = "en";

/** As people read them; in lower case, as transcribers report them. */
export const CLUB_LANGUAGE_LABELS = {
  en: "English",
  ga: "Irish",
  cy: "Welsh",
  fr: "French",
  de: "German",
  es: "Spanish",
  it: "Italian",
  pt: "Portuguese",
  nl: "Dutch",
  pl: "Polish",
} as const satisfies Record<ClubLanguage, string>;

/** A club that speaks one of these also speaks English: a note in it is no mistake of the transcriber. */
const ALSO_ENGLISH = new Set<ClubLanguage>(["ga", "cy"]);

const LATIN = /\p{Script=Latin}/u;
const LETTER = /\p{L}/u;

/** What was heard, as far as its language goes. */
export interface HeardLanguage {
  /** As the transcriber reports it: a name ("english") or a code ("en"); absent or empty where it reports none. */
  reported?: string;
  /** Folded words of the transcript. */
  words: readonly string[];
  text: string;
}

/**
 * Whether a transcript is in another language than the club's. Its words decide where they tell: a transcriber that doesn't
 * know Irish writes it down as Irish and labels it Welsh, and one that we asked to expect English reports English.
 */
export function isAnotherLanguage(
  { reported = "", words, text }: HeardLanguage,
  club: ClubLanguage,
): boolean {
  if (isForeignScript(text)) return true;
  const told: ClubLanguage | undefined = languageOfWords(words);
  if (told) return !isAccepted(told, club);
  const heard = reported.trim().toLowerCase();
  return heard !== "" && !CLUB_LANGUAGES.some((each) => isAccepted(each, club) && isLanguage(heard, each));
}

const isAccepted = (language: ClubLanguage, club: ClubLanguage): boolean =>
  language === club || (language === "en" && ALSO_ENGLISH.has(club));

const isLanguage = (heard: string, language: ClubLanguage): boolean =>
  heard === CLUB_LANGUAGE_LABELS[language].toLowerCase() || heard.split(/[-_]/, 1)[0] === language;

/** All languages of clubs are written in Latin letters. */
function isForeignScript(text: string): boolean {
  let latin = 0;
  let letters = 0;
  for (const character of text) {
    if (!LETTER.test(character)) continue;
    letters += 1;
    if (LATIN.test(character)) latin += 1;
  }
  return letters > 0 && latin / letters < 0.5;
}
