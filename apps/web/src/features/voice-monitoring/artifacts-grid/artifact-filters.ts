import {
  ARTIFACT_STATUSES,
  type ArtifactStatus,
  SOURCE_CHANNELS,
  type SourceChannel,
} from "@voice-flow/domain/vocabulary/pipeline";
import { type inferParserType, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs";
import { timeParsers } from "../filters/time-parsers";
import { type TimeWindow, windowOf } from "../filters/time-window";

/** The filters of the grid as they stand in the URL; `q` is how a note's id begins. */
export const artifactFilterParsers = {
  status: parseAsArrayOf(parseAsStringLiteral(ARTIFACT_STATUSES)),
  club: parseAsString,
  channel: parseAsStringLiteral(SOURCE_CHANNELS),
  q: parseAsString,
  ...timeParsers,
};
export type ArtifactFilters = inferParserType<typeof artifactFilterParsers>;

export const NO_ARTIFACT_FILTERS = {
  status: null,
  club: null,
  channel: null,
  q: null,
  range: null,
  from: null,
  to: null,
} as const satisfies ArtifactFilters;

/** The filters as the server takes them; what is not filtered for is not in it. */
export type ArtifactQuery = TimeWindow & {
  statuses?: ArtifactStatus[];
  organizationId?: string;
  sourceChannel?: SourceChannel;
  idPrefix?: string;
};

export function artifactQueryOf(filters: ArtifactFilters, now: number): ArtifactQuery {
  const { status, club, channel, q } = filters;
  return {
    ...(status === null || status.length === 0 ? {} : { statuses: status }),
    ...(club === null ? {} : { organizationId: club }),
    ...(channel === null ? {} : { sourceChannel: channel }),
    ...(q === null || q === "" ? {} : { idPrefix: q.toLowerCase() }),
    ...windowOf(filters, now),
  };
}
