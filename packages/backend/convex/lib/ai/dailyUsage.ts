/** The daily run: what is not counted yet is counted, then what is past its retention goes, a batch at a time. */
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import type { Settings } from "@voice-flow/domain/settings";
import type { MutationCtx } from "../../_generated/server";
import type { DbWriter } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { countUsage, findCounter } from "./countUsage";

interface Step {
  rows: number;
  cursor: string | null;
}

/** The marks of limits that were reached are of no use after their window. */
const HIT_RETENTION_DAYS = 31;

/** The cursor is the number of the phase. A phase that has deleted all it may is followed by the next one. */
export async function aggregateDailyUsage(
  ctx: MutationCtx,
  cursor: string | null,
  now: number,
): Promise<Step> {
  const phase = Number(cursor ?? 0);
  if (phase === 0) {
    const { calls, more } = await countUsage(ctx, now);
    return { rows: calls, cursor: more ? "0" : "1" };
  }
  const cleanUp = CLEAN_UPS[phase - 1];
  if (!cleanUp) return { rows: 0, cursor: null };
  const settings = await readSettings(ctx.db);
  const rows = await cleanUp(ctx.db, settings, now);
  const next = rows === settings.CLEANUP_BATCH_SIZE ? phase : phase + 1;
  return { rows, cursor: next > CLEAN_UPS.length ? null : String(next) };
}

type CleanUp = (db: DbWriter, settings: Settings, now: number) => Promise<number>;

const CLEAN_UPS: readonly CleanUp[] = [
  async (db, { AI_USAGE_RETENTION_DAYS: days, CLEANUP_BATCH_SIZE: batch }, now) => {
    const counted = (await findCounter(db))?.commitTs ?? 0n;
    const old = await db
      .query("aiUsageLog")
      .withIndex("by_timestamp", (q) => q.lt("timestamp", now - days * DAY_MS))
      .take(batch);
    // None that is not counted yet; one that stays ends the phase, and goes with the next run.
    const done = old.filter(({ commitTs }) => typeof commitTs === "bigint" && commitTs <= counted);
    for (const { _id } of done) await db.delete("aiUsageLog", _id);
    return done.length;
  },
  async (db, { COST_ALERT_RETENTION_DAYS: days, CLEANUP_BATCH_SIZE: batch }, now) => {
    const old = await db
      .query("platformCostAlerts")
      .withIndex("by_acknowledged_and_raisedAt", (q) =>
        q.eq("acknowledged", true).lt("raisedAt", now - days * DAY_MS),
      )
      .take(batch);
    for (const { _id } of old) await db.delete("platformCostAlerts", _id);
    return old.length;
  },
  async (db, { CLEANUP_BATCH_SIZE: batch }, now) => {
    const old = await db
      .query("rateLimits")
      .withIndex("by_creation_time", (q) => q.lt("_creationTime", now - HIT_RETENTION_DAYS * DAY_MS))
      .take(batch);
    for (const { _id } of old) await db.delete("rateLimits", _id);
    return old.length;
  },
];
