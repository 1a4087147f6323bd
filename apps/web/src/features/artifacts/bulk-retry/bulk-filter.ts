import { DAY_MS } from "@voice-flow/domain/time";
import type { ArtifactQuery } from "@/lib/routes/artifact-filters";
import type { BulkRetryFilter } from "./bulk-views";
import type { Selection } from "./selection";

/** Longest window that the server takes, in ms, with a day to spare. */
const LONGEST = 365 * DAY_MS;

/**
 * The selected notes as the server takes them. Of everything that matches, only what failed is retried where the filters let
 * that through; a set that was chosen note by note, or is an incident's, is taken as it is, and the rest of it refused.
 *
 * @param seenAt ms: what changed later is left out
 */
export function bulkFilterOf(
  selection: Exclude<Selection, { kind: "none" }>,
  query: ArtifactQuery,
  seenAt: number,
): BulkRetryFilter {
  if (selection.kind === "rows") {
    return { artifactIds: [...selection.ids], from: seenAt - LONGEST, to: seenAt + 1 };
  }
  const { statuses, ...rest } = query;
  const to = query.to ?? seenAt + 1;
  const isFailedOnly = query.alertId === undefined && statuses?.includes("failed");
  return {
    ...rest,
    ...(statuses === undefined ? {} : { statuses: isFailedOnly ? ["failed"] : statuses }),
    from: Math.max(query.from ?? 0, to - LONGEST),
    to,
  };
}

/** Notes of other statuses pass the filters too, and are left alone. */
export const leavesOthersAlone = (query: ArtifactQuery): boolean =>
  query.alertId === undefined &&
  query.onlyUnhandled !== true &&
  query.errorFingerprint === undefined &&
  (query.statuses === undefined || (query.statuses.length > 1 && query.statuses.includes("failed")));

/**
 * The moment of a selection in ms. Not before any change that is on the page: a clock that is behind would leave out what
 * everybody sees.
 */
export const momentOf = (rows: readonly { updatedAt: number }[], now: number): number =>
  rows.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt), now);
