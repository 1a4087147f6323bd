/**
 * What is left of an error message when everything that differs between two failures with one cause, and everything
 * that could be personal, is taken out: addresses, ids, keys, phones, numbers, quoted text.
 */

/** In this order: the wider patterns first, so that a part of one is not taken for another. */
const REPLACEMENTS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\b(?:https?|wss?|file|data):[^\s"<>]+/gi, "<url>"],
  [/[^\s@"()<>]+@[\w-]+(?:\.[\w-]+)+/g, "<email>"],
  [/\b(?:sk|rk|pk)-[\w-]{8,}/g, "<key>"],
  [/\bBearer\s+[\w.~+/-]+=*/gi, "<key>"],
  // Quoted text can be a piece of a note or a name. Straight single quotes only where they do not join a word.
  [/"[^"\n]*"|“[^”\n]*”|`[^`\n]*`|(?<!\w)'[^'\n]*'(?!\w)/g, "<text>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<id>"],
  [/(?:whatsapp:|tel:)?\+\d[\d ().-]{6,}\d/gi, "<phone>"],
  // Provider and database ids: a prefix and a long mix, or 16 and more letters and digits with both in them.
  [/\b(?:req|file|chatcmpl|resp|org|proj|run|msg|asst|thread)[-_][\w-]{6,}/gi, "<id>"],
  [/\b(?=\w*\d)(?=\w*[a-z])\w{16,}\b/gi, "<id>"],
  [/\b0x[0-9a-f]+\b/gi, "<n>"],
  [/\b\d[\d ().-]{7,}\d\b/g, "<n>"],
  [/\d+(?:[.,:]\d+)*/g, "<n>"],
  [/\s+/g, " "],
];

/** A message longer than this says nothing more about its cause. */
const MAX_READ_LENGTH = 2000;
export const MAX_NORMALISED_LENGTH = 200;

/** Lower case, at most {@link MAX_NORMALISED_LENGTH} characters. */
export function normaliseMessage(message: string): string {
  // A stack trace differs with every release: the first line carries the cause.
  let text = (message.split("\n", 1)[0] ?? "").slice(0, MAX_READ_LENGTH);
  for (const [pattern, replacement] of REPLACEMENTS) text = text.replace(pattern, replacement);
  return text.trim().toLowerCase().slice(0, MAX_NORMALISED_LENGTH).trim();
}
