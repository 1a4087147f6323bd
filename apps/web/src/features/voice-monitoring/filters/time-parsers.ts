import { parseAsIsoDateTime, parseAsStringLiteral } from "nuqs";
import { TIME_RANGES } from "./time-window";

/** The time in the URL of every list: `?range=24h`, or `?from=…&to=…` in UTC. */
export const timeParsers = {
  range: parseAsStringLiteral(TIME_RANGES),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};
