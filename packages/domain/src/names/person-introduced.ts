/** People who come into a note without a name ("the new lad came on"): the next "he" may be theirs. */
import { opensSentence, type Word, wordIndexAt } from "../text/words";

const PERSONS = new Set(
  "lad boy girl fella fellow chap kid youngster child player person sub substitute one".split(" "),
);
/** Of somebody else's team where "their" or "another" stands before them; ours may be the player just named. */
const POSITIONS = new Set(
  "keeper goalie goalkeeper captain back forward midfielder defender winger striker corner wing centre half man sweeper".split(
    " ",
  ),
);
const SOMEBODY = new Set("someone somebody".split(" "));
const FOREIGN = new Set("another their other opposition".split(" "));
const ARTICLES = new Set("the a an that this one".split(" "));
/** "He's a great lad" says it of the player. */
const SAYING_WHAT = new Set("is was hes shes thats such being he she been".split(" "));
const MAX_BETWEEN = 2;

/** Whether somebody without a name comes up between two offsets of the note. */
export function introducesPerson(words: readonly Word[], start: number, end: number): boolean {
  for (let at = wordIndexAt(words, start); at < words.length; at += 1) {
    const word = words[at];
    if (!word || word.start >= end) return false;
    if (SOMEBODY.has(word.folded)) return true;
    if (word.folded === "one" && words[at + 1]?.folded === "of") return true;
    const isPerson = PERSONS.has(word.folded) && word.folded !== "one";
    if ((isPerson || POSITIONS.has(word.folded)) && isIntroduced(words, at, { isPerson })) return true;
  }
  return false;
}

function isIntroduced(words: readonly Word[], at: number, { isPerson }: { isPerson: boolean }): boolean {
  for (let back = 1; back <= MAX_BETWEEN + 1; back += 1) {
    const word = words[at - back];
    const after = words[at - back + 1];
    if (!word || !after || opensSentence(after) || after.gap === "pause") return false;
    if (FOREIGN.has(word.folded)) return true;
    if (!isPerson || !ARTICLES.has(word.folded)) continue;
    const before = words[at - back - 1];
    return opensSentence(word) || !before || !(SAYING_WHAT.has(before.folded) || before.possessive);
  }
  return false;
}
