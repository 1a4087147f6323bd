"use client";

import { api } from "@voice-flow/backend/api";
import { usePaginatedQuery } from "convex-helpers/react";
import { ArrowRightIcon } from "lucide-react";
import { LoadMore } from "@/components/load-more";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";
import { type ChangeRow, describeChange } from "./describe-change";
import { words } from "./words";

const PAGE = 10;
const HEADINGS = [
  words.changes.when,
  words.changes.who,
  words.changes.what,
  words.changes.change,
  words.changes.why,
] as const;

const QUERIES = {
  setting_changed: api.models.settings.listChanges,
  feature_flag_changed: api.models.featureFlags.listChanges,
  auto_apply_changed: api.models.insightThresholds.listChanges,
  ai_model_chosen: api.models.aiModels.listChoices,
  ai_model_changed: api.models.aiModels.listChanges,
} as const satisfies Record<ChangeRow["kind"], unknown>;

/** Who changed what, when, from what to what, and why. */
export function ChangeLog({ kind, title }: { kind: ChangeRow["kind"]; title: string }) {
  return (
    <Panel title={title} note={words.changes.newestFirst}>
      <Changes kind={kind} />
    </Panel>
  );
}

function Changes({ kind }: { kind: ChangeRow["kind"] }) {
  const { results, status, loadMore } = usePaginatedQuery(QUERIES[kind], useStaffArgs({}), {
    initialNumItems: PAGE,
  });
  if (status === "LoadingFirstPage") {
    return (
      <Waiting what={words.changes.waiting}>
        <Skeleton className="m-4 h-24" />
      </Waiting>
    );
  }
  if (results.length === 0) {
    return <p className="px-4 py-6 text-center text-muted-foreground">{words.changes.none}</p>;
  }
  return (
    <>
      <ChangeTable rows={results} />
      <LoadMore status={status} load={() => loadMore(PAGE)} label={words.changes.more} />
    </>
  );
}

function ChangeTable({ rows }: { rows: readonly ChangeRow[] }) {
  return (
    <ScrollRegion label={words.changes.table}>
      <table className="w-full text-left">
        <caption className="sr-only">{words.changes.table}</caption>
        <TableHead headings={HEADINGS} />
        <tbody className="divide-y">
          {rows.map((row) => {
            const { what, from, to } = describeChange(row);
            return (
              <tr key={row._id} data-change={row.key} className="align-top">
                <td className="px-4 py-2 whitespace-nowrap tabular">
                  <RelativeTime at={row.at} />
                </td>
                <td className="px-4 py-2 whitespace-nowrap">{row.by}</td>
                <td className="min-w-48 px-4 py-2">{what}</td>
                <td className="px-4 py-2 whitespace-nowrap tabular">
                  <span className="text-muted-foreground">{from}</span>
                  <ArrowRightIcon
                    role="img"
                    aria-label="to"
                    className="mx-1.5 inline size-3.5 text-muted-foreground"
                  />
                  {to}
                </td>
                <td className="min-w-40 px-4 py-2 break-words text-muted-foreground">{row.reason ?? "—"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
