/** What a short text asks for, whatever is open. Every word must be understood: one that is not makes it no answer. */
import { parseSnoozeSpan, type SnoozeSpan } from "./snooze";
import { normalizeReply, type Token, tokenize } from "./words";

/** Which items are meant. `shown`: those that were shown last. */
export type Selection =
  | { type: "shown" }
  | { type: "all" }
  | { type: "only"; numbers: readonly number[] }
  | { type: "except"; numbers: readonly number[] }
  /** What the other half of the answer does not name. */
  | { type: "rest" };

export interface Pick {
  /** Absent for a letter alone. */
  number?: number;
  letter?: string;
}

export type Intent =
  | { kind: "decide"; save?: Selection; drop?: Selection; isCancel: boolean; isWeak: boolean }
  | { kind: "pick"; picks: readonly Pick[] }
  | { kind: "undo"; numbers: readonly number[] }
  | { kind: "snooze"; span: SnoozeSpan | null }
  | { kind: "thanks" }
  | { kind: "list" }
  | { kind: "retry" }
  | { kind: "help" }
  | { kind: "switch_club" }
  | { kind: "stop" }
  | { kind: "start" }
  | { kind: "nobody" }
  | { kind: "note_after_all" }
  /** Made of words of answers, and yet none: never a note. */
  | { kind: "unclear" }
  | { kind: "other" };

const SINGLE = {
  list: "list",
  retry: "retry",
  help: "help",
  switch: "switch_club",
  stop: "stop",
  start: "start",
  nobody: "nobody",
  note: "note_after_all",
} as const;

export function readIntent(text: string): Intent {
  const normalized = normalizeReply(text);
  if (/^(?:\?|\?\?)$/.test(normalized)) return { kind: "help" };
  const snooze = readSnooze(normalized);
  if (snooze) return snooze;
  const tokens = tokenize(normalized);
  if (!tokens || tokens.length === 0) return { kind: "other" };
  return (
    readThanks(tokens) ??
    readSingle(withoutThanks(tokens)) ??
    readUndo(withoutThanks(tokens)) ??
    readPicks(withoutThanks(tokens)) ??
    readDecision(withoutThanks(tokens), normalized) ??
    (tokens.some(({ type }) => type === "other") ? { kind: "other" } : { kind: "unclear" })
  );
}

const POLITE = /^(?:(?:please|pls|ok|okay|no)\b,? ?)?/;
const SNOOZE =
  /^(?:snooze(?: it| this| that)?|remind me|ask me|ask again|come back to me|later|not now|maybe later|tomorrow|tonight|in a (?:bit|while))\b/;

function readSnooze(normalized: string): Intent | null {
  const text = normalized
    .replace(/[.!?…]+/g, (marks) => (marks === "." ? "." : " "))
    .replace(/\.+$/, "")
    .replace(/[, ]*\b(?:please|pls|thanks|thank you|cheers|ta|thumbsup)\b/g, "")
    .trim();
  const bare = text.replace(POLITE, "");
  const span = SNOOZE.exec(bare);
  if (!span) {
    const until = /^(?:in|till|until|til) .+/.test(bare) ? parseSnoozeSpan(bare) : null;
    return until ? { kind: "snooze", span: until } : null;
  }
  const word = span[0];
  const isTime = word === "tomorrow" || word === "tonight";
  const rest = (isTime ? bare : bare.slice(word.length)).replace(/^[,: ]+/, "").trim();
  const parsed = parseSnoozeSpan(rest);
  if (parsed) return { kind: "snooze", span: parsed };
  // "Snooze 2", "snooze until Friday": meant, and not understood. "Later we did sprints" is a note.
  const isShort = rest.split(" ").length <= 3;
  return word.startsWith("snooze") && isShort && /\d|^(?:till|until|til|for|to)\b/.test(rest)
    ? { kind: "snooze", span: null }
    : null;
}

const withoutThanks = (tokens: readonly Token[]): Token[] => {
  const kept = tokens.filter(({ type }) => type !== "thanks");
  while (kept.at(-1)?.type === "and") kept.pop();
  while (kept[0]?.type === "and") kept.shift();
  return kept;
};

const readThanks = (tokens: readonly Token[]): Intent | null =>
  tokens.every(({ type }) => type === "thanks" || type === "and") ? { kind: "thanks" } : null;

function readSingle(tokens: readonly Token[]): Intent | null {
  const types = new Set(tokens.map(({ type }) => type).filter((type) => type !== "and"));
  const [type, ...more] = types;
  if (!type || more.length > 0 || !(type in SINGLE)) return null;
  return isSingle(type) ? { kind: SINGLE[type] } : null;
}

const isSingle = (type: Token["type"]): type is keyof typeof SINGLE => Object.hasOwn(SINGLE, type);

function readUndo(tokens: readonly Token[]): Intent | null {
  const [first, ...rest] = tokens;
  if (first?.type !== "undo") return null;
  const selection = readNumbers(rest.filter(({ type }) => type !== "all"));
  return selection ? { kind: "undo", numbers: selection } : null;
}

/** All numbers of a run of numbers and separators, ascending; null where there is anything else. */
function readNumbers(tokens: readonly Token[]): number[] | null {
  const numbers = new Set<number>();
  for (const token of tokens) {
    if (token.type === "and") continue;
    if (token.type !== "numbers") return null;
    for (const number of token.numbers) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

function readPicks(tokens: readonly Token[]): Intent | null {
  const picks: Pick[] = [];
  let verbs = 0;
  for (const token of tokens) {
    if (token.type === "pick") picks.push({ number: token.number, letter: token.letter });
    else if (token.type === "letter") picks.push(joinLetter(picks, token.letter));
    else if (token.type === "numbers") picks.push(...token.numbers.map((number) => ({ number })));
    else if (token.type === "save") verbs += 1;
    else if (token.type !== "and") return null;
  }
  const isChoice = picks.some(({ letter }) => letter !== undefined);
  // "Confirm 2b" chooses; "confirm 2" saves.
  return picks.length > 0 && (verbs === 0 || isChoice) ? { kind: "pick", picks } : null;
}

/** "2 b" is one choice. */
function joinLetter(picks: Pick[], letter: string): Pick {
  const last = picks.at(-1);
  if (last?.number === undefined || last.letter !== undefined) return { letter };
  picks.pop();
  return { number: last.number, letter };
}

type Verb = "save" | "drop";
interface Clause {
  verb: Verb;
  selection?: Selection;
}

function readDecision(tokens: readonly Token[], normalized: string): Intent | null {
  const clauses = readVerbFirst(tokens) ?? readVerbLast(tokens) ?? readVerbless(tokens);
  if (!clauses) return null;
  const save = mergeSelections(clauses.filter(({ verb }) => verb === "save"));
  const drop = mergeSelections(clauses.filter(({ verb }) => verb === "drop"));
  if (save === null || drop === null) return { kind: "unclear" };
  const bothBare = save?.type === "shown" || drop?.type === "shown";
  if (save && drop && bothBare) return { kind: "unclear" };
  // "No 2" may mean number two.
  if (!save && drop?.type === "only" && /^no\.? ?\d/.test(normalized))
    return { kind: "pick", picks: drop.numbers.map((number) => ({ number })) };
  const isCancel = /\b(?:cancel|drop|delete|remove|discard|scrap|bin)/.test(normalized);
  const isWeak = !/\b(?:confirm|yes|yep|yeah|yea|yup|save|approve|accept)/.test(normalized);
  return { kind: "decide", ...(save && { save }), ...(drop && { drop }), isCancel, isWeak };
}

/** "confirm 1 and 3", "cancel 2 confirm the rest", "yes to all but 2" */
function readVerbFirst(tokens: readonly Token[]): Clause[] | null {
  if (tokens[0]?.type !== "save" && tokens[0]?.type !== "drop") return null;
  const clauses: { verb: Verb; tokens: Token[] }[] = [];
  for (const token of tokens) {
    if (token.type === "save" || token.type === "drop") clauses.push({ verb: token.type, tokens: [] });
    else clauses.at(-1)?.tokens.push(token);
  }
  return readClauses(clauses);
}

/** "1 yes, 2 no" */
function readVerbLast(tokens: readonly Token[]): Clause[] | null {
  const clauses: { verb: Verb; tokens: Token[] }[] = [];
  let before: Token[] = [];
  for (const token of tokens) {
    if (token.type === "save" || token.type === "drop") {
      clauses.push({ verb: token.type, tokens: before });
      before = [];
    } else before.push(token);
  }
  return before.length > 0 || clauses.length === 0 ? null : readClauses(clauses);
}

/** "all except 2", "all" */
function readVerbless(tokens: readonly Token[]): Clause[] | null {
  if (tokens[0]?.type !== "all") return null;
  const selection = readSelection(tokens);
  return selection ? [{ verb: "save", selection }] : null;
}

function readClauses(clauses: readonly { verb: Verb; tokens: readonly Token[] }[]): Clause[] | null {
  const read: Clause[] = [];
  for (const { verb, tokens } of clauses) {
    const meant = tokens.filter(({ type }, at) => type !== "and" || (at > 0 && at < tokens.length - 1));
    if (meant.length === 0) {
      read.push({ verb });
      continue;
    }
    const selection = readSelection(meant);
    if (!selection) return null;
    read.push({ verb, selection });
  }
  return read;
}

function readSelection(tokens: readonly Token[]): Selection | null {
  const exceptAt = tokens.findIndex(({ type }) => type === "except");
  if (exceptAt >= 0) {
    const before = tokens.slice(0, exceptAt).filter(({ type }) => type !== "and");
    const numbers = readNumbers(tokens.slice(exceptAt + 1));
    const isAll = before.every(({ type }) => type === "all" || type === "rest");
    return isAll && numbers && numbers.length > 0 ? { type: "except", numbers } : null;
  }
  const types = new Set(tokens.map(({ type }) => type).filter((type) => type !== "and"));
  if (types.has("rest") && [...types].every((type) => type === "rest" || type === "all"))
    return { type: "rest" };
  if (types.size === 1 && types.has("all")) return { type: "all" };
  const numbers = readNumbers(tokens);
  return numbers && numbers.length > 0 ? { type: "only", numbers } : null;
}

/** Undefined: the verb was not said. Null: it was said twice, with different things. */
function mergeSelections(clauses: readonly Clause[]): Selection | undefined | null {
  if (clauses.length === 0) return undefined;
  const selections = clauses.flatMap(({ selection }) => (selection ? [selection] : []));
  const [first, ...more] = selections;
  if (!first) return { type: "shown" };
  if (more.length === 0) return first;
  const numbers = selections.flatMap((each) => (each.type === "only" ? each.numbers : []));
  return selections.every(({ type }) => type === "only")
    ? { type: "only", numbers: [...new Set(numbers)].sort((a, b) => a - b) }
    : null;
}
