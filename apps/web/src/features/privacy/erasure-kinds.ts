import type { api } from "@voice-flow/backend/api";
import type { FunctionReturnType } from "convex/server";

export type PreviewStep = FunctionReturnType<typeof api.models.privacy.previewErasure>;
export type ErasureCounts = PreviewStep["counts"];

export type ErasureKind = keyof ErasureCounts;

/** In the order in which they are shown: one, and several. */
const KINDS = {
  notes: ["note mentions the player", "notes mention the player"],
  recordings: ["recording", "recordings"],
  transcripts: ["transcript or typed text", "transcripts and typed texts"],
  messages: ["WhatsApp message", "WhatsApp messages"],
  claims: ["claim about the player", "claims about the player"],
  drafts: ["draft", "drafts"],
  insights: ["insight that a coach confirmed", "insights that coaches confirmed"],
  teams: ["place on a team", "places on teams"],
  aliases: ["remembered name", "remembered names"],
  remarks: ["remark of staff that names the player", "remarks of staff that name the player"],
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

/** What there is of it, as lines with their number. */
export const linesOf = (counts: ErasureCounts): { kind: ErasureKind; count: number; label: string }[] =>
  ORDER.filter((kind) => counts[kind] > 0).map((kind) => ({
    kind,
    count: counts[kind],
    label: KINDS[kind][counts[kind] === 1 ? 0 : 1],
  }));
