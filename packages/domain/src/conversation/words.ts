/** The words of short answers, as people type them, brought to a handful of tokens. */

/** A number, a range of numbers, or a number with the letter of a choice ("2b"). */
export type Token =
  | { type: "save" | "drop" | "all" | "except" | "rest" | "and" }
  | { type: "thanks" | "undo" | "list" | "retry" | "help" | "switch" | "stop" | "start" | "nobody" | "note" }
  /** Words of answers that decide nothing alone. */
  | { type: "vague" }
  | { type: "numbers"; numbers: readonly number[] }
  | { type: "pick"; number: number; letter: string }
  | { type: "letter"; letter: string }
  | { type: "other" };
type Word = Exclude<Token["type"], "numbers" | "pick" | "letter">;

const THUMBS_UP = /(?:👍|👌|✅|☑|✔|🆗|💯)\p{Emoji_Modifier}?/gu;
const THUMBS_DOWN = /(?:👎|❌|🚫|✖)\p{Emoji_Modifier}?/gu;

/** Lower case, one kind of quote and dash, single spaces, thumbs as words and without other emoji. */
export function normalizeReply(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]+/gu, (run) => (/\s/.test(run) ? " " : ""))
    .toLowerCase()
    .replace(THUMBS_UP, " thumbsup ")
    .replace(THUMBS_DOWN, " thumbsdown ")
    .replace(/🙏\p{Emoji_Modifier}?|❤|😊|🙂|😀|👏\p{Emoji_Modifier}?|🎉/gu, " thanks ")
    .replace(/[‘’ʼ`´′]/g, "'")
    .replace(/[–—−]/g, "-")
    .replace(/[“”«»"]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Several words that are one, tried in this order on the normalised text. */
const PHRASES: readonly (readonly [pattern: RegExp, word: Word])[] = [
  [/\bno (?:worries|bother|problems?|probs?|hassle|rush)\b/g, "thanks"],
  [/\b(?:many )?thanks (?:a million|a mill|a lot|so much|very much|again)\b/g, "thanks"],
  [
    /\bthank you(?: (?:so|very) much)?\b|\bgo raibh maith agat\b|\bnice one\b|\bwell done\b|\bfair play\b/g,
    "thanks",
  ],
  [/\bgood (?:stuff|man|woman|job|work)\b|\bsee you(?: later| soon)?\b|\bgood ?night\b/g, "thanks"],
  [/\b(?:go ahead|go for it|do it|spot on|works for me|all good|all correct|all right)\b/g, "save"],
  [
    /\b(?:that(?:'s| is)|thats|it(?:'s| is)|its|they(?:'re| are)|all|looks?|sounds?|is|are) (?:all )?(?:good|right|correct|fine|grand|perfect|ok|okay)\b/g,
    "save",
  ],
  [
    /\bnot (?:on|in) (?:my|our|the|any) (?:list|teams?|squad|roster)\b|\b(?:some(?:body|one)|no ?one|any(?:body|one)) else\b/g,
    "nobody",
  ],
  [
    /\bno ?one\b|\bneither(?: of (?:them|these|those))?\b|\bnone of (?:them|these|those|the above)\b/g,
    "nobody",
  ],
  [/\ball (?:of (?:them|these|those)|of it|the items)\b|\bthe lot\b/g, "all"],
  [
    /\b(?:all )?the (?:rest|others|remaining|other ones?|other two)\b|\beverything else\b|\ball (?:the )?others\b/g,
    "rest",
  ],
  [/\b(?:apart from|other than|except(?: for)?|but not|and not|not including|leaving out)\b/g, "except"],
  [/\btake (?:it|that|them|those) back\b|\bundo (?:it|that|them|those|this|the last one|last)\b/g, "undo"],
  [/\b(?:switch|change) (?:my )?club\b/g, "switch"],
  [/\b(?:listen|hear it|play it) again\b|\btry (?:it )?again\b/g, "retry"],
  [
    /\bwhat(?:'s| is|s) (?:still )?(?:open|left|waiting|pending)\b|\bshow (?:me|all|it|them|the (?:list|summary))(?: again)?\b/g,
    "list",
  ],
  [/\b(?:it(?:'s| is|s) )?a? ?new note\b|\bit(?:'s| is|s) a note\b/g, "note"],
];

const WORDS: Readonly<Record<Word, string>> = {
  save: "confirm confirmed yes y yeah yea yep yup ok okay k okey sure grand sound perfect correct right fine good save saved keep approve approved accept agreed thumbsup",
  drop: "cancel cancelled no n nope nah drop delete remove discard reject skip scrap bin thumbsdown",
  all: "all everything both lot",
  except: "except excluding bar without but minus not",
  rest: "rest others remaining",
  and: "and + & , ; plus then also /",
  thanks: "thanks thank thx thanx ty ta cheers brilliant great lovely nice super deadly class cool bye",
  undo: "undo revert",
  list: "r list summary open",
  retry: "retry again",
  help: "help info menu",
  switch: "reset",
  stop: "stop stopall unsubscribe",
  start: "start unstop resume",
  nobody: "none nobody",
  note: "note",
  vague:
    "first second third last one ones item items number numbers no. nr only just other maybe later wait hold which who what both half wrong right hi hello hey what's",
  other: "",
};

/** Words around an answer that change nothing. */
const FILLERS = new Set(
  "please pls plz the a to for it them these those that this that's thats of is are me my i you so well ah ok, item items number numbers nr only just lads mate with on as".split(
    " ",
  ),
);
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};

const TYPE_OF = new Map<string, Word>(
  (
    [
      "vague",
      "other",
      "note",
      "nobody",
      "start",
      "stop",
      "switch",
      "help",
      "retry",
      "list",
      "undo",
      "thanks",
      "and",
      "rest",
      "except",
      "all",
      "drop",
      "save",
    ] as const
  ).flatMap((type) => WORDS[type].split(" ").map((word): [string, Word] => [word, type])),
);

/** Longer than any range of open items: a slip. */
const MAX_RANGE = 100;
/** Nothing longer is looked at as an answer made of words. */
const MAX_TOKENS = 40;

const MARK = /^\uE000([a-z]+)$/;
const PIECE =
  /\uE000[a-z]+|\d{1,4}\s*-\s*\d{1,4}|\d{1,4}\s*(?:[a-e]|\([a-e]\))(?![\p{L}\d])|\d+|[\p{L}\p{M}']+\.?|[+&,;/=]|[^\s]/gu;

/** The tokens of a normalised text, without fillers. Null where it is too long to be an answer. */
export function tokenize(normalized: string): Token[] | null {
  if (normalized.length > 300) return null;
  const alone = /^\(?([a-e])[).]*$/.exec(normalized)?.[1];
  if (alone) return [{ type: "letter", letter: alone }];
  let text = normalized;
  for (const [pattern, word] of PHRASES) text = text.replace(pattern, ` \uE000${word} `);
  const pieces = text.match(PIECE) ?? [];
  if (pieces.length > MAX_TOKENS) return null;
  const tokens: Token[] = [];
  for (const piece of pieces) {
    const token = readPiece(piece);
    if (token) tokens.push(token);
  }
  return tokens;
}

function readPiece(piece: string): Token | null {
  const marked = typeOfMark(piece);
  if (marked) return { type: marked };
  if (/^\d/.test(piece)) return readNumbers(piece);
  if (/^[.!?…:()*#'’-]+$/.test(piece)) return null;
  const word = piece.replace(/^'+|['.]+$/g, "");
  if (/^[a-e]$/.test(word) && word !== "a") return { type: "letter", letter: word };
  const number = NUMBER_WORDS[word];
  if (number !== undefined) return { type: "numbers", numbers: [number] };
  if (FILLERS.has(word)) return null;
  const type = TYPE_OF.get(word);
  return { type: type ?? "other" };
}

function typeOfMark(piece: string): Word | undefined {
  const word = MARK.exec(piece)?.[1];
  return word === undefined ? undefined : PHRASES.find(([, each]) => each === word)?.[1];
}

function readNumbers(piece: string): Token {
  const letter = /([a-e])\)?$/.exec(piece)?.[1];
  const [first = 0, last = first] = (piece.match(/\d+/g) ?? []).map(Number);
  if (letter) return { type: "pick", number: first, letter };
  if (last < first || last - first >= MAX_RANGE || first > 9999) return { type: "other" };
  return { type: "numbers", numbers: Array.from({ length: last - first + 1 }, (_, index) => first + index) };
}
