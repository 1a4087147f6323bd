/**
 * The confidence from which a club's drafts on a topic are applied without asking: the setting, until the calibration has
 * moved it. A club and a topic are what auto-apply is switched on for, and so what is calibrated.
 */
import { CLAIM_TOPICS, type ClaimTopic, isSensitiveTopic } from "@voice-flow/domain/vocabulary/notes";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";

type Row = Doc<"autoApplyThresholds">;

/** Topics that may be applied without asking at all. */
export const CALIBRATED_TOPICS: readonly ClaimTopic[] = CLAIM_TOPICS.filter(
  (topic) => !isSensitiveTopic(topic) && topic !== "parent_communication",
);

/** A row counts while the setting that it started from is what staff have set. */
export const isInForce = (row: Row | null | undefined, base: number): row is Row => row?.base === base;

/** The calibrated rows of a club that count, by topic. */
export async function readCalibrated(
  db: DbReader,
  organizationId: string,
  base: number,
): Promise<Map<ClaimTopic, Row>> {
  const rows = await db
    .query("autoApplyThresholds")
    .withIndex("by_org_and_topic", (q) => q.eq("organizationId", organizationId))
    .take(CLAIM_TOPICS.length);
  return new Map(rows.filter((row) => isInForce(row, base)).map((row) => [row.topic, row]));
}

export async function findThreshold(
  db: DbReader,
  organizationId: string,
  topic: ClaimTopic,
): Promise<Row | null> {
  return await db
    .query("autoApplyThresholds")
    .withIndex("by_org_and_topic", (q) => q.eq("organizationId", organizationId).eq("topic", topic))
    .first();
}
