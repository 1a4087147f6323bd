"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { NOTE_TYPE_LABELS } from "@voice-flow/domain/labels/pipeline";
import { isFinalStatus } from "@voice-flow/domain/vocabulary/artifact-statuses";
import { CheckIcon, CopyIcon } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { ArtifactStatusBadge } from "@/components/artifact-status-badge";
import { Elapsed } from "@/components/elapsed";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { SOURCE_CHANNEL_LABELS } from "@/features/vocabulary/source-channels";
import { notify } from "@/lib/notify";
import { gridHref } from "@/lib/routes/artifact-filters";
import type { ArtifactView } from "./note-views";
import { standingOf } from "./note-words";
import { words } from "./words";

/** What the note is, where it stands, whose it is, and how long and how much it took. */
export function DetailHeader({ artifact }: { artifact: ArtifactView }) {
  const channel = SOURCE_CHANNEL_LABELS[artifact.sourceChannel];
  const ChannelIcon = channel.icon;
  return (
    <header className="rounded-xl border bg-surface px-4 py-3 shadow-xs">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 truncate font-mono text-sm font-semibold">{artifact.artifactId}</h1>
        <CopyId id={artifact.artifactId} />
        <ArtifactStatusBadge status={artifact.status} />
        <p className="text-muted-foreground">{standingOf(artifact)}</p>
      </div>
      <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4 xl:grid-cols-8">
        <Fact term={words.header.channel}>
          <span className="flex items-center gap-1.5">
            <ChannelIcon aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
            {channel.label}
          </span>
        </Fact>
        <Fact term={words.header.kind}>{NOTE_TYPE_LABELS[artifact.noteType]}</Fact>
        <Fact term={words.header.coach}>{artifact.coachName ?? words.header.unknownCoach}</Fact>
        <Fact term={words.header.club}>
          {artifact.organizationId === undefined ? (
            words.header.unknownClub
          ) : (
            <Link
              href={gridHref({ club: artifact.organizationId })}
              title={words.header.clubNotes}
              className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current"
            >
              {artifact.organizationName ?? artifact.organizationId}
            </Link>
          )}
        </Fact>
        <Fact term={words.header.received}>
          <span title={formatAbsoluteTime(artifact.createdAt)}>
            <RelativeTime at={artifact.createdAt} />
          </span>
        </Fact>
        <Fact term={words.header.stage}>
          {isFinalStatus(artifact.status) && artifact.status === "completed"
            ? words.header.done
            : PIPELINE_STAGE_LABELS[artifact.currentStage].short}
          {artifact.attempt > 1 ? (
            <span className="text-muted-foreground">{words.header.attempt(artifact.attempt)}</span>
          ) : null}
        </Fact>
        <Fact term={words.header.time}>
          <TotalTime artifact={artifact} />
        </Fact>
        <Fact term={words.header.cost}>
          <span className="tabular">{formatMicroDollars(artifact.totals.aiCost)}</span>
        </Fact>
      </dl>
    </header>
  );
}

function TotalTime({ artifact }: { artifact: ArtifactView }) {
  if (artifact.readyAt !== undefined) {
    return <span className="tabular">{formatDuration(artifact.readyAt - artifact.createdAt)}</span>;
  }
  if (isFinalStatus(artifact.status)) {
    return (
      <span className="tabular">
        {formatDuration(artifact.updatedAt - artifact.createdAt)}
        <span className="text-muted-foreground"> {words.header.untilEnd}</span>
      </span>
    );
  }
  return (
    <span className="tabular">
      <Elapsed since={artifact.createdAt} />
      <span className="text-muted-foreground"> {words.header.soFar}</span>
    </span>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{term}</dt>
      <dd className="mt-0.5 truncate">{children}</dd>
    </div>
  );
}

function CopyId({ id }: { id: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(id);
      setCopied(true);
      window.setTimeout(() => setCopied(false), 1_500);
    } catch {
      notify.error(words.header.notCopied, { description: words.header.notCopiedHint });
    }
  };
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      onClick={copy}
      aria-label={isCopied ? words.header.copied : words.header.copy}
    >
      {isCopied ? <CheckIcon aria-hidden="true" /> : <CopyIcon aria-hidden="true" />}
    </Button>
  );
}
