/** A `fetch` that keeps answers on disk, so that a second run of the same prompt and model costs nothing. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What one request took. */
export interface CallRecord {
  /** As measured when the provider answered, also for an answer from the cache. */
  latencyMs: number;
  cached: boolean;
}

const storedSchema = z.object({ body: z.string(), contentType: z.string(), latencyMs: z.number() });

export interface CacheOptions {
  /** Null for no cache. */
  folder: string | null;
  onCall: (call: CallRecord) => void;
  fetch?: typeof fetch;
}

/** Only answers with a good status are kept. The key is never stored: it travels in a header, and headers aren't part of it. */
export function cachingFetch({ folder, onCall, fetch: send = fetch }: CacheOptions): typeof fetch {
  return async (input, init) => {
    const file = folder === null ? null : join(folder, `${requestKey(input, init)}.json`);
    const stored = file === null ? null : readStored(file);
    if (stored) {
      onCall({ latencyMs: stored.latencyMs, cached: true });
      return new Response(stored.body, { headers: { "content-type": stored.contentType } });
    }
    const startedAt = performance.now();
    const response = await send(input, init);
    const body = await response.text();
    const latencyMs = Math.round(performance.now() - startedAt);
    onCall({ latencyMs, cached: false });
    const contentType = response.headers.get("content-type") ?? "application/json";
    if (file !== null && response.ok) store(file, { body, contentType, latencyMs });
    return new Response(body, { status: response.status, headers: response.headers });
  };
}

/** Thrown instead of a request by `dryFetch`. */
export class NotCachedError extends Error {
  override name = "NotCachedError";
}

/** Sends nothing: tells of each request that isn't cached how long it would be. */
export function dryFetch(folder: string | null, onMiss: (characters: number) => void): typeof fetch {
  return cachingFetch({
    folder,
    onCall: () => undefined,
    fetch: async (_, init) => {
      onMiss(typeof init?.body === "string" ? init.body.length : 0);
      throw new NotCachedError("This request isn't cached.");
    },
  });
}

function requestKey(input: string | URL | Request, init: RequestInit | undefined): string {
  const url = input instanceof Request ? input.url : String(input);
  const body = typeof init?.body === "string" ? init.body : "";
  return createHash("sha256").update(`${url}\n${body}`).digest("hex");
}

/** Null for an answer that isn't there or was written half. */
function readStored(file: string): z.output<typeof storedSchema> | null {
  try {
    return storedSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

function store(file: string, answer: z.output<typeof storedSchema>): void {
  mkdirSync(join(file, ".."), { recursive: true });
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, JSON.stringify(answer));
  renameSync(unfinished, file);
}
