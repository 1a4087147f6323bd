/**
 * Splits a text into pieces of the size of a model's tokens: a word with the space before it, long words in several
 * pieces, punctuation apart. About four characters a token in English, as the provider's own rule of thumb says.
 */
export function tokenize(text: string): string[] {
  return text.match(/\s?(?:[\p{L}\p{M}\p{N}'’]{1,6}|[^\p{L}\p{M}\p{N}\s])|\s+/gu) ?? [];
}

export const countTokens = (text: string): number => tokenize(text).length;

/** Tokens that a chat message takes besides its content. */
const MESSAGE_OVERHEAD = 4;
/** The provider caches prompts from this length on, in steps. */
const CACHE_FLOOR = 1024;
const CACHE_STEP = 128;
const KEPT_PROMPTS = 64;

export interface PromptMessage {
  readonly role: string;
  readonly content: string;
}

/** Remembers the last prompts per model, and tells how much of a new one a provider would have cached. */
export class PromptCache {
  #prompts: { readonly model: string; readonly tokens: readonly string[] }[] = [];

  /** Counts the tokens of a prompt and keeps it for the next. */
  measure(model: string, messages: readonly PromptMessage[]): { promptTokens: number; cachedTokens: number } {
    const tokens = messages.flatMap(({ role, content }) => [
      ...Array<string>(MESSAGE_OVERHEAD).fill(`<${role}>`),
      ...tokenize(content),
    ]);
    const shared = Math.max(
      0,
      ...this.#prompts.filter((p) => p.model === model).map((p) => sharedPrefix(p.tokens, tokens)),
    );
    if (tokens.length >= CACHE_FLOOR) {
      this.#prompts = [{ model, tokens }, ...this.#prompts].slice(0, KEPT_PROMPTS);
    }
    const cachedTokens = shared < CACHE_FLOOR ? 0 : Math.floor(shared / CACHE_STEP) * CACHE_STEP;
    return { promptTokens: tokens.length, cachedTokens };
  }

  clear(): void {
    this.#prompts = [];
  }
}

function sharedPrefix(left: readonly string[], right: readonly string[]): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}
