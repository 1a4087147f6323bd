import type { BannedPhrase } from "./phrases";

export interface Finding {
  /** From 1. */
  line: number;
  found: string;
  instead: string;
}

/** Between the words of a phrase: spaces, line breaks, and what begins a line of a comment or a quotation. */
const BETWEEN_WORDS = "(?:\\s|(?<=\\n)[ \\t]*(?:\\*|//|>))+";

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function matcherOf({ phrase }: BannedPhrase): RegExp {
  const forms = phrase.split("|").map((form) => form.split(" ").map(escapeRegExp).join(BETWEEN_WORDS));
  return new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${forms.join("|")})(?![\\p{L}\\p{N}_-])`, "giu");
}

/** Compiles the phrases once; the function it returns finds them in one text, in the order of their lines. */
export function phraseFinder(phrases: readonly BannedPhrase[]): (text: string) => Finding[] {
  const matchers = phrases.map((banned) => ({ pattern: matcherOf(banned), instead: banned.instead }));
  return (text) =>
    matchers
      .flatMap(({ pattern, instead }) =>
        [...text.matchAll(pattern)].map((match) => ({
          line: text.slice(0, match.index).split("\n").length,
          found: match[0].replace(/[\s*/>]+/g, " "),
          instead,
        })),
      )
      .sort((a, b) => a.line - b.line);
}
