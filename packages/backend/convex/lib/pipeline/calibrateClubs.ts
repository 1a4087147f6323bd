/** The daily calibration, a few clubs at a time. */
import { calibrate } from "@voice-flow/domain/drafts/calibrate";
import { DAY_MS, periodStart } from "@voice-flow/domain/metrics/rollup";
import type { Settings } from "@voice-flow/domain/settings";
import type { ClaimTopic } from "@voice-flow/domain/vocabulary/notes";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { type Actor, recordChange } from "../foundation/audit";
import type { ChainStep } from "../foundation/chain";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { CALIBRATED_TOPICS, findThreshold, isInForce } from "./thresholds";

export const CALIBRATION: Actor = { authUserId: "calibration", name: "Daily calibration" };

/** The newest of the window are looked at, at least: a share of so many is known to a few per cent. */
const SAMPLE = 200;
/** 3 clubs × 10 topics × 200 rows; a larger smallest sample takes one club at a time. */
const CLUBS_PER_STEP = 3;

/** Calibrates the clubs after the cursor (an organisation's id). Running it again on the same day (UTC) changes nothing. */
export async function calibrateClubs(
  ctx: MutationCtx,
  cursor: string | null,
  now: number,
): Promise<ChainStep> {
  const settings = await readSettings(ctx.db);
  const sample = Math.max(SAMPLE, settings.CALIBRATION_MIN_SAMPLE);
  const clubsAtOnce = sample > SAMPLE ? 1 : CLUBS_PER_STEP;
  const clubs = await ctx.db
    .query("organizations")
    .withIndex("by_organizationId", (q) => q.gt("organizationId", cursor ?? ""))
    .take(clubsAtOnce);
  let rows = 0;
  for (const club of clubs) {
    for (const topic of CALIBRATED_TOPICS.filter((each) => club.autoApplyTopics.includes(each))) {
      if (await calibrateTopic(ctx, club, topic, { settings, sample, now })) rows += 1;
    }
  }
  const last = clubs.at(-1);
  return { rows, cursor: clubs.length === clubsAtOnce && last ? last.organizationId : null };
}

interface Run {
  settings: Settings;
  /** Rows of a topic that are read at most. */
  sample: number;
  now: number;
}

/** Returns whether the threshold moved. */
async function calibrateTopic(
  ctx: MutationCtx,
  { organizationId }: Doc<"organizations">,
  topic: ClaimTopic,
  { settings, sample, now }: Run,
): Promise<boolean> {
  const base = settings.AUTO_APPLY_THRESHOLD;
  const stored = await findThreshold(ctx.db, organizationId, topic);
  const row = isInForce(stored, base) ? stored : null;
  if (row && periodStart(row.changedAt, DAY_MS) === periodStart(now, DAY_MS)) return false;
  const windowStart = now - settings.CALIBRATION_WINDOW_DAYS * DAY_MS;
  // What a step has answered already is not answered by another: only what came after it counts.
  const since = Math.max(windowStart, row?.changedAt ?? 0);
  const counts = await countApplied(ctx.db, organizationId, topic, since, sample);
  const from = row?.threshold ?? base;
  const { threshold, outcome } = calibrate(from, counts, settings);
  if (outcome !== "lowered" && outcome !== "raised") return false;
  const fields = { organizationId, topic, threshold, base, ...counts, changedAt: now };
  if (stored) await ctx.db.replace("autoApplyThresholds", stored._id, fields);
  else await ctx.db.insert("autoApplyThresholds", fields);
  await recordChange(ctx.db, {
    kind: "auto_apply_changed",
    actor: CALIBRATION,
    change: { key: topic, scope: "organization", organizationId, from, to: threshold },
    reason: `${counts.undone} of ${counts.applied} undone that coaches were shown`,
    now,
  });
  return true;
}

async function countApplied(
  db: DbReader,
  organizationId: string,
  topic: ClaimTopic,
  since: number,
  sample: number,
): Promise<{ applied: number; undone: number }> {
  const rows = await db
    .query("autoAppliedInsights")
    .withIndex("by_org_topic_appliedAt", (q) =>
      q.eq("organizationId", organizationId).eq("topic", topic).gt("appliedAt", since),
    )
    .order("desc")
    .take(sample);
  const undone = rows.filter((row) => row.undoneAt !== undefined).length;
  // Silence only counts for insights that the coach has seen.
  const told = rows.filter((row) => row.shownAt !== undefined || row.undoneAt !== undefined);
  return { applied: told.length, undone };
}
