import { readFileSync } from "node:fs";
import { z } from "zod";

const samplesFolder = new URL("../samples/", import.meta.url);

const segmentSchema = z.object({
  /** Seconds from the start of the note. */
  start: z.number().min(0),
  end: z.number().positive(),
  /** What a transcriber writes; empty where nothing is said. */
  text: z.string(),
  avgLogprob: z.number().max(0),
  noSpeechProb: z.number().min(0).max(1),
});

const sampleSchema = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  file: z.string().regex(/^[a-z0-9-]+\.ogg$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  durationSeconds: z.number().positive(),
  transcript: z.string(),
  segments: z.array(segmentSchema).min(1),
});

/** A voice note that comes with the package, and what a transcriber makes of it. */
export type Sample = z.infer<typeof sampleSchema>;
export type SampleSegment = z.infer<typeof segmentSchema>;

/** WhatsApp voice notes are Opus in Ogg. */
export const SAMPLE_CONTENT_TYPE = "audio/ogg";

export const samples: readonly Sample[] = z
  .array(sampleSchema)
  .parse(JSON.parse(readFileSync(new URL("samples.json", samplesFolder), "utf8")));

const samplesById = new Map(samples.map((sample) => [sample.id, sample]));
const samplesByHash = new Map(samples.map((sample) => [sample.sha256, sample]));

export const findSampleByHash = (sha256: string): Sample | undefined => samplesByHash.get(sha256);

/** Throws for an id that no sample has; the message lists the ids. */
export function getSampleOrThrow(id: string): Sample {
  const sample = samplesById.get(id);
  if (!sample) {
    throw new Error(`There is no sample "${id}". Samples: ${[...samplesById.keys()].join(", ")}.`);
  }
  return sample;
}

/** The bytes of a sample. Throws for an unknown id. */
export function readSample(id: string): Buffer {
  return readFileSync(new URL(getSampleOrThrow(id).file, samplesFolder));
}
