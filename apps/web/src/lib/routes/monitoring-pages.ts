import {
  ActivityIcon,
  AudioLinesIcon,
  BellIcon,
  ChartColumnIcon,
  CoinsIcon,
  GaugeIcon,
  HouseIcon,
  type LucideIcon,
  ScrollTextIcon,
  SettingsIcon,
  ShieldCheckIcon,
  WorkflowIcon,
} from "lucide-react";

export const MONITORING_ROOT = "/platform/voice-monitoring";

export type MonitoringPage = { label: string; href: string; keys: string; icon: LucideIcon };

/** The tabs, in their order. A page is listed here once its route exists. */
export const MONITORING_PAGES: readonly MonitoringPage[] = [
  { label: "Dashboard", href: MONITORING_ROOT, keys: "g d", icon: ActivityIcon },
  { label: "Pipeline", href: `${MONITORING_ROOT}/pipeline`, keys: "g p", icon: WorkflowIcon },
  { label: "Artifacts", href: `${MONITORING_ROOT}/artifacts`, keys: "g a", icon: AudioLinesIcon },
  { label: "Metrics", href: `${MONITORING_ROOT}/metrics`, keys: "g m", icon: ChartColumnIcon },
  { label: "Quality", href: `${MONITORING_ROOT}/quality`, keys: "g q", icon: GaugeIcon },
  { label: "Alerts", href: `${MONITORING_ROOT}/alerts`, keys: "g i", icon: BellIcon },
  { label: "Events", href: `${MONITORING_ROOT}/events`, keys: "g e", icon: ScrollTextIcon },
  { label: "Settings", href: `${MONITORING_ROOT}/settings`, keys: "g s", icon: SettingsIcon },
];

/** No tabs: they are about more than voice notes, and stand beside their monitoring. */
export const OTHER_PAGES: readonly MonitoringPage[] = [
  { label: "Messaging", href: "/platform/messaging", keys: "g c", icon: CoinsIcon },
  { label: "Privacy", href: "/platform/privacy", keys: "g y", icon: ShieldCheckIcon },
  { label: "Platform", href: "/platform", keys: "g h", icon: HouseIcon },
];

/** The tab that a path belongs to: the longest one that it lies under. */
export function pageOf(pathname: string): MonitoringPage | undefined {
  return [...MONITORING_PAGES]
    .sort((a, b) => b.href.length - a.href.length)
    .find(({ href }) => pathname === href || (href !== MONITORING_ROOT && pathname.startsWith(`${href}/`)));
}

/** Where an artifact is shown; `artifactId` is the public id. */
export function artifactHref(artifactId: string): string {
  return `${MONITORING_ROOT}/artifacts/${encodeURIComponent(artifactId)}`;
}

export const ALERTS_HREF = `${MONITORING_ROOT}/alerts`;

/** One incident, its story and the runs behind it. */
export const incidentHref = (alertId: string): string =>
  `${ALERTS_HREF}?incident=${encodeURIComponent(alertId)}`;

export const BULK_RETRIES_HREF = `${MONITORING_ROOT}/artifacts/bulk-retries`;
export const bulkRetryHref = (bulkRetryId: string): string =>
  `${BULK_RETRIES_HREF}/${encodeURIComponent(bulkRetryId)}`;
