/** A speech model that hears nothing may read out the prompt instead: ours is the roster, the names of children. */
import { foldedWords } from "../names/normalize";

/** Words that say nothing of anyone: between the names of a list they make no statement. */
const FILLERS = new Set(
  "and the a of with coach coaches team teams player players name names agus".split(" "),
);
/** So many words of the prompt, in its order, are not said by chance. */
const MIN_RUN = 8;

export type PromptEcho =
  /** Only words of the prompt; `inOrder`: in the prompt's order. */
  | { kind: "nothing_else"; inOrder: boolean }
  /** A long piece of the prompt within other words. */
  | { kind: "contains" };

/** @param said folded words */
export function promptEchoOf(said: readonly string[], prompt: string): PromptEcho | undefined {
  const prompted = foldedWords(prompt);
  if (said.length === 0 || prompted.length === 0) return undefined;
  const known = new Set(prompted);
  const statements = said.filter((word) => !FILLERS.has(word));
  const run = longestRun(said, prompted);
  if (statements.length > 0 && statements.every((word) => known.has(word))) {
    return { kind: "nothing_else", inOrder: run >= Math.min(MIN_RUN, prompted.length) };
  }
  return run >= MIN_RUN ? { kind: "contains" } : undefined;
}

/**
 * The longest row of words that the prompt has in the same order. The prompt is short and its words mostly differ, so
 * each word extends the row it continues, or starts one at its first place.
 */
function longestRun(said: readonly string[], prompted: readonly string[]): number {
  const firstAt = new Map<string, number>();
  prompted.forEach((word, index) => {
    if (!firstAt.has(word)) firstAt.set(word, index);
  });
  let longest = 0;
  let run = 0;
  let next = 0;
  for (const word of said) {
    if (run > 0 && prompted[next] === word) run += 1;
    else {
      const at = firstAt.get(word);
      run = at === undefined ? 0 : 1;
      next = at ?? 0;
    }
    next += 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
