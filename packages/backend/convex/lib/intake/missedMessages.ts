/**
 * The safety net of the webhook: takes up, once, what the provider received for us and no webhook brought. The provider's
 * list leaves out buttons and quotes, so each message gets time to arrive by its webhook first.
 */
import { type InboundForm, readInboundForm } from "@voice-flow/domain/inbound/read-form";
import { HOUR_MS, MINUTE_MS } from "@voice-flow/domain/time";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import type { DbReader, DbWriter } from "../foundation/context";
import { recordHeartbeat } from "../foundation/heartbeat";
import { type ListedMessage, listInbound, listMedia } from "./twilioApi";

/** Longer than the provider repeats a webhook, fallback included. */
const GRACE_MS = 3 * MINUTE_MS;
/** How far back the first run of a deployment looks. */
const FIRST_LOOK_BACK_MS = 24 * HOUR_MS;
/** Messages may appear in the list a little after the time it gives them. */
const OVERLAP_MS = 10 * MINUTE_MS;
/** Pages of 200 messages. A longer list fails the run, which staff see. */
const MAX_PAGES = 100;

export const CATCH_UP_JOB = "catch-up-messages";

export interface CatchUp {
  takenUp: number;
  pages: number;
  /** A stable code; the next run begins where this one did. */
  error?: string;
}

/** Start of the next look, ms. */
export async function catchUpSince(db: DbReader, now: number): Promise<number> {
  const row = await db.query("inboundCatchUp").first();
  return row ? row.checkedUntil - OVERLAP_MS : now - FIRST_LOOK_BACK_MS;
}

/** @param startedAt of the run, ms */
export async function recordCatchUp(
  db: DbWriter,
  startedAt: number,
  { takenUp, pages, error }: CatchUp,
  now: number,
): Promise<void> {
  await recordHeartbeat(db, CATCH_UP_JOB, { startedAt, finishedAt: now, steps: pages, rows: takenUp, error });
  if (error !== undefined) return;
  const row = await db.query("inboundCatchUp").first();
  const checkedUntil = startedAt - GRACE_MS;
  if (row) await db.patch("inboundCatchUp", row._id, { checkedUntil });
  else await db.insert("inboundCatchUp", { checkedUntil });
}

/** Reads the provider's list and takes up what is missing. Never throws for what the provider answers. */
export async function catchUp(ctx: ActionCtx, since: number, startedAt: number): Promise<CatchUp> {
  const before = startedAt - GRACE_MS;
  let takenUp = 0;
  let page: { since: number } | { path: string } = { since };
  for (let pages = 1; pages <= MAX_PAGES; pages += 1) {
    const listed = await listInbound(page);
    if (!listed.ok) return { takenUp, pages, error: listed.code };
    const found = await takeUpMissing(ctx, listed.value.messages, { since, before });
    takenUp += found.takenUp;
    if (found.error) return { takenUp, pages, error: found.error };
    if (listed.value.next === null) return { takenUp, pages };
    page = { path: listed.value.next };
  }
  return { takenUp, pages: MAX_PAGES, error: "list_too_long" };
}

async function takeUpMissing(
  ctx: ActionCtx,
  listed: readonly ListedMessage[],
  { since, before }: { since: number; before: number },
): Promise<{ takenUp: number; error?: string }> {
  const due = listed
    .map((message) => ({ message, receivedAt: sentAt(message) }))
    .filter(({ receivedAt }) => receivedAt >= since && receivedAt <= before);
  if (due.length === 0) return { takenUp: 0 };
  const unknown: string[] = await ctx.runQuery(internal.models.missedMessages.unknownOf, {
    sids: due.map(({ message }) => message.sid),
  });
  let takenUp = 0;
  // Oldest first, as the coach wrote them.
  for (const { message, receivedAt } of due.toReversed()) {
    if (!unknown.includes(message.sid)) continue;
    const form = await formOf(message);
    if ("error" in form) return { takenUp, error: form.error };
    const { created }: { created: boolean } = await ctx.runMutation(internal.models.missedMessages.takeUp, {
      form,
      receivedAt,
    });
    if (created) takenUp += 1;
  }
  return { takenUp };
}

/** ms; 0 without a time from the provider, which no run takes up. */
function sentAt({ date_sent, date_created }: ListedMessage): number {
  const at = Date.parse(date_sent ?? date_created ?? "");
  return Number.isNaN(at) ? 0 : at;
}

async function formOf(message: ListedMessage): Promise<InboundForm | { error: string }> {
  const { sid, from, to, body, num_media: files } = message;
  const form = readInboundForm({ MessageSid: sid, From: from ?? "", To: to ?? "", Body: body ?? "" }, sid);
  if (files === 0) return form;
  const media = await listMedia(sid);
  return media.ok ? { ...form, media: media.value.slice(0, 10) } : { error: media.code };
}
