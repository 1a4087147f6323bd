/**
 * User-level duplicates: the same content from the same sender in quick succession. Not idempotency, which goes
 * by the provider's message id and holds for ever.
 */
import { MINUTE_MS } from "./time";
import type { MessageStatus } from "./vocabulary/messaging";
import type { DraftStatus } from "./vocabulary/notes";
import type { ArtifactStatus } from "./vocabulary/pipeline";

export const duplicateDefaults = {
  /** In ms, both inclusive. */
  textWindowMs: 5 * MINUTE_MS,
  mediaWindowMs: 2 * MINUTE_MS,
} as const;
export type DuplicateSettings = { -readonly [Key in keyof typeof duplicateDefaults]: number };

/** How a note fared, whichever way it came. */
export const NOTE_FATES = [
  "in_work",
  "waiting",
  "done",
  "saved",
  "failed",
  "refused",
  "cancelled",
  "expired",
] as const;
export type NoteFate = (typeof NOTE_FATES)[number];

/** Whether the same content sent again is a duplicate: only while the first is in progress, waiting, done or saved. */
export const BLOCKS_DUPLICATES = {
  in_work: true,
  waiting: true,
  done: true,
  saved: true,
  failed: false,
  refused: false,
  cancelled: false,
  expired: false,
} as const satisfies Record<NoteFate, boolean>;

const FATE_OF_ARTIFACT = {
  received: "in_work",
  transcribing: "in_work",
  transcribed: "in_work",
  processing: "in_work",
  awaiting_coach: "waiting",
  // Without a draft.
  completed: "done",
  failed: "failed",
  rejected: "refused",
  cancelled: "cancelled",
} as const satisfies Record<ArtifactStatus, NoteFate>;

const FATE_OF_DRAFT = {
  pending: "waiting",
  confirmed: "waiting",
  applied: "saved",
  // Taken back by the coach, who may want to say it differently.
  undone: "cancelled",
  expired: "expired",
  rejected: "cancelled",
} as const satisfies Record<DraftStatus, NoteFate>;

/** Where a note's drafts went different ways, the first of these is its fate. */
const DECISIVE: readonly NoteFate[] = ["waiting", "saved", "expired", "cancelled"];

export function fateOfArtifact(status: ArtifactStatus, drafts: readonly DraftStatus[]): NoteFate {
  if (status !== "completed") return FATE_OF_ARTIFACT[status];
  const fates = drafts.map((draft): NoteFate => FATE_OF_DRAFT[draft]);
  return DECISIVE.find((fate) => fates.includes(fate)) ?? FATE_OF_ARTIFACT.completed;
}

/** The fate of a message that has no note with a run (yet); null for one that is nobody's original. */
export const FATE_OF_MESSAGE = {
  received: "in_work",
  held: "waiting",
  processing: "in_work",
  // A note without a run is done as soon as it is taken.
  completed: "done",
  failed: "failed",
  unmatched: null,
  rejected: "refused",
  // The window counts from the original, not from its repetitions.
  duplicate: null,
} as const satisfies Record<MessageStatus, NoteFate | null>;

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

/** The note that this one repeats, among earlier ones of the same coach; null where it is new. */
export function findOriginal<Earlier extends ReceivedContent & { fate: NoteFate | null }>(
  { contentKey, receivedAt }: ReceivedContent,
  earlier: readonly Earlier[],
  overrides: Partial<DuplicateSettings> = {},
): Earlier | null {
  if (contentKey === undefined) return null;
  const since = receivedAt - duplicateWindowMs(contentKey, overrides);
  const originals = earlier.filter(
    (each) =>
      each.contentKey === contentKey &&
      each.receivedAt >= since &&
      each.receivedAt <= receivedAt &&
      each.fate !== null &&
      BLOCKS_DUPLICATES[each.fate],
  );
  return originals.reduce<Earlier | null>(
    (first, each) => (first === null || each.receivedAt < first.receivedAt ? each : first),
    null,
  );
}
