import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import Link from "next/link";
import type { ReactNode } from "react";
import { Elapsed } from "@/components/elapsed";
import { IncidentActs } from "@/components/incidents/incident-acts";
import { RelativeTime } from "@/components/relative-time";
import { AlertStatusBadge, SeverityBadge } from "@/components/severity-badge";
import { Button } from "@/components/ui/button";
import {
  ALERT_STATUS_LABELS,
  type Incident,
  SEVERITY_LABELS,
  scopeOf,
} from "@/features/vocabulary/incidents";
import { cn } from "@/lib/cn";
import { gridHref } from "@/lib/routes/artifact-filters";
import { incidentHref } from "@/lib/routes/monitoring-pages";
import { TONE_CLASSES } from "@/lib/tone";
import { words } from "./words";

type IncidentCardProps = {
  incident: Incident;
  /** Within the incident's own page there is no link to it. */
  isAlone?: boolean;
};

/** An incident in words: the number and its normal, since when, what it is not, and one thing to do. */
export function IncidentCard({ incident, isAlone = false }: IncidentCardProps) {
  const { tone } = SEVERITY_LABELS[incident.severity];
  const isOpen = incident.status === "open";
  const Heading = isAlone ? "h1" : "h3";
  return (
    <article
      aria-label={`${incident.title}, ${scopeOf(incident)}`}
      data-alert={incident.type}
      className={cn(
        "flex min-w-0 flex-col gap-2.5 rounded-xl border border-l-4 bg-surface px-4 py-3 shadow-xs",
        isOpen && TONE_CLASSES[tone].border,
      )}
    >
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <SeverityBadge severity={incident.severity} />
        <Heading className="font-semibold">{incident.title}</Heading>
        <span className="text-muted-foreground">{scopeOf(incident)}</span>
        {isOpen ? null : <AlertStatusBadge status={incident.status} />}
        <span className="ml-auto text-xs text-muted-foreground tabular">
          <Since incident={incident} />
        </span>
      </header>
      <p className="text-base/snug text-pretty">{incident.sentence}</p>
      <dl className="grid gap-x-3 gap-y-1 text-pretty sm:grid-cols-[auto_minmax(0,1fr)]">
        {incident.notThis.length === 0 ? null : (
          <Fact term={words.card.notThis}>{incident.notThis.join(" ")}</Fact>
        )}
        <Fact term={words.card.whatToDo}>{incident.suggestion}</Fact>
        <Handled incident={incident} />
      </dl>
      <footer className="flex flex-wrap items-center gap-2">
        <IncidentActs incident={incident} />
        {isAlone ? null : (
          <Button asChild size="sm">
            <Link href={incidentHref(incident._id)} data-row>
              {incident.link.page === "health" ? words.card.story : words.card.notesAndStory}
            </Link>
          </Button>
        )}
        {isAlone || incident.link.page === "health" ? null : (
          <Button asChild size="sm">
            <Link href={gridHref({ alert: incident._id })}>{words.card.openInGrid}</Link>
          </Button>
        )}
      </footer>
    </article>
  );
}

function Since({ incident }: { incident: Incident }) {
  const { openedAt, resolvedAt, reopenedCount } = incident;
  return (
    <span title={formatAbsoluteTime(openedAt)}>
      {resolvedAt === undefined ? (
        <>
          {words.card.openFor} <Elapsed since={openedAt} />
        </>
      ) : (
        <>
          {words.card.resolved} <RelativeTime at={resolvedAt} />
        </>
      )}
      {reopenedCount === 0
        ? ""
        : words.card.cameBack(reopenedCount === 1 ? "once" : words.card.times(reopenedCount))}
    </span>
  );
}

/** Who is on it, or until when it is quiet. */
function Handled({ incident }: { incident: Incident }) {
  const { acknowledgedAt, acknowledgedByName, acknowledgedNote, snoozedUntil, status } = incident;
  return (
    <>
      {acknowledgedAt === undefined ? null : (
        <Fact term={ALERT_STATUS_LABELS.acknowledged.label}>
          {words.card.by(acknowledgedByName ?? words.card.staffMember)} <RelativeTime at={acknowledgedAt} />
          {acknowledgedNote === undefined ? "" : `: “${acknowledgedNote}”`}
          {incident.acknowledged ? "" : words.card.worseSince}
        </Fact>
      )}
      {status !== "snoozed" || snoozedUntil === undefined ? null : (
        <Fact term={ALERT_STATUS_LABELS.snoozed.label}>
          {incident.snoozedUntilWorse === true
            ? words.card.untilWorse
            : words.card.until(formatAbsoluteTime(snoozedUntil))}
        </Fact>
      )}
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="min-w-0 break-words max-sm:mb-1">{children}</dd>
    </>
  );
}
