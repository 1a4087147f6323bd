/** What a run leaves behind as JSON, and what a later run is compared with. */
import { z } from "zod";
import { noteScoreSchema } from "../score/figures";

const aiUsageSchema = z.object({
  inputTokens: z.number().optional(),
  cachedInputTokens: z.number().optional(),
  outputTokens: z.number().optional(),
  audioSeconds: z.number().optional(),
});

export const noteRunSchema = z.object({
  score: noteScoreSchema,
  usage: aiUsageSchema,
  /** Micro-dollars; null: unknown. */
  costMicros: z.number().nullable(),
  latencyMs: z.number(),
  calls: z.number(),
  cached: z.boolean(),
  /** Why the model gave no answer; such a note counts as one without claims. */
  failure: z.string().nullable(),
});
export type NoteRun = z.output<typeof noteRunSchema>;

export const modelRunSchema = z.object({
  model: z.string(),
  totals: z.object({
    failed: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    costMicros: z.number().nullable(),
    latencyMs: z.object({ p50: z.number().nullable(), p95: z.number().nullable() }),
    cachedNotes: z.number(),
  }),
  notes: z.array(noteRunSchema),
});
export type ModelRun = z.output<typeof modelRunSchema>;

export const evalResultSchema = z.object({
  format: z.literal(1),
  /** Ms since epoch. */
  ranAt: z.number(),
  address: z.string(),
  promptVersion: z.string(),
  parts: z.array(z.string()),
  runs: z.array(modelRunSchema),
});
export type EvalResult = z.output<typeof evalResultSchema>;
