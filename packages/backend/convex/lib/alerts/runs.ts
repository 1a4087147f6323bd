/** Exactly the runs behind an incident: which they are, a page of them, and the same as filters of a page's URL. */

import { type AlertType, ruleDefinition } from "@voice-flow/domain/alerts/registry";
import type { RunSource } from "@voice-flow/domain/alerts/run-source";
import { parseScope } from "@voice-flow/domain/keys/scope";
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import {
  type ArtifactStatus,
  artifactStatusValidator,
  type MachineStage,
  machineStageValidator,
  type PipelineEventType,
  pipelineEventTypeValidator,
  pipelineStageValidator,
  stageErrorCodeValidator,
} from "@voice-flow/domain/vocabulary/pipeline";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { ErrorGroup } from "../../tables/alerts";
import type { DbReader } from "../foundation/context";
import { type NameLookup, nameLookup } from "../host/nameLookup";
import { artifactRow, artifactRowValidator } from "../pipeline/artifactRows";

/** The part of an incident that says which runs are behind it. */
export interface RunsOf {
  type: AlertType;
  scope: string;
  stage?: MachineStage;
  windowFrom: number;
  windowTo: number;
}

export const runSource = ({ type, stage }: Pick<RunsOf, "type" | "stage">): RunSource =>
  ruleDefinition(type).runs(stage);

function eventsOf(db: DbReader, runs: RunsOf, eventType: PipelineEventType) {
  const organizationId = parseScope(runs.scope);
  const events = db.query("voicePipelineEvents");
  const found =
    organizationId === undefined
      ? events.withIndex("by_eventType_and_timestamp", (q) =>
          q.eq("eventType", eventType).gte("timestamp", runs.windowFrom).lte("timestamp", runs.windowTo),
        )
      : events.withIndex("by_org_eventType_timestamp", (q) =>
          q
            .eq("organizationId", organizationId)
            .eq("eventType", eventType)
            .gte("timestamp", runs.windowFrom)
            .lte("timestamp", runs.windowTo),
        );
  return found.order("desc");
}

/** Failures that are looked at for their causes. */
const MAX_GROUPED = 300;
const MAX_GROUPS = 5;

/** The causes of the failures behind an incident, largest first; none where no failure is behind it. */
export async function groupErrors(db: DbReader, runs: RunsOf): Promise<ErrorGroup[]> {
  const source = runSource(runs);
  if (source.kind !== "events" || source.eventType !== "artifact_failed") return [];
  const { errorCodes } = source;
  const groups = new Map<string, ErrorGroup>();
  for (const event of await eventsOf(db, runs, source.eventType).take(MAX_GROUPED)) {
    const { errorFingerprint: fingerprint, errorCode, pipelineStage: stage } = event;
    if (fingerprint === undefined) continue;
    if (errorCodes && !errorCodes.some((code) => code === errorCode)) continue;
    const group = groups.get(fingerprint) ?? { fingerprint, stage, errorCode, count: 0 };
    groups.set(fingerprint, { ...group, count: group.count + 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count).slice(0, MAX_GROUPS);
}

/** One run: the note, and what this run of it came to. Times in ms. */
export const alertRunValidator = v.object({
  at: v.number(),
  /** Null when the note has been removed since. */
  artifact: v.union(v.null(), artifactRowValidator),
  /** Absent for notes that were in flight or had open names: no run had come to an end. */
  run: v.optional(
    v.object({
      eventType: pipelineEventTypeValidator,
      attempt: v.optional(v.number()),
      stage: v.optional(pipelineStageValidator),
      durationMs: v.optional(v.number()),
      errorCode: v.optional(stageErrorCodeValidator),
      errorFingerprint: v.optional(v.string()),
      claimCount: v.optional(v.number()),
      draftCount: v.optional(v.number()),
    }),
  ),
});
export type AlertRun = Infer<typeof alertRunValidator>;

/** With three documents of names and a note for each of 50 rows, a page stays under 300 documents. */
const MAX_ROWS_READ = 120;
export const MAX_RUNS_PER_PAGE = 50;

export async function paginateRuns(
  db: DbReader,
  alert: Doc<"voicePipelineAlerts">,
  errorFingerprint: string | undefined,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<AlertRun>> {
  const source = runSource(alert);
  const names = nameLookup(db);
  if (source.kind === "none") return { page: [], isDone: true, continueCursor: "" };
  if (source.kind === "frozen") {
    const found = await frozenRows(db, alert).paginate(paginationOpts);
    return { ...found, page: await Promise.all(found.page.map((row) => frozenRun(row, names))) };
  }
  const found = await endedRows(db, alert, source, errorFingerprint).paginate({
    ...paginationOpts,
    maximumRowsRead: MAX_ROWS_READ,
  });
  return { ...found, page: await Promise.all(found.page.map((event) => endedRun(event, names))) };
}

export const frozenRows = (db: DbReader, { _id }: Pick<Doc<"voicePipelineAlerts">, "_id">) =>
  db.query("voicePipelineAlertRuns").withIndex("by_alertId_and_at", (q) => q.eq("alertId", _id));

/** The events that ended the runs; whoever reads them must bound the rows read. */
export function endedRows(
  db: DbReader,
  runs: RunsOf,
  { eventType, errorCodes, stage, firstAttempts }: Extract<RunSource, { kind: "events" }>,
  errorFingerprint: string | undefined,
) {
  return (
    eventsOf(db, runs, eventType)
      // On an index within the incident's window, with a bound on the rows read; cursors stay gapless.
      // eslint-disable-next-line @convex-dev/no-filter-in-query
      .filter((q) =>
        q.and(
          ...(stage === undefined ? [] : [q.eq(q.field("pipelineStage"), stage)]),
          // Of the changes of status at ingestion only the one that leaves it is timed, and its end.
          ...(eventType === "artifact_status_changed" ? [q.neq(q.field("durationMs"), undefined)] : []),
          ...(firstAttempts ? [q.lte(q.field("attempt"), 1)] : []),
          ...(errorCodes === undefined
            ? []
            : [q.or(...errorCodes.map((code) => q.eq(q.field("errorCode"), code)))]),
          ...(errorFingerprint === undefined ? [] : [q.eq(q.field("errorFingerprint"), errorFingerprint)]),
        ),
      )
  );
}

async function frozenRun(row: Doc<"voicePipelineAlertRuns">, names: NameLookup): Promise<AlertRun> {
  const artifact = await names.artifact(row.artifactId);
  return { at: row.at, artifact: artifact && (await artifactRow(artifact, names)) };
}

async function endedRun(event: Doc<"voicePipelineEvents">, names: NameLookup): Promise<AlertRun> {
  const artifact = await names.artifact(event.artifactId);
  const { eventType, attempt, pipelineStage: stage, durationMs, errorCode, errorFingerprint } = event;
  const { claimCount, draftCount } = event.metadata ?? {};
  return {
    at: event.timestamp,
    artifact: artifact && (await artifactRow(artifact, names)),
    run: { eventType, attempt, stage, durationMs, errorCode, errorFingerprint, claimCount, draftCount },
  };
}

/** Until when events tell of the runs behind an incident, ms; null where the runs are kept as long as the incident. */
export const runsKeptUntil = (alert: RunsOf, retentionDays: number): number | null =>
  runSource(alert).kind === "events" ? alert.windowTo + retentionDays * DAY_MS : null;

/** The same runs as filters for a URL; `alertId` alone names them exactly. Times in ms, both inclusive. */
export const alertLinkValidator = v.object({
  page: v.union(v.literal("artifacts"), v.literal("health")),
  alertId: v.id("voicePipelineAlerts"),
  organizationId: v.optional(v.string()),
  stage: v.optional(machineStageValidator),
  statuses: v.array(artifactStatusValidator),
  eventTypes: v.array(pipelineEventTypeValidator),
  errorCodes: v.array(stageErrorCodeValidator),
  /** Where every failure behind it has one cause. */
  errorFingerprint: v.optional(v.string()),
  from: v.number(),
  to: v.number(),
});

const STATUSES: Partial<Record<PipelineEventType, ArtifactStatus>> = {
  artifact_failed: "failed",
  artifact_completed: "completed",
};

export function alertLink(alert: Doc<"voicePipelineAlerts">): Infer<typeof alertLinkValidator> {
  const source = runSource(alert);
  const events = source.kind === "events" ? source : undefined;
  const status = events && STATUSES[events.eventType];
  const [only, ...others] = alert.errorGroups;
  return {
    page: source.kind === "none" ? "health" : "artifacts",
    alertId: alert._id,
    organizationId: alert.organizationId,
    stage: alert.stage,
    statuses: status ? [status] : [],
    eventTypes: events ? [events.eventType] : [],
    errorCodes: [...(events?.errorCodes ?? [])],
    errorFingerprint: others.length === 0 ? only?.fingerprint : undefined,
    from: alert.windowFrom,
    to: alert.windowTo,
  };
}
