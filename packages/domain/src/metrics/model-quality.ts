/** What coaches did with the claims of each model and prompt version: mergeable, sorted, so that equal knowledge is an equal row. */
import { type Infer, v } from "convex/values";
import type { PipelineEventDraft } from "../events/event";
import type { PipelineEventType } from "../vocabulary/pipeline";
import { histogramOf, histogramValidator, mergeHistograms } from "./histogram";

const count = v.number();

export const modelQualityValidator = v.object({
  model: v.string(),
  /** Of prompt and schema together; "unknown" for claims of before they had one. */
  version: v.string(),
  /** Notes whose claims were extracted. */
  notes: count,
  /** Names that the coach was asked about. */
  questions: count,
  drafts: count,
  /** Of these saved without asking. */
  unasked: count,
  /** Saved as proposed, or about another player than proposed. */
  confirmed: count,
  corrected: count,
  rejected: count,
  /** Saved, and taken back. */
  undone: count,
  /** Integer micro-dollars, of extraction alone. */
  aiCost: count,
  /** Of extraction, from asking to the answer. */
  durations: v.optional(histogramValidator),
});
export type ModelQuality = Infer<typeof modelQualityValidator>;

const FIGURES = [
  "notes",
  "questions",
  "drafts",
  "unasked",
  "confirmed",
  "corrected",
  "rejected",
  "undone",
  "aiCost",
] as const satisfies readonly (keyof ModelQuality)[];

export const UNKNOWN_VERSION = "unknown";

const NOTHING = {
  notes: 0,
  questions: 0,
  drafts: 0,
  unasked: 0,
  confirmed: 0,
  corrected: 0,
  rejected: 0,
  undone: 0,
  aiCost: 0,
} as const;

/** Associative and commutative. Models and versions in use at once are a handful. */
export function mergeModelQuality(
  left: readonly ModelQuality[],
  right: readonly ModelQuality[],
): ModelQuality[] {
  const sums = new Map<string, ModelQuality>();
  for (const row of [...left, ...right]) {
    const key = JSON.stringify([row.model, row.version]);
    const known = sums.get(key);
    sums.set(key, known ? added(known, row) : row);
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function added(a: ModelQuality, b: ModelQuality): ModelQuality {
  const sum = { ...a };
  for (const figure of FIGURES) sum[figure] = a[figure] + b[figure];
  const durations =
    a.durations && b.durations ? mergeHistograms(a.durations, b.durations) : (a.durations ?? b.durations);
  return durations ? { ...sum, durations } : sum;
}

type QualityEvent = Pick<PipelineEventDraft, "eventType" | "durationMs" | "metadata">;
type Figures = Partial<Omit<ModelQuality, "model" | "version">>;

/** What each event says about the model behind it; other types say nothing. */
const DELTAS: Partial<Record<PipelineEventType, (event: QualityEvent) => Figures>> = {
  claims_extracted: ({ durationMs, metadata }) => ({
    notes: 1,
    aiCost: metadata?.aiCost ?? 0,
    ...(durationMs === undefined ? {} : { durations: histogramOf([durationMs]) }),
  }),
  entity_resolution_completed: ({ metadata }) => ({ questions: metadata?.disambiguationCount ?? 0 }),
  drafts_generated: ({ metadata }) => ({
    drafts: metadata?.draftCount ?? 0,
    unasked: metadata?.autoAppliedCount ?? 0,
  }),
  draft_confirmed: ({ metadata }) => (metadata?.corrected ? { corrected: 1 } : { confirmed: 1 }),
  draft_rejected: () => ({ rejected: 1 }),
  draft_undone: () => ({ undone: 1 }),
};

/** Empty for an event that isn't about a model's claims. */
export function qualityDelta(event: QualityEvent): ModelQuality[] {
  const figures = DELTAS[event.eventType]?.(event);
  const model = event.metadata?.extractionModel ?? event.metadata?.aiModel;
  if (figures === undefined || model === undefined) return [];
  const version = event.metadata?.extractionVersion ?? UNKNOWN_VERSION;
  return [{ model, version, ...NOTHING, ...figures }];
}

/** Shares 0–1; null where nothing was decided. */
export interface QualityRates {
  decided: number;
  saved: number;
  confirmed: number | null;
  corrected: number | null;
  rejected: number | null;
  /** Of what was saved. */
  undone: number | null;
  questionsPerNote: number | null;
  /** Micro-dollars. */
  costPerNote: number | null;
}

export function qualityRates(row: ModelQuality): QualityRates {
  const decided = row.confirmed + row.corrected + row.rejected;
  const saved = row.confirmed + row.corrected + row.unasked;
  return {
    decided,
    confirmed: share(row.confirmed, decided),
    corrected: share(row.corrected, decided),
    rejected: share(row.rejected, decided),
    saved,
    undone: share(row.undone, saved),
    questionsPerNote: share(row.questions, row.notes),
    costPerNote: share(row.aiCost, row.notes),
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
