/** What is remembered of a scope between two health checks. */
import type { Incident } from "@voice-flow/domain/alerts/incident";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";

export type ScopeRow = Doc<"voicePipelineAlertScopes">;
export type RuleMemory = ScopeRow["rules"][number];

export async function findScope(db: DbReader, scope: string): Promise<ScopeRow | null> {
  return await db
    .query("voicePipelineAlertScopes")
    .withIndex("by_scope", (q) => q.eq("scope", scope))
    .unique();
}

/** The incident in a stored row, without what only the row has. */
export function incidentOf(alert: Doc<"voicePipelineAlerts">): Incident {
  const {
    _id,
    _creationTime,
    notThis,
    errorGroups,
    organizationId,
    severityRank,
    acknowledgedByName,
    snoozedUntilWorse,
    ...incident
  } = alert;
  return incident;
}
