import {
  ARTIFACT_STAGES,
  ARTIFACT_STATUSES,
  type ArtifactStage,
  type ArtifactStatus,
  SOURCE_CHANNELS,
  type SourceChannel,
} from "@voice-flow/domain/vocabulary/pipeline";
import {
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs";
import { MONITORING_ROOT } from "./monitoring-pages";
import { type TimeWindow, timeParsers, windowOf } from "./time-window";

/**
 * The grid's filters in the URL. `stage` is where notes are or ended, `q` the start of a note's id, `alert` the
 * incident whose notes are shown, `cause` the fingerprint of a failure, and `handled=no` leaves out resolved failures.
 */
export const artifactFilterParsers = {
  status: parseAsArrayOf(parseAsStringLiteral(ARTIFACT_STATUSES)),
  stage: parseAsStringLiteral(ARTIFACT_STAGES),
  club: parseAsString,
  channel: parseAsStringLiteral(SOURCE_CHANNELS),
  q: parseAsString,
  alert: parseAsString,
  cause: parseAsString,
  handled: parseAsStringLiteral(["no"]),
  ...timeParsers,
};
export type ArtifactFilters = inferParserType<typeof artifactFilterParsers>;

export const NO_ARTIFACT_FILTERS = {
  status: null,
  stage: null,
  club: null,
  channel: null,
  q: null,
  alert: null,
  cause: null,
  handled: null,
  range: null,
  from: null,
  to: null,
} as const satisfies ArtifactFilters;

/** The filters as the server takes them; what is not filtered for is not in it. */
export type ArtifactQuery = TimeWindow & {
  statuses?: ArtifactStatus[];
  organizationId?: string;
  sourceChannel?: SourceChannel;
  pipelineStage?: ArtifactStage;
  idPrefix?: string;
  alertId?: string;
  errorFingerprint?: string;
  onlyUnhandled?: boolean;
};

export function artifactQueryOf(filters: ArtifactFilters, now: number): ArtifactQuery {
  const { status, stage, club, channel, q, alert, cause, handled } = filters;
  return {
    ...(status === null || status.length === 0 ? {} : { statuses: status }),
    ...(stage === null ? {} : { pipelineStage: stage }),
    ...(club === null ? {} : { organizationId: club }),
    ...(channel === null ? {} : { sourceChannel: channel }),
    ...(q === null || q === "" ? {} : { idPrefix: q.toLowerCase() }),
    ...(alert === null ? {} : { alertId: alert }),
    ...(cause === null ? {} : { errorFingerprint: cause }),
    ...(handled === null ? {} : { onlyUnhandled: true }),
    ...windowOf(filters, now),
  };
}

const GRID = `${MONITORING_ROOT}/artifacts`;
const toUrl = createSerializer(artifactFilterParsers);

/** The grid under filters, such as `{ alert: id }` for exactly the runs behind an incident. */
export const gridHref = (filters: Partial<ArtifactFilters>): string => toUrl(GRID, filters);
