import type {
  ArtifactStatus,
  MeasuredStage,
  PipelineEventType,
} from "@voice-flow/domain/vocabulary/pipeline";
import Link from "next/link";
import type { ReactNode } from "react";
import { artifactsHref, eventsHref } from "@/lib/routes/event-links";

type Shown = { from: number; to: number };

export type RunLinks = {
  /** Events of these types in the range. */
  events: (types: readonly PipelineEventType[], stage?: MeasuredStage) => string | undefined;
  /** The notes received in the range, with what each of them cost and how it ended. */
  notes: (status?: readonly ArtifactStatus[]) => string;
};

/** Where the runs behind the figures of a range are listed: the same time, and the same organisation. */
export function runLinks({ from, to }: Shown, club: string | null): RunLinks {
  const window = { from, to, ...(club !== null && { club }) };
  return {
    events: (types, stage) => eventsHref({ ...window, types, ...(stage && { stage }) }),
    notes: (status) => artifactsHref({ ...window, ...(status && { status }) }),
  };
}

/** A figure that leads to its runs; plain where there are none. */
export function FigureLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  return href === undefined ? (
    children
  ) : (
    <Link
      href={href}
      prefetch={false}
      className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current"
    >
      {children}
    </Link>
  );
}
