/**
 * Recordings that a coach's browser sends. Convex's own upload addresses take a file from whoever has them and tell the
 * browser its id; here the file belongs to the coach from the start, and its id stays on the server.
 */
import { HOUR, RateLimiter } from "@convex-dev/rate-limiter";
import { RECORDING_CONTENT_TYPES } from "@voice-flow/domain/vocabulary/coach-notes";
import { bareContentType } from "@voice-flow/domain/webhooks/media";
import { components, internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import { type ActionCtx, env, type MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";

/** Convex refuses larger requests to HTTP actions. */
export const HTTP_ACTION_MAX_BYTES = 20 * 1024 * 1024;
export const RECORDING_UPLOAD_PATH = "/coach/recordings";
const UPLOAD_WITHIN_MS = HOUR;
const PREFLIGHT_SECONDS = 3_600;

const limiter = new RateLimiter(components.rateLimiter);

/** Takes one upload from what the coach has left in this hour; null, and nothing taken, if nothing is. */
export async function beginUpload(
  ctx: MutationCtx,
  coachUserId: Id<"users">,
  now: number,
): Promise<{ uploadId: Id<"coachUploads">; url: string } | null> {
  const { COACH_UPLOADS_PER_HOUR: rate } = await readSettings(ctx.db);
  const config = { kind: "token bucket" as const, rate, period: HOUR };
  const { ok } = await limiter.limit(ctx, "coach_upload", { key: coachUserId, config });
  if (!ok) return null;
  const uploadId = await ctx.db.insert("coachUploads", { coachUserId, createdAt: now });
  const url = new URL(RECORDING_UPLOAD_PATH, env.CONVEX_SITE_URL);
  url.searchParams.set("upload", uploadId);
  return { uploadId, url: url.href };
}

/** The upload with this id from a URL, if it is recent and has no file yet. */
export async function findOpenUpload(
  db: DbReader,
  uploadId: string,
  now: number,
): Promise<Doc<"coachUploads"> | null> {
  const id = db.normalizeId("coachUploads", uploadId);
  const upload = id && (await db.get("coachUploads", id));
  const isOpen = upload && upload.storageId === undefined && upload.createdAt > now - UPLOAD_WITHIN_MS;
  return isOpen ? upload : null;
}

/** Stores the body as the file of the upload that the address names. Otherwise 404 no such upload, 413 too large, 415 no recording. */
export async function answerUpload(ctx: ActionCtx, request: Request): Promise<Response> {
  const answer = (status: number) => new Response(null, { status, headers: corsHeaders(request) });
  const uploadId = new URL(request.url).searchParams.get("upload") ?? "";
  const isAwaited = await ctx.runQuery(internal.models.coachNotes.awaitsFile, { uploadId, now: Date.now() });
  if (!isAwaited) return answer(404);
  if (Number(request.headers.get("content-length") ?? 0) > HTTP_ACTION_MAX_BYTES) return answer(413);
  const contentType = bareContentType(request.headers.get("content-type") ?? "");
  if (!RECORDING_CONTENT_TYPES.some((known) => known === contentType)) return answer(415);
  const storageId = await ctx.storage.store(new Blob([await request.arrayBuffer()], { type: contentType }));
  const kept = { uploadId, storageId, contentType };
  const isKept = await ctx.runMutation(internal.models.coachNotes.keepUploadedFile, kept);
  return answer(isKept ? 204 : 404);
}

/** The browser asks first: pages are served from another origin. */
export const answerUploadPreflight = (request: Request): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(request),
      "Access-Control-Allow-Methods": "POST",
      "Access-Control-Allow-Headers": "Content-Type",
      "Access-Control-Max-Age": String(PREFLIGHT_SECONDS),
    },
  });

const corsHeaders = (request: Request): Record<string, string> => ({
  Vary: "Origin",
  ...(request.headers.get("origin") === env.SITE_URL ? { "Access-Control-Allow-Origin": env.SITE_URL } : {}),
});
