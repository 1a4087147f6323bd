"use client";

import { api } from "@voice-flow/backend/api";
import { KNOWN_CAUSES } from "@voice-flow/domain/errors/catalogue";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import { useQuery } from "convex/react";
import { ArrowLeftIcon } from "lucide-react";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { RemovedAfterRetention } from "@/components/empty-states";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { type Incident, type IncidentStep, STEP_WORDS } from "@/features/vocabulary/incidents";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { gridHref } from "@/lib/routes/artifact-filters";
import { ALERTS_HREF } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { IncidentCard } from "./incident-card";
import { IncidentRuns } from "./incident-runs";
import { words } from "./words";

type IncidentViewProps = { alertId: string; close: () => void };

/** One incident with its story and exactly the runs behind it. */
export function IncidentView({ alertId, close }: IncidentViewProps) {
  const back = useMemo<Action>(
    () => ({
      id: "close",
      label: words.view.back,
      group: "View",
      icon: ArrowLeftIcon,
      keys: "esc",
      run: close,
    }),
    [close],
  );
  useRegisterActions(useMemo(() => [back], [back]));
  return (
    <div className="flex flex-col gap-4">
      <div>
        <ActionButton action={back} size="sm" variant="ghost" />
      </div>
      <IncidentContent alertId={alertId} />
    </div>
  );
}

function IncidentContent({ alertId }: Pick<IncidentViewProps, "alertId">) {
  const detail = useQuery(api.models.voicePipelineAlerts.getAlert, useStaffArgs({ alertId }));
  const [cause, setCause] = useQueryState("cause", parseAsString.withOptions({ history: "push" }));
  if (detail === undefined) {
    return (
      <Waiting what={words.view.waiting}>
        <Skeleton className="h-72 rounded-xl" />
      </Waiting>
    );
  }
  if (detail === null) {
    return <RemovedAfterRetention what="incident" backHref={ALERTS_HREF} />;
  }
  const { alert, steps } = detail;
  return (
    <>
      <IncidentCard incident={alert} isAlone />
      <div className="grid items-start gap-4 xl:grid-cols-[8fr_4fr]">
        <Panel
          title={words.view.attempts}
          note={words.view.attemptsNote}
          actions={alert.link.page === "health" ? null : <RunsInGrid alertId={alert._id} cause={cause} />}
        >
          {alert.link.page === "health" ? (
            <p className="px-4 py-6 text-center text-muted-foreground">{words.view.noAttempts}</p>
          ) : (
            <>
              <Causes groups={alert.errorGroups} chosen={cause} choose={(next) => void setCause(next)} />
              <IncidentRuns key={cause} alertId={alert._id} cause={cause} />
            </>
          )}
        </Panel>
        <Panel title={words.view.story}>
          <IncidentStory steps={steps} />
        </Panel>
      </div>
    </>
  );
}

/** The same runs where they can be filtered, selected and retried together. */
function RunsInGrid({ alertId, cause }: { alertId: string; cause: string | null }) {
  return (
    <Button asChild size="sm">
      <Link href={gridHref({ alert: alertId, cause })}>{words.view.openInGrid}</Link>
    </Button>
  );
}

type CausesProps = {
  groups: Incident["errorGroups"];
  chosen: string | null;
  choose: (fingerprint: string | null) => void;
};

/** The failures by cause, largest first; each narrows the list to its runs. */
function Causes({ groups, chosen, choose }: CausesProps) {
  if (groups.length === 0) {
    return null;
  }
  return (
    <ul aria-label={words.view.causes} className="divide-y border-b">
      {groups.map(({ fingerprint, stage, errorCode, count }) => (
        <li key={fingerprint} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
          <span className="min-w-0 flex-1">
            <span className="font-medium">
              {count} × {errorCode === undefined ? words.view.unknownCause : STAGE_ERROR_LABELS[errorCode]}
            </span>
            {stage === undefined ? null : (
              <span className="text-muted-foreground">
                {" "}
                {words.view.atStage(PIPELINE_STAGE_LABELS[stage].label)}
              </span>
            )}
            {errorCode === undefined ? null : (
              <span className="block text-xs text-pretty text-muted-foreground">
                {KNOWN_CAUSES[errorCode].cure}
              </span>
            )}
          </span>
          <Button
            size="sm"
            aria-pressed={chosen === fingerprint}
            variant={chosen === fingerprint ? "primary" : "outline"}
            onClick={() => choose(chosen === fingerprint ? null : fingerprint)}
          >
            {chosen === fingerprint ? words.view.allCauses : words.view.onlyThese}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** What happened to an incident, first to last. */
function IncidentStory({ steps }: { steps: readonly IncidentStep[] }) {
  return (
    <ol aria-label={words.view.steps} className="flex flex-col gap-3 px-4 py-3">
      {steps.map((step) => (
        <li key={`${step.at}-${step.step}`} className="border-l-2 pl-3">
          <p>
            <span className="font-medium">{STEP_WORDS[step.step]}</span>
            {step.byName === undefined ? null : words.view.by(step.byName)}{" "}
            <RelativeTime at={step.at} className="text-muted-foreground" />
          </p>
          {step.note === undefined ? null : <p className="break-words">“{step.note}”</p>}
          {step.snoozedUntil === undefined ? null : (
            <p className="text-muted-foreground">
              {words.view.snoozedUntil(formatAbsoluteTime(step.snoozedUntil))}
            </p>
          )}
          {step.byName === undefined ? (
            <p className="text-pretty text-muted-foreground">{step.sentence}</p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
