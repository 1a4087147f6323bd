/** Surnames that stand beside a bare first name without being a part of it: "Luke, eh, Byrne", "Seán (Kelly)", "the Kelly lad Seán". */
import type { Word } from "../text/words";
import { SURNAMES_THAT_ARE_WORDS } from "./common-names";
import type { NameInNote } from "./name-in-note";

const FILLERS = new Set("eh em um er uh ehm hmm the young that lad girl boy".split(" "));
const MAX_FILLERS = 2;

/** The surnames beside each bare first name that has any. Linear in words and names. */
export function surnamesBeside(
  words: readonly Word[],
  names: readonly NameInNote[],
  isSurname: (word: string) => boolean,
): ReadonlyMap<NameInNote, readonly string[]> {
  // A surname that has a first name of its own is that person's.
  const owned = new Set(
    names.flatMap((name) =>
      name.given.length > 0 && name.family.length > 0
        ? Array.from({ length: name.last - name.first + 1 }, (_, index) => name.first + index)
        : [],
    ),
  );
  const surnameAt = (at: number): string | undefined => {
    const word = words[at];
    if (!word || word.possessive || owned.has(at) || !isSurname(word.folded)) return undefined;
    return word.capital || !SURNAMES_THAT_ARE_WORDS.has(word.folded) ? word.folded : undefined;
  };
  const found = new Map<NameInNote, string[]>();
  for (const name of names) {
    if (name.given.length === 0 || name.family.length > 0) continue;
    const beside = [after(words, name, surnameAt), before(words, name, surnameAt)].filter(
      (surname) => surname !== undefined,
    );
    if (beside.length > 0) found.set(name, beside);
  }
  return found;
}

type SurnameAt = (at: number) => string | undefined;

function after(words: readonly Word[], { last }: NameInNote, surnameAt: SurnameAt): string | undefined {
  if (words[last]?.possessive) return undefined;
  for (let at = last + 1; at <= last + 1 + MAX_FILLERS; at += 1) {
    const word = words[at];
    if (!word || word.gap === "sentence") return undefined;
    if (!FILLERS.has(word.folded)) return surnameAt(at);
  }
  return undefined;
}

function before(words: readonly Word[], { first }: NameInNote, surnameAt: SurnameAt): string | undefined {
  for (let at = first - 1; at >= first - 1 - MAX_FILLERS; at -= 1) {
    const word = words[at];
    if (!word || words[at + 1]?.gap === "sentence") return undefined;
    if (!FILLERS.has(word.folded)) return surnameAt(at);
  }
  return undefined;
}
