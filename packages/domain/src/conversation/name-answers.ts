/**
 * Answers to "who is Alex?": `Alex = Alex Murphy`, `2 = Alex Murphy`, `2b`, "it's Alex Murphy", or one of the offered names.
 * Both sides may contain anything: the left side is compared with the names that are open, the right side with the players
 * who were offered.
 */
import { foldedWords, mentionKey } from "../names/normalize";
import { indexOfLetter } from "./numbering";
import type { Candidate, ChosenName, DraftItem, NameItem } from "./open";
import type { NameAnswer, NameChoice } from "./outcome";

export interface AskedNames {
  /** Open and shown, those that were shown last first. */
  names: readonly NameItem[];
  /** Of these, what the reply is most likely about. */
  inScope: readonly NameItem[];
  /** Chosen lately, newest first: they can be corrected. */
  chosen: readonly ChosenName[];
  /** Open drafts: one that came of a name is corrected by its number. */
  drafts: readonly DraftItem[];
}

export type NameReading =
  | { type: "choices"; choices: NameChoice[] }
  /** It is an answer, and does not say which player. */
  | { type: "which_player"; itemId: string }
  /** It fits several names. */
  | { type: "which_name"; itemIds: string[] }
  | null;

type Target = { itemId: string; candidates: readonly Candidate[]; corrects: boolean };

const NOBODY = new Set(["none", "nobody", "no one", "noone", "somebody else", "someone else", "skip"]);
const LOOKS_LIKE_A_NAME = /^[\p{L}\p{M}'’‘.\- ()\d]{2,80}$/u;
const MAX_NAME_WORDS = 6;
const MAX_LOOSE_WORDS = 3;
const MAX_LENGTH = 400;

/** Explicit answers: something on the left says which name is meant. */
export function readAssignments(text: string, asked: AskedNames): NameReading {
  if (text.length > MAX_LENGTH) return null;
  const whole = readAssignment(text, asked);
  if (whole) return whole;
  const parts = text.split(/[\n;,]+|\band\b(?=[^=]*=)/u).filter((part) => part.trim() !== "");
  if (parts.length < 2) return null;
  const choices: NameChoice[] = [];
  for (const part of parts) {
    const reading = readAssignment(part, asked);
    if (reading?.type !== "choices") return reading;
    choices.push(...reading.choices);
  }
  return { type: "choices", choices };
}

const SEPARATOR = /\s*=+>?\s*|\s*:\s*|\s+(?:is|was|means|->|-)\s+/giu;

function readAssignment(text: string, asked: AskedNames): NameReading {
  const line = text.trim();
  for (const match of line.matchAll(SEPARATOR)) {
    const left = line.slice(0, match.index).trim();
    const right = line.slice(match.index + match[0].length).trim();
    const target = right === "" ? undefined : targetOf(left, asked);
    if (!target) continue;
    const reading = answerOf(target, right, match[0].includes("="));
    if (reading) return reading;
  }
  const [, number, rest] = /^#?(\d{1,4})[.)]?\s+(.{2,80})$/su.exec(line) ?? [];
  const target = number && rest ? targetOf(number, asked) : undefined;
  return target && rest ? answerOf(target, rest, false) : null;
}

/** By the words of the note, or by the number of the item. Open names come before those that were chosen. */
function targetOf(left: string, { names, chosen, drafts }: AskedNames): Target | undefined {
  const number = /^#?(\d{1,4})[.)]?$/.exec(left)?.[1];
  const key = mentionKey(left);
  const fits = (item: { number: number; spokenText: string }): boolean =>
    number === undefined
      ? isSameName(item.spokenText, left, key)
      : item.number === Number(number) || item.spokenText === left;
  const open = names.find(fits);
  if (open) return { ...open, corrects: false };
  const draft = number === undefined ? undefined : drafts.find((each) => each.number === Number(number));
  const before = draft ? chosen.find(({ itemId }) => itemId === draft.nameItemId) : chosen.find(fits);
  return before && { ...before, corrects: true };
}

/** A name without letters ("???") has no key: then the text itself is compared. */
const isSameName = (spoken: string, left: string, key: string): boolean =>
  key !== "" ? mentionKey(spoken) === key : spoken.trim() !== "" && spoken.trim() === left.trim();

/** Null: the right side is no answer. `isExplicit`: an equals sign says that it is meant as one. */
function answerOf(target: Target, answer: string, isExplicit: boolean): NameReading {
  const choice = (given: NameAnswer): NameReading => ({
    type: "choices",
    choices: [{ itemId: target.itemId, answer: given, corrects: target.corrects }],
  });
  const bare = answer.replace(/^["'“”(]+|[\s.!?"'“”👍🙏]+$/gu, "");
  if (NOBODY.has(mentionKey(bare))) return choice({ type: "nobody" });
  if (/^[a-z]\)?$/i.test(bare)) {
    const lettered = target.candidates[indexOfLetter(bare.charAt(0))];
    return lettered
      ? choice({ type: "player", playerId: lettered.playerId })
      : { type: "which_player", itemId: target.itemId };
  }
  if (/^\d{1,3}$/.test(bare)) return { type: "which_player", itemId: target.itemId };
  const fitting = fittingCandidates(target.candidates, bare);
  const [only, ...more] = fitting;
  if (more.length > 0) return { type: "which_player", itemId: target.itemId };
  if (only) return choice({ type: "player", playerId: only.playerId });
  const words = foldedWords(bare);
  const isName = LOOKS_LIKE_A_NAME.test(bare) && words.length > 0 && words.length <= MAX_NAME_WORDS;
  // Without an equals sign "Alex was Man of the Match" is no player.
  const isFullName =
    isName &&
    words.length > 1 &&
    words.length <= MAX_LOOSE_WORDS &&
    // With Caps Lock on, capitals say nothing about names.
    bare !== bare.toUpperCase() &&
    /^\p{Lu}\S*(?:\s+\S*\p{Lu}\S*)+$/u.test(bare);
  return (isExplicit ? isName : isFullName) ? choice({ type: "text", text: bare }) : null;
}

/** An exact name wins; otherwise every word must be one of the name's or of its team's. */
function fittingCandidates(candidates: readonly Candidate[], answer: string): Candidate[] {
  const key = mentionKey(answer);
  if (key === "") return [];
  const exact = candidates.filter(({ name }) => mentionKey(name) === key);
  if (exact.length > 0) return exact;
  const words = foldedWords(answer).filter((word) => word !== "from" && word !== "the" && word !== "of");
  return candidates.filter(({ name, team = "" }) => {
    const known = [...mentionKey(name).split(" "), ...foldedWords(name), ...foldedWords(team)];
    const ofName = words.some((word) =>
      [...mentionKey(name).split(" "), ...foldedWords(name)].includes(word),
    );
    const ofTeam = foldedWords(team).length > 0 && words.every((word) => foldedWords(team).includes(word));
    return (ofName || ofTeam) && words.every((word) => known.includes(word));
  });
}

const LEAD_IN =
  /^(?:(?:no,?\s+)?(?:it(?:['’]?s| is| was)|that(?:['’]?s| is| was)|(?:s?he)(?:['’]?s| is| was)|i (?:mean|meant)|meant|the one is|this is)\s+)/iu;
const TAIL = /(?:[,\s]+(?:please|thanks|thank you|cheers|pls))+[.!\s]*$/iu;

/** "It's Alex Murphy", "Murphy", "the one from U14": no name on the left. */
export function readBareName(text: string, { names, inScope }: AskedNames): NameReading {
  if (text.length > 120) return null;
  const answer = text
    .trim()
    .replace(TAIL, "")
    .replace(LEAD_IN, "")
    .replace(/^[#\s]+|[\s.!?]+$/g, "");
  const hasLeadIn = LEAD_IN.test(text.trim());
  if (foldedWords(answer).length === 0 || foldedWords(answer).length > MAX_NAME_WORDS) return null;
  for (const asked of [inScope, names]) {
    const fitting = asked
      .map((item) => ({ item, candidates: fittingCandidates(item.candidates, answer) }))
      .filter(({ candidates }) => candidates.length > 0);
    const [first, ...more] = fitting;
    if (!first) continue;
    if (more.length > 0) return { type: "which_name", itemIds: fitting.map(({ item }) => item.itemId) };
    return answerOf({ ...first.item, corrects: false }, answer, true);
  }
  const [only, ...others] = inScope;
  if (!only || others.length > 0) return null;
  return answerOf({ ...only, corrects: false }, answer, hasLeadIn);
}
