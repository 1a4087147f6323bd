/** Whether a word that is also a name ("May", "Will", "Grace") stands where a sentence has a name. */
import { opensSentence, type Word } from "../text/words";

const MONTHS = new Set("april august june may summer autumn".split(" "));
const BEFORE_MONTHS = new Set(
  "in during since until till by next last early late mid this of from end start before after to each every through".split(
    " ",
  ),
);
/** Before these the word is a thing or a verb: "the star", "we will", "his grace". */
const BEFORE_WORDS = new Set(
  "the a an some any no more much his her their its my your our i we you he she it they who that there".split(
    " ",
  ),
);
/** What somebody who is named does next. */
const AFTER_NAMES = new Set(
  "was is has had did does came went scored played got took looked looks needs hurt won lost gave made put kept missed broke fell felt said told saved stood led ran hit caught threw set drove and isnt wasnt didnt hasnt seems seemed struggled also really just rose threw grew swam shot dug fought wore tore beat dropped cut".split(
    " ",
  ),
);

export const isDone = (word: Word | undefined): boolean =>
  word !== undefined &&
  (word.gap === "space" || word.gap === "pause") &&
  (AFTER_NAMES.has(word.folded) || /^\p{L}{2,}ed$/u.test(word.folded));

/** `capitalsTell`: the note has capitals within its sentences, so that a small letter means a word. */
export function hasPlaceForName(words: readonly Word[], at: number, capitalsTell: boolean): boolean {
  const word = words[at];
  if (!word || (capitalsTell && !word.capital)) return false;
  if (word.possessive) return true;
  const before = opensSentence(word) ? undefined : words[at - 1];
  const after = words[at + 1];
  if (MONTHS.has(word.folded)) {
    if (before && BEFORE_MONTHS.has(before.folded)) return false;
    if (after && /^\d/.test(after.folded) && after.gap === "space") return false;
  }
  if (before && BEFORE_WORDS.has(before.folded) && before.possessive === false && word.gap === "space") {
    return false;
  }
  const insideSentence = !opensSentence(word) && word.capital && capitalsTell;
  return insideSentence || isDone(after);
}
