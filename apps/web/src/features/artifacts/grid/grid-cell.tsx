import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount } from "@voice-flow/domain/format/number";
import { isFinalStatus } from "@voice-flow/domain/vocabulary/artifact-statuses";
import { CheckIcon, ChevronRightIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ArtifactStatusBadge } from "@/components/artifact-status-badge";
import { Elapsed } from "@/components/elapsed";
import { RelativeTime } from "@/components/relative-time";
import { SOURCE_CHANNEL_LABELS } from "@/features/vocabulary/source-channels";
import { cn } from "@/lib/cn";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import type { ArtifactRowView } from "./artifact-row-view";
import type { GridColumn } from "./grid-columns";
import { SelectBox } from "./select-box";
import { words } from "./words";

export type CellProps = {
  artifact: ArtifactRowView;
  isOpen: boolean;
  isSelected: boolean;
  onToggle: () => void;
  onSelect: (isRange: boolean) => void;
  onRetry: () => void;
};

/** What stands in a column. Numbers that a run has not come to are "—", not zero. */
export function gridCell(column: GridColumn, props: CellProps): ReactNode {
  const { artifact } = props;
  const { status, totals, sourceChannel } = artifact;
  switch (column) {
    case "id":
      return <IdCell {...props} />;
    case "status":
      return (
        <span className="flex items-center gap-1.5">
          <ArtifactStatusBadge status={status} />
          {status === "failed" && artifact.handledAt !== undefined ? (
            <span title={words.row.resolvedHint} className="text-muted-foreground">
              <CheckIcon role="img" aria-label={words.row.resolved} className="size-3.5" />
            </span>
          ) : null}
        </span>
      );
    case "source":
      return SOURCE_CHANNEL_LABELS[sourceChannel].label;
    case "coach":
      return artifact.coachName ?? "—";
    case "club":
      return artifact.organizationName ?? "—";
    case "claims":
      return hasClaims(artifact) ? formatCount(totals.claimCount) : "—";
    case "names":
      return hasClaims(artifact) ? formatCount(totals.disambiguationCount) : "—";
    case "latency":
      return <LatencyCell artifact={artifact} />;
    case "cost":
      return totals.aiCost === 0 && status !== "completed" ? "—" : formatMicroDollars(totals.aiCost);
    case "created":
      return <RelativeTime at={artifact.createdAt} className="text-xs text-muted-foreground" />;
    case "actions":
      return <ActionsCell {...props} />;
  }
}

const hasClaims = ({ status, totals }: ArtifactRowView): boolean =>
  totals.claimCount > 0 || status === "completed";

/** The button reaches over the whole row: pressing it anywhere opens the row. */
function IdCell({ artifact: { artifactId }, isOpen, isSelected, onToggle, onSelect }: CellProps) {
  const shortId = artifactId.slice(0, 8);
  return (
    <span className="flex items-center gap-1.5">
      <SelectBox label={words.row.select(shortId)} isChecked={isSelected} onPress={onSelect} />
      <button
        type="button"
        data-row
        data-artifact-id={artifactId}
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex items-center gap-1.5 font-mono text-xs outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
      >
        <ChevronRightIcon
          aria-hidden="true"
          className={cn(
            "size-3.5 shrink-0 text-muted-foreground transition-transform",
            isOpen && "rotate-90",
          )}
        />
        {shortId}
      </button>
    </span>
  );
}

const LINK =
  "relative rounded-sm text-xs font-medium underline decoration-border-strong underline-offset-4 hover:decoration-current";

function ActionsCell({ artifact: { artifactId, status }, onRetry }: CellProps) {
  const shortId = artifactId.slice(0, 8);
  return (
    <span className="flex items-center gap-3">
      <Link
        href={artifactHref(artifactId)}
        prefetch={false}
        aria-label={words.row.viewNote(shortId)}
        className={LINK}
      >
        {words.row.view}
      </Link>
      {status === "failed" ? (
        <button type="button" onClick={onRetry} aria-label={words.row.retryNote(shortId)} className={LINK}>
          {words.row.retry}
        </button>
      ) : null}
    </span>
  );
}

function LatencyCell({ artifact: { status, readyAt, createdAt } }: { artifact: ArtifactRowView }) {
  if (readyAt !== undefined) {
    return formatDuration(readyAt - createdAt);
  }
  if (isFinalStatus(status)) {
    return "—";
  }
  return <Elapsed since={createdAt} className="text-muted-foreground" />;
}
