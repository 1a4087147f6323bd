/** Names that a coach took back while speaking ("Sean, no sorry, Dean"; "Dean not Sean") or said of several at once. */
import { opensSentence, type Word } from "../text/words";
import { givenKey, type NameInNote } from "./name-in-note";

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
  ["or", "was", "that"],
  ["no", "that", "was"],
  ["no", "hang", "on"],
  ["no", "hold", "on"],
  ["hang", "on", "that"],
  ["hang", "on", "it"],
  ["hold", "on", "that"],
  ["hold", "on", "it"],
  ["wrong", "name"],
  ["got", "that", "wrong"],
  ["my", "bad"],
  ["i", "should", "say"],
  ["gabh", "mo", "leithsceal"],
  ["apologies"],
  ["sorry"],
];
/** Said after the name that replaces another: "Mikey that is". */
const AFTER_NAME: readonly (readonly string[])[] = [
  ["that", "is"],
  ["i", "mean"],
  ["i", "meant"],
  ["i", "should", "say"],
  ["rather"],
];
/** "Sorry to hear", "said sorry to Jack": nothing is taken back. */
const AFTER_REGRET = new Set("to for about".split(" "));
const STARTS = new Set(MARKERS.map(([first]) => first));
const REGRETS = new Set(["sorry", "apologies"]);
const NEGATIONS = new Set("not isnt wasnt arent".split(" "));
/** The name that replaces another follows its marker closely, and the one that is replaced stands not far before. */
const MAX_AFTER = 6;
const MAX_AFTER_SORRY = 3;
const MAX_BEFORE = 25;

function markerLength(words: readonly Word[], at: number): number {
  if (!STARTS.has(words[at]?.folded ?? "")) return 0;
  const marker = MARKERS.find((each) => isSaidAt(words, at, each));
  if (marker?.length === 1 && AFTER_REGRET.has(words[at + 1]?.folded ?? "")) return 0;
  return marker?.length ?? 0;
}

const isSaidAt = (words: readonly Word[], at: number, said: readonly string[]): boolean =>
  said.every((word, index) => words[at + index]?.folded === word);

/** "Mikey that is." ends what is said of him. */
function replacesBefore(words: readonly Word[], { last }: NameInNote): boolean {
  const said = AFTER_NAME.find((each) => isSaidAt(words, last + 1, each));
  const next = said && words[last + 1 + said.length];
  return said !== undefined && (next === undefined || next.gap !== "space");
}

/** The same person told in full: "Seán. Seán Murphy that is." */
const mayBeOne = (a: NameInNote, b: NameInNote): boolean =>
  (a.given.length === 0 || b.given.length === 0 || givenKey(a) === givenKey(b)) &&
  (a.family.length === 0 || b.family.length === 0 || a.family.join() === b.family.join());

/** The names that no longer hold, among the names of the note in order. Linear in words and names. */
export function namesTakenBack(words: readonly Word[], names: readonly NameInNote[]): Set<NameInNote> {
  const taken = new Set<NameInNote>();
  let next = 0;
  for (let at = 0; at < words.length; at += 1) {
    while (next < names.length && (names[next]?.first ?? 0) < at) next += 1;
    const following = names[next];
    if (following?.first === at) {
      if (isDenied(words, following)) taken.add(following);
      const replaced = names[next - 1];
      if (replaced && replacesBefore(words, following) && at - replaced.last <= MAX_BEFORE) {
        if (!mayBeOne(replaced, following)) taken.add(replaced);
      }
    }
    const length = markerLength(words, at);
    if (length === 0) continue;
    const alone = length === 1 && REGRETS.has(words[at]?.folded ?? "");
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

/** "Dean not Sean", "it wasn't Sean", "not our Sean", "ní Seán ach Dean"; "not Sean's fault" denies something else. */
function isDenied(words: readonly Word[], name: NameInNote): boolean {
  const word = words[name.first];
  const before = words[name.first - 1];
  if (!word || !before || opensSentence(word) || words[name.last]?.possessive !== false) return false;
  let at = name.first - 1;
  while (name.first - at <= 2 && OURS.has(words[at]?.folded ?? "")) at -= 1;
  const negation = words[at];
  if (before.folded === "ni") return words[name.last + 1]?.folded === "ach";
  return negation !== undefined && NEGATIONS.has(negation.folded);
}
const OURS = new Set(["our", "the", "my", "own"]);
