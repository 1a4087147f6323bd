"use client";

import { ArrowRightIcon } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ComponentType } from "react";
import { PanelBoundary } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { ViewSwitch } from "@/components/view-switch";
import { ALERT_RULES_HREF, SETTING_VIEW_LABELS, SETTING_VIEWS, type SettingView } from "./setting-views";
import { Thresholds } from "./thresholds";
import { words } from "./words";

const loading = () => <Skeleton className="h-96 rounded-xl" />;

// One at a time is shown.
const VIEWS = {
  thresholds: Thresholds,
  flags: dynamic(() => import("./feature-flags").then((module) => module.FeatureFlags), { loading }),
  "auto-apply": dynamic(() => import("./auto-apply").then((module) => module.AutoApply), { loading }),
  models: dynamic(() => import("./models").then((module) => module.Models), { loading }),
  retention: dynamic(() => import("./retention").then((module) => module.Retention), { loading }),
  jobs: dynamic(() => import("./jobs").then((module) => module.Jobs), { loading }),
} as const satisfies Record<SettingView, ComponentType>;

/** What staff can set, what holds, and who set it. */
export function SettingsPage() {
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(SETTING_VIEWS).withDefault("thresholds").withOptions({ history: "push" }),
  );
  const View = VIEWS[view];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-sm font-semibold">{words.views.title}</h1>
        <ViewSwitch
          views={SETTING_VIEWS}
          labels={SETTING_VIEW_LABELS}
          value={view}
          onChange={(next) => void setView(next)}
        />
        <Link
          href={ALERT_RULES_HREF}
          className="ml-auto flex items-center gap-1 rounded-sm text-xs text-muted-foreground hover:text-foreground"
        >
          {words.views.rules}
          <ArrowRightIcon aria-hidden="true" className="size-3.5" />
        </Link>
      </div>
      <PanelBoundary key={view} title={SETTING_VIEW_LABELS[view]}>
        <View />
      </PanelBoundary>
    </div>
  );
}
