/** A word of the transcript with its place in it. */
export interface Word {
  /** As written, without a possessive ending. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly possessive: boolean;
  readonly capitalised: boolean;
}

/** Lower case, without diacritics and apostrophes. */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase();

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const POSSESSIVE = /['’]s$/iu;
/** Short forms that end like a possessive and are none. */
const CONTRACTIONS = /^(?:it|that|he|she|what|there|here|who|let|where|how)['’]s$/iu;

/** The words between two offsets of the transcript. */
export function wordsIn(transcript: string, start: number, end: number): Word[] {
  return [...transcript.slice(start, end).matchAll(WORD)].map((match) => {
    const written = match[0];
    const possessive = POSSESSIVE.test(written) && !CONTRACTIONS.test(written);
    const text = possessive ? written.replace(POSSESSIVE, "") : written;
    const from = start + match.index;
    return { text, start: from, end: from + text.length, possessive, capitalised: /^\p{Lu}/u.test(text) };
  });
}

/** A stretch of the transcript. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Full stops after these end no sentence. */
const ABBREVIATION = /(?:^|\s)(?:st|mr|mrs|ms|dr|fr|vs|no)$/i;

/**
 * Sentences: cut at full stops, question and exclamation marks, at line breaks, and at the signs that start a line of a
 * list. A full stop inside a number or after an abbreviation ends nothing.
 */
export function sentencesOf(transcript: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of transcript.matchAll(/[.!?…]+(?=\s|$)|[\r\n]+/gu)) {
    const before = transcript.slice(start, match.index);
    if (match[0] === "." && ABBREVIATION.test(before)) continue;
    spans.push({ start, end: match.index + match[0].length });
    start = match.index + match[0].length;
  }
  spans.push({ start, end: transcript.length });
  return spans.map((span) => trimSpan(transcript, span)).filter(({ start: from, end }) => end > from);
}

const LEADING =
  /^(?:[\s,;:–—•*]|-(?=\s)|\d+[.)](?=\s)|(?:and|but|then|while|so|also|although|though|however)(?=[\s,]))+/iu;
const TRAILING = /(?:[\s,;:–—]|\s(?:and|but|then|while|so|also|although|though))+$/iu;

/** Without the space, list signs and joining words at either end. */
export function trimSpan(transcript: string, { start, end }: Span): Span {
  const text = transcript.slice(start, end);
  const from = start + (LEADING.exec(text)?.[0].length ?? 0);
  const rest = transcript.slice(from, end);
  return { start: from, end: end - (TRAILING.exec(rest)?.[0].length ?? 0) };
}
