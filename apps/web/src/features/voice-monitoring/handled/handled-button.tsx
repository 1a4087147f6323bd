"use client";

import { useConvex } from "convex/react";
import { CheckIcon, Undo2Icon } from "lucide-react";
import { useState } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { markNotes } from "./mark-handled";

type HandledButtonProps = { artifactId: string; handledAt: number | undefined };

/** Marks a failure as dealt with, or takes that back. */
export function HandledButton({ artifactId, handledAt }: HandledButtonProps) {
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
          Dealt with <RelativeTime at={handledAt} />
        </span>
      ) : null}
      <Button size="sm" aria-disabled={isBusy} onClick={isBusy ? undefined : () => void mark()}>
        {isHandled ? <Undo2Icon aria-hidden="true" /> : <CheckIcon aria-hidden="true" />}
        {isHandled ? "Not dealt with after all" : "Mark as dealt with"}
      </Button>
    </div>
  );
}
