// @vitest-environment node
import { EMPTY_BUCKET } from "@voice-flow/domain/metrics/bucket";
import { expect, test } from "vitest";
import { PERIOD_MS } from "../convex/lib/metrics/accumulate";
import { addToRow } from "../convex/lib/metrics/bucketRows";
import { readHistorical } from "../convex/lib/metrics/historical";
import { readFlowAt } from "../convex/lib/metrics/playback";
import { readWaiting } from "../convex/lib/pipeline/waitingForCoaches";
import { METRICS_RANGES } from "../convex/tables/metrics";
import { type Backend, createBackend } from "./harness";
import { anEvent, DAY, HOUR, log, MINUTE, rollUpAll, TEN_OCLOCK } from "./metrics";
import { storeWaiting } from "./waiting";

const NOW = TEN_OCLOCK + 35 * MINUTE;
const BUDGET = 200;
/** As the metrics page asks. */
const ORGANIZATIONS_SHOWN = 12;
/** The guard of each query reads the caller's session and account. */
const READ_BY_GUARD = 2;

/** A row in every period that any range can read, a profile of every day, and more organisations than are shown. */
async function fullPlatform(t: Backend): Promise<void> {
  const days = Array.from({ length: 30 }, (_, back) => anEvent("artifact_received", NOW - back * DAY));
  await log(t, days);
  await rollUpAll(t);
  await t.run(async (ctx) => {
    for (const [period, reach] of [
      ["fiveMinutes", 26 * HOUR],
      ["hourly", 9 * DAY],
      ["daily", 61 * DAY],
    ] as const) {
      const length = PERIOD_MS[period];
      const last = Math.floor(NOW / length) * length;
      for (let periodStart = last; periodStart > NOW - reach; periodStart -= length) {
        const row = { organizationId: undefined, period, periodStart, bucket: EMPTY_BUCKET };
        await addToRow(ctx.db, row, NOW);
      }
    }
  });
  await storeWaiting(t, { drafts: 9, asked: 9, names: 9, now: NOW });
}

const readBy = async (t: Backend, run: (db: Parameters<typeof readWaiting>[0]) => Promise<unknown>) =>
  await t.run(async (ctx) => {
    await run(ctx.db);
    return (await ctx.meta.getTransactionMetrics()).documentsRead.used + READ_BY_GUARD;
  });

test("the metrics page reads at most 200 documents in any range, and playback of any moment no more", async () => {
  const t = createBackend();
  await fullPlatform(t);
  const waiting = await readBy(t, readWaiting);
  for (const range of METRICS_RANGES) {
    const query = { range, now: NOW, organizationId: undefined, utcOffsetMinutes: 0 };
    const documents = await readBy(t, (db) => readHistorical(db, query));
    expect(documents + waiting + ORGANIZATIONS_SHOWN + READ_BY_GUARD, range).toBeLessThanOrEqual(BUDGET);
  }
  for (const back of [0, 5, 55, 24 * 60]) {
    const at = NOW - back * MINUTE;
    expect(await readBy(t, (db) => readFlowAt(db, at)), `${back} minutes ago`).toBeLessThanOrEqual(
      65 + READ_BY_GUARD,
    );
  }
}, 60_000);
