"use client";

import { KNOWN_CAUSES } from "@voice-flow/domain/errors/catalogue";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import { useConvex } from "convex/react";
import { CheckIcon, CircleXIcon, Undo2Icon } from "lucide-react";
import { useState } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { markNotes } from "@/features/artifacts/detail/mark-handled";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import type { ArtifactView } from "./note-views";
import { words } from "./words";

/** Why a note failed, the usual cause and its fix, and whether the failure is resolved. Shows nothing for notes that haven't failed. */
export function FailureNotice({ artifact }: { artifact: ArtifactView }) {
  const { artifactId, error, status, handledAt } = artifact;
  if (status !== "failed" || error === undefined) {
    return null;
  }
  const { sentence, cause, cure } = KNOWN_CAUSES[error.code];
  return (
    <section
      aria-label={words.failure.title}
      className={cn(
        "flex flex-wrap gap-3 rounded-xl border px-4 py-3",
        TONE_CLASSES.danger.border,
        "bg-tone-danger-subtle",
      )}
    >
      <CircleXIcon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", TONE_CLASSES.danger.text)} />
      <div className="min-w-0 flex-1 basis-60">
        <h2 className={cn("font-semibold", TONE_CLASSES.danger.text)}>
          {words.failure.failed(
            PIPELINE_STAGE_LABELS[error.stage].label,
            STAGE_ERROR_LABELS[error.code].toLowerCase(),
          )}
        </h2>
        <p className="mt-0.5 text-pretty">
          {sentence} <RelativeTime at={error.at} className="text-muted-foreground" />
        </p>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-pretty">
          <dt className="text-muted-foreground">{words.failure.cause}</dt>
          <dd>{cause}</dd>
          <dt className="text-muted-foreground">{words.failure.cure}</dt>
          <dd>{cure}</dd>
        </dl>
      </div>
      <HandledButton artifactId={artifactId} handledAt={handledAt} />
    </section>
  );
}

type HandledButtonProps = { artifactId: string; handledAt: number | undefined };

/** Resolves a failure, or reopens it. */
function HandledButton({ artifactId, handledAt }: HandledButtonProps) {
  const convex = useConvex();
  const [isBusy, setBusy] = useState(false);
  const isHandled = handledAt !== undefined;
  const mark = async () => {
    setBusy(true);
    await markNotes(convex, [artifactId], !isHandled);
    setBusy(false);
  };
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {isHandled ? (
        <span className="text-xs">
          {words.failure.resolved} <RelativeTime at={handledAt} />
        </span>
      ) : null}
      <Button size="sm" aria-disabled={isBusy} onClick={isBusy ? undefined : () => void mark()}>
        {isHandled ? <Undo2Icon aria-hidden="true" /> : <CheckIcon aria-hidden="true" />}
        {isHandled ? words.failure.reopen : words.failure.resolve}
      </Button>
    </div>
  );
}
