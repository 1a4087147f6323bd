/**
 * Download of a message's media. The URL came in a message: it is fetched only from the provider's hosts, every redirect
 * is checked again, and the account's credentials go to the provider's API alone.
 */
import { mediaContentKey } from "@voice-flow/domain/duplicates";
import { readRecording } from "@voice-flow/domain/hearing/recording";
import {
  bareContentType,
  checkMedia,
  checkMediaUrl,
  MEDIA_PROBLEM_ERROR_CODE,
  type MediaProblem,
  mayArriveLater,
} from "@voice-flow/domain/webhooks/media";
import {
  isRetryableStatus,
  retryAfterMs,
  twilioCredentialsOrThrow,
} from "../conversation/delivery/twilioClient";
import { optionalEnvironment } from "../foundation/environment";
import type { CallFailure } from "../foundation/jobOutcome";
import { CallTimeout, withTimeout } from "../foundation/timeout";

const MAX_REDIRECTS = 5;

export interface DownloadLimits {
  maxBytes: number;
  timeoutMs: number;
}

export interface DownloadedMedia {
  ok: true;
  blob: Blob;
  /** Of the bytes, whatever the label said. */
  contentType: string;
  /** Hash of the bytes, by which a duplicate is found. */
  contentKey: string;
}

const refused = (problem: MediaProblem, retryable = false): CallFailure => ({
  ok: false,
  code: MEDIA_PROBLEM_ERROR_CODE[problem],
  retryable,
});

/** Never throws. A body that is cut off is `media_incomplete`, which another attempt may cure. */
export async function downloadMedia(
  mediaUrl: string,
  { maxBytes, timeoutMs }: DownloadLimits,
): Promise<DownloadedMedia | CallFailure> {
  try {
    return await withTimeout(timeoutMs, async (signal) => {
      const response = await fetchFromProvider(mediaUrl, signal);
      return response instanceof Response ? await readMedia(response, maxBytes) : response;
    });
  } catch (error) {
    return { ok: false, code: error instanceof CallTimeout ? "timeout" : "network_error", retryable: true };
  }
}

/** The simulator's address where one is configured; Twilio's own hosts need no exception. */
const providerBaseUrl = () => optionalEnvironment("TWILIO_API_BASE_URL");

async function fetchFromProvider(mediaUrl: string, signal: AbortSignal): Promise<Response | CallFailure> {
  let url = mediaUrl;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const verdict = checkMediaUrl(url, { providerBaseUrl: providerBaseUrl() });
    if (!verdict.ok) return refused(verdict.problem);
    const headers = verdict.sendCredentials ? authorizationHeaders() : {};
    if (!headers) return { ok: false, code: "provider_credentials_missing", retryable: true };
    const response = await fetch(verdict.url, { headers, redirect: "manual", signal });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || !location) return response;
    await response.body?.cancel();
    if (!URL.canParse(location, verdict.url)) return refused("malformed_url");
    url = new URL(location, verdict.url).href;
  }
  return { ok: false, code: "media_unavailable", retryable: false };
}

function authorizationHeaders(): Record<string, string> | null {
  try {
    return { authorization: twilioCredentialsOrThrow().authorization };
  } catch (error) {
    console.error(error instanceof Error ? error.message : "Twilio is not configured.");
    return null;
  }
}

async function readMedia(response: Response, maxBytes: number): Promise<DownloadedMedia | CallFailure> {
  if (!response.ok) {
    await response.body?.cancel();
    return {
      ok: false,
      // The provider makes media available a moment after its webhook: 404 may pass too.
      code:
        response.status === 404 || response.status === 403 ? "media_unavailable" : `http_${response.status}`,
      retryable: response.status === 404 || isRetryableStatus(response.status),
      retryAfterMs: retryAfterMs(response),
    };
  }
  const contentType = bareContentType(response.headers.get("content-type") ?? "");
  const announced = announcedBytes(response);
  const verdict = checkMedia({ contentType, bytes: announced }, { maxBytes });
  if (!verdict.ok) {
    await response.body?.cancel();
    return refused(verdict.problem);
  }
  const chunks = await readUpTo(response, maxBytes);
  if (chunks === "too_large") return refused("too_large");
  if (chunks === "cut_off") return { ok: false, code: "media_incomplete", retryable: true };
  const bytes = joined(chunks);
  if (announced !== undefined && bytes.length !== announced) {
    return { ok: false, code: "media_incomplete", retryable: true };
  }
  const read = readRecording(bytes);
  if (!read.ok) return refused(read.problem, mayArriveLater(read.problem, contentType));
  const { recording } = read;
  const contentKey = await mediaContentKey(bytes.buffer);
  return {
    ok: true,
    blob: new Blob([bytes], { type: recording.contentType }),
    contentType: recording.contentType,
    contentKey,
  };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** A compressed answer announces the size of what it sends, not of what we read. */
function announcedBytes(response: Response): number | undefined {
  const length = response.headers.get("content-length");
  const encoded = response.headers.get("content-encoding");
  return length && /^\d+$/.test(length) && (!encoded || encoded === "identity") ? Number(length) : undefined;
}

/** Stops reading at the limit: a server that lies about the size costs no more memory than that. */
async function readUpTo(
  response: Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>[] | "too_large" | "cut_off"> {
  const reader = response.body?.getReader();
  if (!reader) return [];
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return chunks;
      bytes += value.byteLength;
      if (bytes > maxBytes) {
        await reader.cancel();
        return "too_large";
      }
      chunks.push(value);
    }
  } catch {
    // The connection broke in the middle of the body.
    return "cut_off";
  }
}
