"use client";

import { pluralise } from "@voice-flow/domain/format/number";
import { isFinalStatus } from "@voice-flow/domain/vocabulary/artifact-statuses";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo, useState } from "react";
import { Panel } from "@/components/panel";
import { makeAudioStore } from "./audio-store";
import { ClaimsList } from "./claims-list";
import type { ArtifactDetail, ClaimView } from "./note-views";
import { noClaimsWords } from "./note-words";
import { TranscriptPanel } from "./transcript-panel";
import type { ClaimMark } from "./transcript-pieces";
import { placeOfQuote, placeSegments, type Span, secondsOf } from "./transcript-positions";
import { useReveal } from "./use-reveal";
import { words } from "./words";

/** Claims beside the words that they were taken from. Choosing a claim shows its words and plays its seconds. */
export function NoteContent({ detail }: { detail: ArtifactDetail }) {
  const { artifact, claims, transcript } = detail;
  const [selected, setSelected] = useQueryState("claim", parseAsString);
  const [audio] = useState(makeAudioStore);
  const reveal = useReveal(artifact.artifactId);
  const { segments, marks } = useMemo(() => placesIn(detail), [detail]);

  const spanOf = (claim: ClaimView): Span | undefined => {
    const mark = marks.find((candidate) => candidate.claimId === claim.claimId);
    return mark && secondsOf(segments, mark.from, mark.to);
  };
  const select = (claimId: string) => {
    void setSelected(claimId);
    const claim = claims.find((candidate) => candidate.claimId === claimId);
    const span = claim && spanOf(claim);
    if (span) {
      audio.playSpan(span);
    }
  };
  const isFinal = isFinalStatus(artifact.status);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <Panel
        title={words.content.claims}
        note={claims.length === 0 ? null : pluralise(claims.length, "claim")}
      >
        <ClaimsList
          claims={claims}
          none={noClaimsWords(artifact)}
          selectedClaimId={selected}
          spanOf={spanOf}
          onSelect={(claim) => select(claim.claimId)}
        />
      </Panel>
      {/* On a wide screen the words stay in view beside a long list of claims; on a narrow one they come first. */}
      <Panel
        title={words.content.transcript}
        className="-order-1 xl:sticky xl:top-28 xl:order-none xl:max-h-[calc(100dvh-8rem)]"
        bodyClassName="overflow-y-auto"
      >
        <TranscriptPanel
          detail={detail}
          isPending={transcript === null && !isFinal}
          reveal={reveal}
          segments={segments}
          marks={marks}
          selectedClaimId={selected}
          onSelectClaim={select}
          audio={audio}
        />
      </Panel>
    </div>
  );
}

/** Where segments and quotes stand in the transcript; nowhere while it is masked. */
function placesIn({ transcript, claims }: ArtifactDetail) {
  const fullText = transcript?.fullText ?? null;
  if (fullText === null) {
    return { segments: [], marks: [] };
  }
  const marks: ClaimMark[] = [];
  for (const { claimId, sourceText, sourceStart, sourceEnd } of claims) {
    const place =
      sourceText === null ? undefined : placeOfQuote(fullText, { sourceText, sourceStart, sourceEnd });
    if (place) {
      marks.push({ claimId, ...place });
    }
  }
  return { segments: placeSegments(fullText, transcript?.segments ?? []), marks };
}
