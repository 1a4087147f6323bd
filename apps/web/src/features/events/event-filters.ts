import {
  PIPELINE_EVENT_TYPES,
  PIPELINE_STAGES,
  type PipelineEventType,
  type PipelineStage,
} from "@voice-flow/domain/vocabulary/pipeline";
import {
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs";
import { type TimeWindow, timeParsers, windowOf } from "@/lib/routes/time-window";

/** The filters of the log, as the URL holds them. */
export const eventFilterParsers = {
  types: parseAsArrayOf(parseAsStringLiteral(PIPELINE_EVENT_TYPES)),
  stage: parseAsStringLiteral(PIPELINE_STAGES),
  club: parseAsString,
  note: parseAsString,
  errors: parseAsBoolean,
  ...timeParsers,
};
export type EventFilters = inferParserType<typeof eventFilterParsers>;

export const NO_EVENT_FILTERS = {
  types: null,
  stage: null,
  club: null,
  note: null,
  errors: null,
  range: null,
  from: null,
  to: null,
} as const satisfies EventFilters;

/** The filters as the server takes them; what is not filtered for is not in it. */
export type EventQuery = TimeWindow & {
  eventTypes?: PipelineEventType[];
  pipelineStage?: PipelineStage;
  organizationId?: string;
  artifactId?: string;
  errorsOnly?: boolean;
};

export function eventQueryOf(filters: EventFilters, now: number): EventQuery {
  const { types, stage, club, note, errors } = filters;
  return {
    ...(types === null || types.length === 0 ? {} : { eventTypes: types }),
    ...(stage === null ? {} : { pipelineStage: stage }),
    ...(club === null ? {} : { organizationId: club }),
    ...(note === null ? {} : { artifactId: note }),
    ...(errors === true ? { errorsOnly: true } : {}),
    ...windowOf(filters, now),
  };
}
