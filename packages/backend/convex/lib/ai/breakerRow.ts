/** The stored circuit breaker of a provider. */
import { type Breaker, CLOSED_BREAKER } from "@voice-flow/domain/breaker/breaker";
import type { AiProvider } from "@voice-flow/domain/vocabulary/operations";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "../foundation/context";

type Row = Doc<"aiServiceHealth"> | null;

export const findBreakerRow = async (db: DbReader, provider: AiProvider): Promise<Row> =>
  await db
    .query("aiServiceHealth")
    .withIndex("by_provider", (q) => q.eq("provider", provider))
    .unique();

export const asBreaker = (row: Row): Breaker =>
  row
    ? {
        circuitBreakerState: row.circuitBreakerState,
        recentFailures: row.recentFailures,
        openedAt: row.openedAt,
        waitUntil: row.waitUntil,
        probeStartedAt: row.probeStartedAt,
      }
    : CLOSED_BREAKER;

/** Writes only what changed: while all is well, calls of different notes share no written row. */
export async function storeBreaker(
  db: DbWriter,
  provider: AiProvider,
  row: Row,
  after: Breaker,
  now: number,
): Promise<void> {
  const before = asBreaker(row);
  const same =
    before.circuitBreakerState === after.circuitBreakerState &&
    before.recentFailures === after.recentFailures &&
    before.openedAt === after.openedAt &&
    before.waitUntil === after.waitUntil &&
    before.probeStartedAt === after.probeStartedAt;
  if (same) return;
  const fields = { provider, ...after, updatedAt: now };
  if (row) await db.replace("aiServiceHealth", row._id, fields);
  else await db.insert("aiServiceHealth", fields);
}
