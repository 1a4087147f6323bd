import { ALERT_TYPES, type AlertType } from "@voice-flow/domain/alerts/registry";
import {
  ALERT_SEVERITIES,
  ALERT_STATUSES,
  type AlertSeverity,
  type AlertStatus,
} from "@voice-flow/domain/vocabulary/operations";
import { type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs";
import { type TimeWindow, timeParsers, windowOf } from "@/lib/routes/time-window";

/** The filters of the history, as the URL holds them. */
export const alertFilterParsers = {
  severity: parseAsStringLiteral(ALERT_SEVERITIES),
  type: parseAsStringLiteral(ALERT_TYPES),
  status: parseAsStringLiteral(ALERT_STATUSES),
  club: parseAsString,
  ...timeParsers,
};
export type AlertFilters = inferParserType<typeof alertFilterParsers>;

export const NO_ALERT_FILTERS = {
  severity: null,
  type: null,
  status: null,
  club: null,
  range: null,
  from: null,
  to: null,
} as const satisfies AlertFilters;

/** The filters as the server takes them; what is not filtered for is not in it. */
export type AlertQuery = TimeWindow & {
  severities?: AlertSeverity[];
  types?: AlertType[];
  statuses?: AlertStatus[];
  organizationId?: string;
};

export function alertQueryOf(filters: AlertFilters, now: number): AlertQuery {
  const { severity, type, status, club } = filters;
  return {
    ...(severity === null ? {} : { severities: [severity] }),
    ...(type === null ? {} : { types: [type] }),
    ...(status === null ? {} : { statuses: [status] }),
    ...(club === null ? {} : { organizationId: club }),
    ...windowOf(filters, now),
  };
}
