/** Transitions, written from the encoded results that the shared queries keep, so that no result is encoded per client. */
import type { FunctionOutcome } from "../deployment.ts";
import { encodeTs } from "./messages.ts";

export interface StateVersion {
  querySet: number;
  /** Nanoseconds; never decreases on one connection. */
  ts: bigint;
  identity: number;
}

/** One query's outcome as it stands in a transition, but for the query's id, which differs per client. */
export interface EncodedOutcome {
  /** Everything that makes two outcomes differ: kind, value or error, and the journal. */
  content: string;
  /** Console output of the run: sent along, but a new line of it is no news. */
  logLines: string;
}

export function encodeOutcome(outcome: FunctionOutcome, journal: string | null): EncodedOutcome {
  const content = outcome.success
    ? { type: "QueryUpdated", value: outcome.value, journal }
    : { type: "QueryFailed", errorMessage: outcome.errorMessage, errorData: outcome.errorData, journal };
  return { content: JSON.stringify(content).slice(1, -1), logLines: JSON.stringify(outcome.logLines) };
}

export function queryChanged(queryId: number, outcome: EncodedOutcome): string {
  return `{"queryId":${queryId},"logLines":${outcome.logLines},${outcome.content}}`;
}

export function queryRemoved(queryId: number): string {
  return `{"type":"QueryRemoved","queryId":${queryId}}`;
}

export interface Clock {
  /** Client's clock minus server's, milliseconds; unknown when the client did not say. */
  clientClockSkew: number | undefined;
  /** Nanoseconds. */
  serverTs: number;
}

export function encodeTransition(
  start: StateVersion,
  end: StateVersion,
  modifications: readonly string[],
  clock: Clock,
): string {
  const skew = clock.clientClockSkew === undefined ? "" : `,"clientClockSkew":${clock.clientClockSkew}`;
  return (
    `{"type":"Transition","startVersion":${encodeVersion(start)},"endVersion":${encodeVersion(end)},` +
    `"modifications":[${modifications.join(",")}]${skew},"serverTs":${clock.serverTs}}`
  );
}

function encodeVersion(version: StateVersion): string {
  return JSON.stringify({ ...version, ts: encodeTs(version.ts) });
}

/** Characters in one piece of a long transition: a few hundred milliseconds on a slow line, and pings pass in between. */
const CHUNK_CHARACTERS = 1_000_000;

/** Clients before this version do not know `TransitionChunk` and get one long message. */
const FIRST_VERSION_WITH_CHUNKS = [1, 28, 0] as const;

/** @param version as in the address the client connected to, `/api/1.48.0/sync`. */
export function takesChunks(version: string): boolean {
  const parts = version.split("-", 1)[0]?.split(".").map(Number) ?? [];
  for (const [index, least] of FIRST_VERSION_WITH_CHUNKS.entries()) {
    const part = parts[index] ?? 0;
    if (!Number.isInteger(part)) return false;
    if (part !== least) return part > least;
  }
  return true;
}

/** The transition as it is, or cut into `TransitionChunk`s. No other message may be sent between the pieces but Ping. */
export function chunkTransition(transition: string, transitionId: string): string[] {
  if (transition.length <= CHUNK_CHARACTERS) return [transition];
  const pieces = cut(transition);
  return pieces.map((chunk, partNumber) =>
    JSON.stringify({
      type: "TransitionChunk",
      chunk,
      partNumber,
      totalParts: pieces.length,
      transitionId,
    }),
  );
}

/** Never between the two halves of a surrogate pair: a lone half does not survive UTF-8. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (from < text.length) {
    let to = Math.min(from + CHUNK_CHARACTERS, text.length);
    const last = text.charCodeAt(to - 1);
    if (to < text.length && last >= 0xd800 && last <= 0xdbff) to -= 1;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}
