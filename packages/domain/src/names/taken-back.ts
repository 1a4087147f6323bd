/** Names that a coach took back while speaking ("Sean, no sorry, Dean"; "Dean not Sean") or said of several at once. */
import { opensSentence, type Word } from "../text/words";
import type { NameInNote } from "./find-names";

const MARKERS: readonly (readonly string[])[] = [
  ["no", "sorry"],
  ["sorry", "no"],
  ["no", "wait"],
  ["wait", "no"],
  ["i", "mean"],
  ["i", "meant"],
  ["scratch", "that"],
  ["strike", "that"],
  ["correction"],
  ["actually", "no"],
  ["no", "actually"],
  ["make", "that"],
  ["or", "rather"],
  ["my", "mistake"],
  ["no", "it", "was"],
  ["or", "was", "it"],
  ["gabh", "mo", "leithsceal"],
  ["sorry"],
];
const STARTS = new Set(MARKERS.map(([first]) => first));
const NEGATIONS = new Set("not isnt wasnt arent".split(" "));
/** The name that replaces another follows its marker closely, and the one that is replaced stands not far before. */
const MAX_AFTER = 6;
const MAX_AFTER_SORRY = 3;
const MAX_BEFORE = 25;

function markerLength(words: readonly Word[], at: number): number {
  if (!STARTS.has(words[at]?.folded ?? "")) return 0;
  const marker = MARKERS.find((each) => each.every((word, index) => words[at + index]?.folded === word));
  return marker?.length ?? 0;
}

/** The names that no longer hold, among the names of the note in order. Linear in words and names. */
export function namesTakenBack(words: readonly Word[], names: readonly NameInNote[]): Set<NameInNote> {
  const taken = new Set<NameInNote>();
  let next = 0;
  for (let at = 0; at < words.length; at += 1) {
    while (next < names.length && (names[next]?.first ?? 0) < at) next += 1;
    const following = names[next];
    if (following?.first === at && isDenied(words, following)) taken.add(following);
    const length = markerLength(words, at);
    if (length === 0) continue;
    const alone = length === 1 && words[at]?.folded === "sorry";
    const after = names[firstFrom(names, next, at + length)];
    const before = names[next - 1];
    if (!after || after.first - at - length >= (alone ? MAX_AFTER_SORRY : MAX_AFTER)) continue;
    if (before && at - before.last <= MAX_BEFORE) taken.add(before);
  }
  return taken;
}

function firstFrom(names: readonly NameInNote[], from: number, word: number): number {
  let at = from;
  while (at < names.length && (names[at]?.first ?? 0) < word) at += 1;
  return at;
}

/** "Dean not Sean", "it wasn't Sean"; "not Sean's fault" denies something else. */
function isDenied(words: readonly Word[], name: NameInNote): boolean {
  const word = words[name.first];
  const before = words[name.first - 1];
  return (
    word !== undefined &&
    before !== undefined &&
    !opensSentence(word) &&
    NEGATIONS.has(before.folded) &&
    words[name.last]?.possessive === false
  );
}
