/** One model over a set of notes. */
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import type { PartCall } from "@voice-flow/domain/claims/answer-parts";
import { costOf } from "@voice-flow/domain/prices";
import type { LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import OpenAI from "openai";
import { scoreNote } from "../score/note-score";
import { type CallRecord, cachingFetch } from "./cache";
import { mapPool } from "./pool";
import { askModel, judge } from "./product";
import type { ModelRun, NoteRun } from "./result";

export interface Address {
  baseUrl: string;
  apiKey: string;
}

export interface RunOptions extends Address {
  model: AiModel;
  notes: readonly LabelledNote[];
  concurrency: number;
  /** Null for no cache. */
  cacheFolder: string | null;
  timeoutMs: number;
  onProgress?: (done: number, note: NoteRun) => void;
}

/** A model may be busy for a moment: the product lets a note wait, a run asks again. */
const RETRIES = 4;

export async function runModel(options: RunOptions): Promise<ModelRun> {
  let done = 0;
  const notes = await mapPool(options.notes, options.concurrency, async (note) => {
    const result = await runNote(note, options);
    done += 1;
    options.onProgress?.(done, result);
    return result;
  });
  return { model: options.model.model, totals: totalsOf(notes), notes };
}

async function runNote(note: LabelledNote, options: RunOptions): Promise<NoteRun> {
  const calls: (CallRecord & Pick<PartCall, "call" | "round">)[] = [];
  const clientFor = ({ call, round }: PartCall) =>
    new OpenAI({
      apiKey: options.apiKey,
      baseURL: options.baseUrl,
      organization: null,
      project: null,
      maxRetries: RETRIES,
      timeout: options.timeoutMs,
      fetch: cachingFetch({
        folder: options.cacheFolder,
        onCall: (record) => calls.push({ ...record, call, round }),
      }),
    });
  const measured = () => ({
    latencyMs: latencyOf(calls),
    calls: calls.length,
    cached: calls.length > 0 && calls.every((call) => call.cached),
  });
  try {
    const { parts, usage } = await askModel(clientFor, note, options.model);
    const score = scoreNote(note, judge(note, parts));
    return {
      score,
      usage,
      costMicros: costOf(usage, options.model.prices, Date.now()),
      failure: null,
      ...measured(),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const score = scoreNote(note, []);
    return {
      score,
      usage: {},
      costMicros: null,
      failure: `${error.name}: ${error.message}`.slice(0, 200),
      ...measured(),
    };
  }
}

/** Parts of one round are asked at the same time: a round takes as long as its slowest part, with all its attempts. */
function latencyOf(calls: readonly (CallRecord & Pick<PartCall, "call" | "round">)[]): number {
  const parts = new Map<number, { round: number; ms: number }>();
  for (const { call, round, latencyMs } of calls) {
    parts.set(call, { round, ms: (parts.get(call)?.ms ?? 0) + latencyMs });
  }
  const rounds = new Map<number, number>();
  for (const { round, ms } of parts.values()) rounds.set(round, Math.max(ms, rounds.get(round) ?? 0));
  return [...rounds.values()].reduce((sum, ms) => sum + ms, 0);
}

function totalsOf(notes: readonly NoteRun[]): ModelRun["totals"] {
  const sum = (value: (note: NoteRun) => number) => notes.reduce((total, note) => total + value(note), 0);
  const answered = notes.filter((note) => note.failure === null);
  const latencies = answered.map((note) => note.latencyMs).sort((a, b) => a - b);
  const unknown = answered.some((note) => note.costMicros === null);
  return {
    failed: notes.length - answered.length,
    inputTokens: sum((note) => note.usage.inputTokens ?? 0),
    outputTokens: sum((note) => note.usage.outputTokens ?? 0),
    costMicros: unknown ? null : sum((note) => note.costMicros ?? 0),
    latencyMs: { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) },
    cachedNotes: notes.filter((note) => note.cached).length,
  };
}

const quantile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null;
