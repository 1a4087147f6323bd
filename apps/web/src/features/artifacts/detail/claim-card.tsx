"use client";

import { formatPosition } from "@voice-flow/domain/format/duration";
import { formatShare } from "@voice-flow/domain/format/number";
import { CLAIM_TOPIC_LABELS } from "@voice-flow/domain/labels/topics";
import { PlayIcon, QuoteIcon } from "lucide-react";
import type { Ref } from "react";
import { Badge } from "@/components/ui/badge";
import {
  CLAIM_STATUS_LABELS,
  CONFIRMATION_REASON_LABELS,
  DRAFT_STATUS_LABELS,
  NO_DRAFT_REASON_LABELS,
  REVIEW_REASON_LABELS,
  SENTIMENT_LABELS,
  SEVERITY_LABELS,
} from "@/features/vocabulary/note-words";
import { cn } from "@/lib/cn";
import type { ClaimView, DraftView } from "./note-views";
import { ResolutionLine } from "./resolution-line";
import type { Span } from "./transcript-positions";
import { words } from "./words";

type ClaimCardProps = {
  claim: ClaimView;
  isSelected: boolean;
  /** The seconds in which the quote was said, where that is known. */
  span: Span | undefined;
  onSelect: () => void;
  ref?: Ref<HTMLElement>;
};

/** One claim: its quote, whom it is about, and its draft. */
export function ClaimCard({ claim, isSelected, span, onSelect, ref }: ClaimCardProps) {
  return (
    <article
      ref={ref}
      id={`claim-${claim.claimId}`}
      data-row
      data-selected={isSelected || undefined}
      className={cn(
        "scroll-mt-28 border-b border-l-2 border-l-transparent px-4 py-3 last:border-b-0",
        isSelected && "border-l-brand bg-muted/60",
      )}
    >
      <ClaimHeading claim={claim} />
      {claim.description === null ? null : (
        <p className="mt-1 text-pretty text-muted-foreground">{claim.description}</p>
      )}
      {claim.recommendedAction === null ? null : (
        <p className="mt-1 text-pretty text-muted-foreground">
          {words.claim.suggested(claim.recommendedAction)}
        </p>
      )}
      <button
        type="button"
        onClick={onSelect}
        aria-pressed={isSelected}
        className="mt-2 flex w-full items-start gap-2 rounded-md border bg-background px-2.5 py-1.5 text-left transition-colors hover:border-border-strong"
      >
        <QuoteIcon aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-muted-foreground" />
        <span
          className={cn(
            "min-w-0 flex-1 text-pretty",
            claim.sourceText === null && "text-muted-foreground italic",
          )}
        >
          {claim.sourceText ?? words.claim.masked}
        </span>
        {span === undefined ? null : (
          <span className="flex shrink-0 items-center gap-1 text-xs text-muted-foreground tabular">
            <PlayIcon aria-hidden="true" className="size-3" />
            {formatPosition(span.start)}–{formatPosition(span.end)}
          </span>
        )}
      </button>
      {claim.resolutions.length === 0 ? null : (
        <ul aria-label={words.claim.names} className="mt-2 space-y-1">
          {claim.resolutions.map((resolution) => (
            <ResolutionLine key={resolution._id} resolution={resolution} />
          ))}
        </ul>
      )}
      <DraftLines claim={claim} />
    </article>
  );
}

function ClaimHeading({ claim }: { claim: ClaimView }) {
  const status = CLAIM_STATUS_LABELS[claim.status];
  const severity = claim.severity === undefined ? undefined : SEVERITY_LABELS[claim.severity];
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <h3 className="font-medium">{claim.title}</h3>
      <Badge>{CLAIM_TOPIC_LABELS[claim.topic]}</Badge>
      {severity === undefined ? null : <Badge tone={severity.tone}>{severity.label}</Badge>}
      {claim.skillName === undefined ? null : (
        <Badge>
          {claim.skillName}
          {claim.skillRating === undefined ? "" : ` ${claim.skillRating}/5`}
        </Badge>
      )}
      {claim.reviewReason === undefined ? null : (
        <Badge tone="attention">{REVIEW_REASON_LABELS[claim.reviewReason]}</Badge>
      )}
      <span className="ml-auto flex items-center gap-2 text-xs text-muted-foreground">
        <span title={words.claim.mood}>{SENTIMENT_LABELS[claim.sentiment]}</span>
        <span title={words.claim.confidence} className="tabular">
          {formatShare(claim.extractionConfidence)}
        </span>
        <Badge tone={status.tone} icon={status.icon}>
          {status.label}
        </Badge>
      </span>
    </header>
  );
}

function DraftLines({ claim }: { claim: ClaimView }) {
  if (claim.drafts.length > 0) {
    return claim.drafts.map((draft) => <DraftSummary key={draft._id} draft={draft} />);
  }
  if (claim.noDraftReason === undefined) {
    return <p className="mt-2 text-xs text-muted-foreground">{words.claim.noDraft}</p>;
  }
  const { label, icon, tone } = NO_DRAFT_REASON_LABELS[claim.noDraftReason];
  return (
    <p className="mt-2">
      <Badge tone={tone} icon={icon}>
        {label}
      </Badge>
    </p>
  );
}

function DraftSummary({ draft }: { draft: DraftView }) {
  const { label, icon, tone } = DRAFT_STATUS_LABELS[draft.status];
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted-foreground">
      <Badge tone={tone} icon={icon}>
        {words.claim.draft(label.toLowerCase())}
      </Badge>
      <span className="tabular" title={words.claim.product}>
        {formatShare(draft.aiConfidence)} × {formatShare(draft.resolutionConfidence)} ={" "}
        <span className="font-medium text-foreground">{formatShare(draft.overallConfidence)}</span>
      </span>
      {draft.requiresConfirmation && draft.confirmationReason !== undefined ? (
        <span>{words.claim.asks(CONFIRMATION_REASON_LABELS[draft.confirmationReason])}</span>
      ) : null}
    </div>
  );
}
