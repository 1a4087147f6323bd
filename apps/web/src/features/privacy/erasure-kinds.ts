import type { api } from "@voice-flow/backend/api";
import type { FunctionReturnType } from "convex/server";
import { words } from "./words";

export type PreviewStep = FunctionReturnType<typeof api.models.privacy.previewErasure>;
export type ErasureCounts = PreviewStep["counts"];

export type ErasureKind = keyof ErasureCounts;

/** In the order in which they are shown: one, and several. */
const KINDS = {
  notes: [words.kinds.note, words.kinds.notes],
  recordings: ["recording", "recordings"],
  transcripts: [words.kinds.transcript, words.kinds.transcripts],
  messages: [words.kinds.message, words.kinds.messages],
  claims: [words.kinds.claim, words.kinds.claims],
  drafts: ["draft", "drafts"],
  insights: [words.kinds.insight, words.kinds.insights],
  teams: [words.kinds.team, words.kinds.teams],
  aliases: [words.kinds.alias, words.kinds.aliases],
  remarks: [words.kinds.remark, words.kinds.remarks],
} as const satisfies Record<ErasureKind, readonly [string, string]>;

export const NO_COUNTS: ErasureCounts = {
  teams: 0,
  aliases: 0,
  notes: 0,
  recordings: 0,
  transcripts: 0,
  claims: 0,
  drafts: 0,
  insights: 0,
  messages: 0,
  remarks: 0,
};

const isKind = (kind: string): kind is ErasureKind => Object.hasOwn(KINDS, kind);
const ORDER = Object.keys(KINDS).filter(isKind);

export function addCounts(total: ErasureCounts, more: ErasureCounts): ErasureCounts {
  const sum = { ...total };
  for (const kind of ORDER) {
    sum[kind] += more[kind];
  }
  return sum;
}

/** One line for each kind that occurs, with its count. */
export const linesOf = (counts: ErasureCounts): { kind: ErasureKind; count: number; label: string }[] =>
  ORDER.filter((kind) => counts[kind] > 0).map((kind) => ({
    kind,
    count: counts[kind],
    label: KINDS[kind][counts[kind] === 1 ? 0 : 1],
  }));
