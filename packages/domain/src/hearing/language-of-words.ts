/**
 * Which language a text is in, by its small words: transcribers report no language, report the one that we asked them to
 * expect, or call accented English Welsh. Linear in the number of words.
 */
import { keysOf } from "../vocabulary/keys-of";

/** Words that no sentence of the language does without for long. Folded; some belong to several languages. */
const SMALL_WORDS = {
  en: "the was is and to he she it in of for at with but that they his her on had very well good really so we i you were not him has have be from after just all up out a an this my are as did do got if or our their them then there when who no",
  ga: "agus bhi ta nil raibh inniu aris ach freisin liom leis leo aici aige acu chun bhfuil nach cuid sa na an ar ag go do le faoi anocht inne nuair gur is se si siad mar ann ata beidh feidir maith mhaith bhfad tar eis chuaigh rinne fuair",
  cy: "roedd yn yr ac oedd mae wedi dda iawn heddiw ei ond gyda am ar fe nid ddim bod gan eu hefyd dwin maen ir rwyn gwneud fod hwn hynny chwarae dim hi ni fo nhw un a i y o",
  fr: "le la les des est et dans pour avec une un il elle pas tres que qui sur ce ete etait au du nous mais plus bien ils on aujourdhui de en sa son",
  de: "der die das und ist war mit nicht sehr ein eine im auf er sie wir heute gut aber den dem zu hat von auch es ich ihr sich noch in",
  es: "el la los las es en de que un una con muy por para fue estaba pero su hoy se no y bien lo del al mas le como esta",
  it: "il la e di che un una con molto per non ma oggi gli del della era stato in ha sono bene lo si da anche piu al nel",
  pt: "o a os as e de que um uma com muito por para foi estava mas hoje nao ele ela do da no na em bem se mais dos",
  nl: "de het een en is was met niet heel erg van voor op maar hij zij we vandaag goed dat die ook er aan te zijn had ik in",
  pl: "i w na z jest byl byla bardzo nie sie do dzisiaj ale to za po dobrze ze jak co tak juz jego jej on ona mial tym",
} as const satisfies Record<string, string>;
type KnownLanguage = keyof typeof SMALL_WORDS;

const LANGUAGES_OF = new Map<string, KnownLanguage[]>();
for (const language of keysOf(SMALL_WORDS)) {
  for (const word of SMALL_WORDS[language].split(" ")) {
    LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);
  }
}

/** Under these a text of names and scores says nothing of its language. */
const MIN_WORDS = 5;
const MIN_DISTINCT = 3;
const MIN_SHARE = 0.2;
/** A mixture, or a language that we don't know, is like two of them. */
const MIN_LEAD = 2;

/** The language of folded words; undefined where they don't tell. */
export function languageOfWords(words: readonly string[]): KnownLanguage | undefined {
  if (words.length < MIN_WORDS) return undefined;
  const found = new Map<KnownLanguage, { count: number; distinct: Set<string> }>();
  for (const word of words) {
    for (const language of LANGUAGES_OF.get(word) ?? []) {
      const sum = found.get(language) ?? { count: 0, distinct: new Set() };
      sum.count += 1;
      sum.distinct.add(word);
      found.set(language, sum);
    }
  }
  const [best, second] = [...found].sort(([, a], [, b]) => b.count - a.count);
  if (!best) return undefined;
  const [language, { count, distinct }] = best;
  const leads = count >= MIN_LEAD * (second?.[1].count ?? 0);
  return distinct.size >= MIN_DISTINCT && count / words.length >= MIN_SHARE && leads ? language : undefined;
}
