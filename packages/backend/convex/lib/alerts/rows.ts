/** Incidents as pages show them, and the lists of them. */
import { incidentFields, isAcknowledged } from "@voice-flow/domain/alerts/incident";
import { type AlertType, ruleDefinition } from "@voice-flow/domain/alerts/registry";
import type { AlertSeverity, AlertStatus } from "@voice-flow/domain/vocabulary/operations";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { incidentEvidenceFields } from "../../tables/alerts";
import type { DbReader } from "../foundation/context";
import { type NameLookup, nameLookup } from "../host/nameLookup";
import { alertLink, alertLinkValidator } from "./runs";
import { incidentOf } from "./scopeRows";

const { acknowledgedBy: _id, ...shown } = incidentFields;

/** Times in ms; `value` and `threshold` in the unit of the rule; `windowFrom`–`windowTo` is what the link shows. */
export const alertRowValidator = v.object({
  _id: v.id("voicePipelineAlerts"),
  ...shown,
  ...incidentEvidenceFields,
  title: v.string(),
  /** One thing to do. */
  suggestion: v.string(),
  /** Absent = the platform. */
  organizationId: v.optional(v.string()),
  organizationName: v.optional(v.string()),
  /** Somebody has acknowledged it at the severity that it has: no toast. */
  acknowledged: v.boolean(),
  acknowledgedByName: v.optional(v.string()),
  snoozedUntilWorse: v.optional(v.boolean()),
  link: alertLinkValidator,
});
export type AlertRow = Infer<typeof alertRowValidator>;

export async function alertRow(alert: Doc<"voicePipelineAlerts">, names: NameLookup): Promise<AlertRow> {
  const { acknowledgedBy, ...incident } = incidentOf(alert);
  const { title, suggestion } = ruleDefinition(alert.type);
  return {
    ...incident,
    _id: alert._id,
    notThis: alert.notThis,
    errorGroups: alert.errorGroups,
    title,
    suggestion,
    organizationId: alert.organizationId,
    organizationName: await names.clubName(alert.organizationId),
    acknowledged: isAcknowledged(incidentOf(alert)),
    acknowledgedByName: alert.acknowledgedByName,
    snoozedUntilWorse: alert.snoozedUntilWorse,
    link: alertLink(alert),
  };
}

/** Incidents of each status: with the clubs' names 33 documents for the pages that show a badge, 243 for the list itself. */
export const ACTIVE_LIMIT = { usual: 5, most: 40 } as const;
const ACTIVE = ["open", "acknowledged", "snoozed"] as const satisfies readonly AlertStatus[];

/** Open ones first, then acknowledged, then snoozed; within them the worst, then the newest, first. */
export async function readActiveAlerts(
  db: DbReader,
  limitPerStatus: number,
): Promise<{ alerts: AlertRow[]; truncated: boolean }> {
  const found = await Promise.all(
    ACTIVE.map((status) =>
      db
        .query("voicePipelineAlerts")
        .withIndex("by_status_rank_openedAt", (q) => q.eq("status", status))
        .order("desc")
        .take(limitPerStatus + 1),
    ),
  );
  const names = nameLookup(db);
  const alerts = found.flatMap((ofStatus) => ofStatus.slice(0, limitPerStatus));
  return {
    alerts: await Promise.all(alerts.map((alert) => alertRow(alert, names))),
    truncated: found.some((ofStatus) => ofStatus.length > limitPerStatus),
  };
}

export interface HistoryFilters {
  severities?: readonly AlertSeverity[];
  types?: readonly AlertType[];
  statuses?: readonly AlertStatus[];
  /** `null` = the platform alone. */
  organizationId?: string | null;
  /** When it opened, ms: `from` inclusive, `to` exclusive. */
  from?: number;
  to?: number;
}

export const MAX_HISTORY_PAGE = 50;
/** With a club's name for each of 50 rows a page stays under 300 documents. */
const MAX_ROWS_READ = 240;

/** Newest first. A page of a rare combination may be short, or empty, and still not be the last one. */
export async function paginateHistory(
  db: DbReader,
  filters: HistoryFilters,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<AlertRow>> {
  const { severities = [], types = [], statuses = [], organizationId } = filters;
  const found = await indexedAlerts(db, filters)
    .order("desc")
    // On an index, a page at a time and with a bound on the rows read; incidents are few, and kept for months.
    // eslint-disable-next-line @convex-dev/no-filter-in-query
    .filter((q) =>
      q.and(
        ...(organizationId === undefined
          ? []
          : [q.eq(q.field("organizationId"), organizationId ?? undefined)]),
        ...anyOf(severities, (severity) => q.eq(q.field("severity"), severity), q.or),
        ...anyOf(types, (type) => q.eq(q.field("type"), type), q.or),
        ...anyOf(statuses, (status) => q.eq(q.field("status"), status), q.or),
      ),
    )
    .paginate({ ...paginationOpts, maximumRowsRead: MAX_ROWS_READ });
  const names = nameLookup(db);
  return { ...found, page: await Promise.all(found.page.map((alert) => alertRow(alert, names))) };
}

function anyOf<T, E>(values: readonly T[], is: (value: T) => E, or: (...exprs: E[]) => E): E[] {
  return values.length === 0 ? [] : [or(...values.map(is))];
}

/** By whatever narrows it down most. */
function indexedAlerts(db: DbReader, filters: HistoryFilters) {
  const { organizationId, severities = [], types = [], statuses = [] } = filters;
  const { from = 0, to = Number.MAX_SAFE_INTEGER } = filters;
  const alerts = db.query("voicePipelineAlerts");
  const [type, otherType] = types;
  const [status, otherStatus] = statuses;
  const [severity, otherSeverity] = severities;
  if (organizationId !== undefined) {
    return alerts.withIndex("by_org_and_openedAt", (q) =>
      q
        .eq("organizationId", organizationId ?? undefined)
        .gte("openedAt", from)
        .lt("openedAt", to),
    );
  }
  if (type !== undefined && otherType === undefined) {
    return alerts.withIndex("by_type_and_openedAt", (q) =>
      q.eq("type", type).gte("openedAt", from).lt("openedAt", to),
    );
  }
  if (status !== undefined && otherStatus === undefined) {
    return alerts.withIndex("by_status_and_openedAt", (q) =>
      q.eq("status", status).gte("openedAt", from).lt("openedAt", to),
    );
  }
  if (severity !== undefined && otherSeverity === undefined) {
    return alerts.withIndex("by_severity_and_openedAt", (q) =>
      q.eq("severity", severity).gte("openedAt", from).lt("openedAt", to),
    );
  }
  return alerts.withIndex("by_openedAt", (q) => q.gte("openedAt", from).lt("openedAt", to));
}
