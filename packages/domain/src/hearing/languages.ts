/** The languages that a club can speak, and how they are told from what a transcriber reports. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";

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

/** Words that no Irish sentence does without for long, and that are rare in other languages. */
const IRISH_WORDS = new Set(
  "agus bhi ta nil raibh inniu aris ach freisin liom leis aici aige acu chun bhfuil nach cuid lar cul sa na an ar ag go".split(
    " ",
  ),
);
const IRISH_SHARE = 0.25;

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
 * Whether a transcript is in another language than the club's. A transcriber that doesn't know Irish writes it down as
 * Irish and labels it Welsh: there the words decide.
 */
export function isAnotherLanguage(
  { reported = "", words, text }: HeardLanguage,
  club: ClubLanguage,
): boolean {
  if (isForeignScript(text)) return true;
  const heard = reported.trim().toLowerCase();
  if (heard === "" || isLanguage(heard, club)) return false;
  if (ALSO_ENGLISH.has(club) && isLanguage(heard, "en")) return false;
  return !(club === "ga" && looksIrish(words));
}

const isLanguage = (heard: string, language: ClubLanguage): boolean =>
  heard === CLUB_LANGUAGE_LABELS[language].toLowerCase() || heard.split(/[-_]/, 1)[0] === language;

const looksIrish = (words: readonly string[]): boolean =>
  words.length > 0 && words.filter((word) => IRISH_WORDS.has(word)).length / words.length >= IRISH_SHARE;

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
