import { MONITORING_ROOT } from "@/lib/routes/monitoring-pages";

/** What the settings page shows, one at a time; the URL says which. */
export const SETTING_VIEWS = ["thresholds", "flags", "auto-apply", "models", "retention", "jobs"] as const;
export type SettingView = (typeof SETTING_VIEWS)[number];

export const SETTING_VIEW_LABELS = {
  thresholds: "Thresholds",
  flags: "Feature flags",
  "auto-apply": "Auto-apply",
  models: "AI models",
  retention: "Retention",
  jobs: "Jobs",
} as const satisfies Record<SettingView, string>;

export const ALERT_RULES_HREF = `${MONITORING_ROOT}/alerts?view=rules`;
