import { MONITORING_ROOT } from "../shell/monitoring-pages";

export const BULK_RETRIES_HREF = `${MONITORING_ROOT}/artifacts/bulk-retries`;
export const bulkRetryHref = (bulkRetryId: string): string =>
  `${BULK_RETRIES_HREF}/${encodeURIComponent(bulkRetryId)}`;
