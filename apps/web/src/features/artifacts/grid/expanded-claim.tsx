import { formatShare } from "@voice-flow/domain/format/number";
import { CLAIM_TOPIC_LABELS } from "@voice-flow/domain/labels/topics";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import type { ClaimView } from "@/features/artifacts/detail/note-views";
import { ResolutionLine } from "@/features/artifacts/detail/resolution-line";
import {
  CLAIM_STATUS_LABELS,
  DRAFT_STATUS_LABELS,
  NO_DRAFT_REASON_LABELS,
} from "@/features/vocabulary/note-words";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { words } from "./words";

/** One claim in short; its title leads to the words that it came from. */
export function ExpandedClaim({ claim, artifactId }: { claim: ClaimView; artifactId: string }) {
  const status = CLAIM_STATUS_LABELS[claim.status];
  return (
    <li data-claim className="px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          href={`${artifactHref(artifactId)}?claim=${encodeURIComponent(claim.claimId)}`}
          prefetch={false}
          className="rounded-sm font-medium underline decoration-border-strong underline-offset-4 hover:decoration-current"
        >
          {claim.title}
        </Link>
        <Badge>{CLAIM_TOPIC_LABELS[claim.topic]}</Badge>
        <span className="ml-auto flex items-center gap-2 text-xs text-muted-foreground">
          <span title={words.expanded.confidence} className="tabular">
            {words.expanded.sure(formatShare(claim.extractionConfidence))}
          </span>
          <Badge tone={status.tone} icon={status.icon}>
            {status.label}
          </Badge>
        </span>
      </div>
      {claim.resolutions.length === 0 ? null : (
        <ul aria-label={words.expanded.names} className="mt-1.5 space-y-1">
          {claim.resolutions.map((resolution) => (
            <ResolutionLine key={resolution._id} resolution={resolution} />
          ))}
        </ul>
      )}
      <div className="mt-1.5 flex flex-wrap gap-2 text-xs text-muted-foreground">
        <DraftsOf claim={claim} />
      </div>
    </li>
  );
}

function DraftsOf({ claim: { drafts, noDraftReason } }: { claim: ClaimView }) {
  if (drafts.length > 0) {
    return drafts.map((draft) => {
      const { label, icon, tone } = DRAFT_STATUS_LABELS[draft.status];
      return (
        <Badge key={draft._id} tone={tone} icon={icon}>
          {words.expanded.draft(label.toLowerCase(), formatShare(draft.overallConfidence))}
        </Badge>
      );
    });
  }
  if (noDraftReason === undefined) {
    return words.expanded.noDraft;
  }
  const { label, icon, tone } = NO_DRAFT_REASON_LABELS[noDraftReason];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
