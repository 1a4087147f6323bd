/** The counts of one note. They are stored with a run, so the schema is the source of the types. */
import { CLAIM_TOPICS } from "@voice-flow/domain/vocabulary/notes";
import { z } from "zod";

export const countsSchema = z.object({
  matched: z.number(),
  missed: z.number(),
  /** Repeated and invented claims. */
  wrong: z.number(),
});
export type Counts = z.output<typeof countsSchema>;

export const noteScoreSchema = z.object({
  noteId: z.string(),
  topics: z.partialRecord(z.enum(CLAIM_TOPICS), countsSchema),
  /** Linked without asking to a child whom the note doesn't say this of. Must be 0. */
  wrongChild: z.number(),
  missedInjuries: z.number(),
  /** Claims that neither the labels nor their exceptions know. */
  invented: z.number(),
  /** Invented claims that the labels forbid in so many words: negated injuries, names that were taken back. */
  forbidden: z.number(),
  /** The same thing claimed twice. */
  repeated: z.number(),
  claims: z.number(),
  quotesFound: z.number(),
  /** Distinct questions about names that this note puts to the coach. */
  questions: z.number(),
  severities: z.object({ judged: z.number(), right: z.number() }),
  /** What went wrong, for the report. */
  faults: z.array(z.string()),
});
export type NoteScore = z.output<typeof noteScoreSchema>;
