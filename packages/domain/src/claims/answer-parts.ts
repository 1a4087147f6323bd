/**
 * How a note is put to a model, however long it is: in parts, a few at a time, and in halves where an answer is cut off. The
 * pipeline and the evaluation ask in the same way.
 */
import type { AnsweredPart } from "./check-claims";
import type { ExtractedClaim } from "./extracted";
import { halves, type NotePart, splitNote } from "./split-note";

/**
 * Calls for one note at most: its parts, and halves of those whose answers are cut off again and again. What is then still
 * unread fails the note: nothing of it is left out.
 */
const MAX_CALLS = 24;
/** A long note is done within its stage's time, and takes no provider's whole limit. */
const CALLS_AT_ONCE = 4;

/** `call` counts from 0; the calls of one `round` run at the same time. */
export interface PartCall {
  part: NotePart;
  call: number;
  round: number;
}

export type PartAnswer<Failure> =
  | { ok: true; claims: readonly ExtractedClaim[] }
  | { ok: false; failure: Failure; isCutOff: boolean };

export type AnsweredNote<Failure> =
  | { ok: true; parts: AnsweredPart[] }
  /** `failure` is null where every answer was cut off until the calls were used up. */
  | { ok: false; failure: Failure | null };

/** Parts come back in the order of the note. What `ask` throws is thrown. */
export async function answerParts<Failure>(
  transcript: string,
  ask: (call: PartCall) => Promise<PartAnswer<Failure>>,
): Promise<AnsweredNote<Failure>> {
  const answered: AnsweredPart[] = [];
  const waiting = splitNote(transcript);
  let calls = 0;
  for (let round = 0; waiting.length > 0; round += 1) {
    const asked = waiting.splice(0, CALLS_AT_ONCE).map((part) => ({ part, call: calls++, round }));
    const answers = await Promise.all(
      asked.map(async (each) => ({ part: each.part, answer: await ask(each) })),
    );
    for (const { part, answer } of answers) {
      if (answer.ok) {
        answered.push({ start: part.start, claims: answer.claims });
        continue;
      }
      // The same text would be cut off again, on a retry too: half of it has half to say.
      const smaller = answer.isCutOff ? halves(part) : null;
      if (!smaller) return { ok: false, failure: answer.failure };
      waiting.push(...smaller);
    }
    if (calls + waiting.length > MAX_CALLS) return { ok: false, failure: null };
  }
  return { ok: true, parts: answered.sort((a, b) => a.start - b.start) };
}
