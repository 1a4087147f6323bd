import { ruleDefinition } from "@voice-flow/domain/alerts/registry";
import { formatDuration } from "@voice-flow/domain/format/duration";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { ScrollRegion } from "@/components/scroll-region";
import { AlertStatusBadge, SeverityBadge } from "@/components/severity-badge";
import { TableHead } from "@/components/table-head";
import { type Incident, scopeOf } from "@/features/vocabulary/incidents";
import { incidentHref } from "@/lib/routes/monitoring-pages";
import { words } from "./words";

const HEADINGS = [
  words.columns.opened,
  words.columns.severity,
  words.columns.type,
  words.columns.what,
  words.columns.where,
  words.columns.status,
  words.columns.acknowledged,
  words.columns.lasted,
] as const;

export function AlertHistoryTable({ incidents }: { incidents: readonly Incident[] }) {
  return (
    <ScrollRegion label={words.columns.table}>
      <table className="w-full text-left">
        <caption className="sr-only">{words.columns.table}</caption>
        <TableHead headings={HEADINGS} />
        <tbody className="divide-y">
          {incidents.map((incident) => (
            <HistoryRow key={incident._id} incident={incident} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function HistoryRow({ incident }: { incident: Incident }) {
  const { openedAt, resolvedAt, acknowledgedAt, acknowledgedByName, acknowledgedNote } = incident;
  return (
    <tr data-alert={incident.type} className="align-top">
      <td className="px-4 py-2 whitespace-nowrap tabular">
        <RelativeTime at={openedAt} />
      </td>
      <td className="px-4 py-2">
        <SeverityBadge severity={incident.severity} />
      </td>
      <td className="px-4 py-2 whitespace-nowrap">{ruleDefinition(incident.type).name}</td>
      <td className="min-w-64 px-4 py-2">
        <Link
          href={incidentHref(incident._id)}
          className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current"
        >
          {incident.sentence}
        </Link>
      </td>
      <td className="px-4 py-2 whitespace-nowrap">{scopeOf(incident)}</td>
      <td className="px-4 py-2">
        <AlertStatusBadge status={incident.status} />
      </td>
      <td className="min-w-40 px-4 py-2">
        {acknowledgedAt === undefined ? (
          <span className="text-muted-foreground">{words.columns.byNobody}</span>
        ) : (
          <>
            {acknowledgedByName ?? words.columns.byStaff}, <RelativeTime at={acknowledgedAt} />
            {acknowledgedNote === undefined ? null : (
              <span className="block text-xs break-words text-muted-foreground">{acknowledgedNote}</span>
            )}
          </>
        )}
      </td>
      <td className="px-4 py-2 whitespace-nowrap tabular">
        {resolvedAt === undefined ? words.columns.notOver : formatDuration(resolvedAt - openedAt)}
      </td>
    </tr>
  );
}
