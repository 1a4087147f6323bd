"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { type Incident, SEVERITY_LABELS, scopeOf } from "@/features/vocabulary/incidents";
import { notify } from "@/lib/notify";
import { ALERTS_HREF, incidentHref } from "@/lib/routes/monitoring-pages";
import { useActiveAlerts } from "./open-incident-count";
import { readTold, rememberTold } from "./told-incidents";

/** How long a toast stays, in ms. The badge on the tab remains. */
const STAYS = 15_000;
/** Above this number, one toast covers them all. */
const TOLD_ALONE = 2;

/** Shows a toast for each incident once, on any monitoring page. Skips acknowledged incidents. */
export function IncidentMessages() {
  const active = useActiveAlerts();
  const router = useRouter();
  useEffect(() => {
    const told = readTold(window.localStorage);
    const news = (active?.alerts ?? []).filter(
      ({ _id, status, acknowledged }) => status === "open" && !acknowledged && !told.has(_id),
    );
    if (news.length === 0) {
      return;
    }
    rememberTold(
      window.localStorage,
      news.map(({ _id }) => _id),
    );
    const show = (href: string) => ({ label: "Show", onClick: () => router.push(href) });
    if (news.length > TOLD_ALONE) {
      notify.error(`${news.length} incidents are open.`, {
        description: news.map(({ title }) => title).join(", "),
        duration: STAYS,
        action: show(ALERTS_HREF),
      });
      return;
    }
    for (const incident of news) {
      tell(incident, { duration: STAYS, action: show(incidentHref(incident._id)) });
    }
  }, [active, router]);
  return null;
}

function tell(incident: Incident, options: NonNullable<Parameters<typeof notify.error>[1]>): void {
  const kind = SEVERITY_LABELS[incident.severity].tone === "danger" ? "error" : "warning";
  notify[kind](`${incident.title}: ${scopeOf(incident)}`, {
    ...options,
    id: incident._id,
    description: incident.sentence,
  });
}
