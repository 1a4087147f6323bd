"use client";

import { api } from "@voice-flow/backend/api";
import { pluralise } from "@voice-flow/domain/format/number";
import { useQuery } from "convex/react";
import { ArrowRightIcon } from "lucide-react";
import Link from "next/link";
import { RetryOneClick } from "@/components/retry/retry-one-click";
import { Button } from "@/components/ui/button";
import { ArtifactTimeline } from "@/features/artifacts/detail/artifact-timeline";
import { FailureNotice } from "@/features/artifacts/detail/failure-notice";
import type { ArtifactDetail } from "@/features/artifacts/detail/note-views";
import { noClaimsWords, standingOf } from "@/features/artifacts/detail/note-words";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { ExpandedClaim } from "./expanded-claim";
import { ExpandedWaiting } from "./expanded-waiting";
import { words } from "./words";

/** The claims and the events of one note, and what can be done about its failure. */
export function ExpandedContent({ artifactId }: { artifactId: string }) {
  const detail = useQuery(api.models.voiceNoteArtifacts.getArtifactDetail, useStaffArgs({ artifactId }));
  if (detail === undefined) {
    return <ExpandedWaiting />;
  }
  if (detail === null) {
    return <p className="p-4 text-muted-foreground">{words.expanded.gone}</p>;
  }
  const { artifact } = detail;
  return (
    <div className="space-y-3 p-4">
      <FailureNotice artifact={artifact} />
      <div className="flex flex-wrap items-center gap-2">
        <p className="mr-auto text-muted-foreground">{standingOf(artifact)}</p>
        {artifact.status === "failed" ? <RetryOneClick artifactId={artifactId} /> : null}
        <Button asChild size="sm">
          <Link href={artifactHref(artifactId)}>
            {words.expanded.open}
            <ArrowRightIcon aria-hidden="true" />
          </Link>
        </Button>
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
        <ClaimsOf detail={detail} />
        <div className="min-w-0 rounded-lg border bg-surface">
          <h3 className="border-b px-4 py-2 text-xs font-semibold">{words.expanded.timeline}</h3>
          <ArtifactTimeline artifactId={artifactId} />
        </div>
      </div>
    </div>
  );
}

function ClaimsOf({ detail: { artifact, claims } }: { detail: ArtifactDetail }) {
  return (
    <div className="min-w-0 rounded-lg border bg-surface">
      <h3 className="border-b px-4 py-2 text-xs font-semibold">
        {words.expanded.claims}
        {claims.length === 0 ? null : (
          <span className="ml-2 font-normal text-muted-foreground">{pluralise(claims.length, "claim")}</span>
        )}
      </h3>
      {claims.length === 0 ? (
        <p className="px-4 py-3 text-muted-foreground">{noClaimsWords(artifact).sentence}</p>
      ) : (
        <ul className="divide-y">
          {claims.map((claim) => (
            <ExpandedClaim key={claim.claimId} claim={claim} artifactId={artifact.artifactId} />
          ))}
        </ul>
      )}
    </div>
  );
}
