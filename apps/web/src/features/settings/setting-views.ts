import { MONITORING_ROOT } from "@/lib/routes/monitoring-pages";
import { words } from "./words";

/** What the settings page shows, one at a time; the URL says which. */
export const SETTING_VIEWS = ["thresholds", "flags", "auto-apply", "models", "retention", "jobs"] as const;
export type SettingView = (typeof SETTING_VIEWS)[number];

export const SETTING_VIEW_LABELS = {
  thresholds: words.views.thresholds,
  flags: words.views.flags,
  "auto-apply": words.views.autoApply,
  models: words.views.models,
  retention: words.views.retention,
  jobs: words.views.jobs,
} as const satisfies Record<SettingView, string>;

export const ALERT_RULES_HREF = `${MONITORING_ROOT}/alerts?view=rules`;
