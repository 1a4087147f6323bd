/**
 * User-level duplicates: the same content from the same sender in quick succession. Not idempotency, which goes
 * by the provider's message id and holds for ever.
 */
import { MINUTE_MS } from "./time";
import type { MessageStatus } from "./vocabulary/messaging";

export const duplicateDefaults = {
  /** In ms, both inclusive. */
  textWindowMs: 5 * MINUTE_MS,
  mediaWindowMs: 2 * MINUTE_MS,
} as const;
export type DuplicateSettings = { -readonly [Key in keyof typeof duplicateDefaults]: number };

/** Whether a message of this status stops a second one: nothing that went wrong does. */
export const BLOCKS_DUPLICATES = {
  received: true,
  processing: true,
  completed: true,
  failed: false,
  unmatched: false,
  rejected: false,
  // The window counts from the original, not from its repetitions.
  duplicate: false,
} as const satisfies Record<MessageStatus, boolean>;

async function sha256Hex(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Content keys hold a hash and not the content, so that they can stand in an index and in a log. */
export async function textContentKey(text: string): Promise<string> {
  const same = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  return `text:${await sha256Hex(new TextEncoder().encode(same))}`;
}

export const mediaContentKey = async (bytes: BufferSource): Promise<string> =>
  `media:${await sha256Hex(bytes)}`;

/** The same key from what the storage says of a file: its SHA-256 in hexadecimal digits, or in Base64. */
export const storedContentKey = (sha256: string): string =>
  `media:${/^[0-9a-f]{64}$/i.test(sha256) ? sha256.toLowerCase() : hexOfBase64(sha256)}`;

const hexOfBase64 = (base64: string): string =>
  [...atob(base64)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");

/** `receivedAt` in ms. A message that was read as a command carries no content key and is never a duplicate. */
export type ReceivedContent = { contentKey?: string; receivedAt: number };

/** How far back, in ms, an earlier message with this key can make a new one a duplicate. */
export function duplicateWindowMs(contentKey: string, overrides: Partial<DuplicateSettings> = {}): number {
  const settings = { ...duplicateDefaults, ...overrides };
  return contentKey.startsWith("media:") ? settings.mediaWindowMs : settings.textWindowMs;
}

/** The message that this one repeats, among earlier messages of the same sender; null where it is new. */
export function findOriginal<Message extends ReceivedContent & { status: MessageStatus }>(
  message: ReceivedContent,
  earlier: readonly Message[],
  overrides: Partial<DuplicateSettings> = {},
): Message | null {
  const { contentKey, receivedAt } = message;
  if (contentKey === undefined) return null;
  const since = receivedAt - duplicateWindowMs(contentKey, overrides);
  const originals = earlier.filter(
    (each) =>
      each.contentKey === contentKey &&
      each.receivedAt >= since &&
      each.receivedAt <= receivedAt &&
      BLOCKS_DUPLICATES[each.status],
  );
  return originals.reduce<Message | null>(
    (first, each) => (first === null || each.receivedAt < first.receivedAt ? each : first),
    null,
  );
}
