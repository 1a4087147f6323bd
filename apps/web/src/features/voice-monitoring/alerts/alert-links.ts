import { MONITORING_ROOT } from "../shell/monitoring-pages";

export const ALERTS_HREF = `${MONITORING_ROOT}/alerts`;

/** One incident, its story and the runs behind it. */
export const incidentHref = (alertId: string): string =>
  `${ALERTS_HREF}?incident=${encodeURIComponent(alertId)}`;
