"use client";

import { type MouseEvent, useMemo } from "react";
import { cn } from "@/lib/cn";
import { useAudioState } from "./audio-player";
import type { AudioStore } from "./audio-store";
import { type ClaimMark, piecesOf, type TranscriptPiece } from "./transcript-pieces";
import type { PlacedSegment } from "./transcript-positions";

type TranscriptTextProps = {
  fullText: string;
  segments: readonly PlacedSegment[];
  marks: readonly ClaimMark[];
  selectedClaimId: string | null;
  onSelectClaim: (claimId: string) => void;
  audio: AudioStore;
};

/** The words of the note. What a claim was taken from is marked and leads to the claim; what is being played is underlined. */
export function TranscriptText({
  fullText,
  segments,
  marks,
  selectedClaimId,
  onSelectClaim,
  audio,
}: TranscriptTextProps) {
  const pieces = useMemo(() => piecesOf(fullText, segments, marks), [fullText, segments, marks]);
  const spoken = useSpokenSegment(audio, segments);
  return (
    <p className="px-4 py-3 text-sm leading-6 whitespace-pre-wrap">
      {pieces.map((piece) => (
        <Piece
          key={piece.from}
          piece={piece}
          isSelected={selectedClaimId !== null && piece.claimIds.includes(selectedClaimId)}
          isSpoken={piece.segment !== undefined && piece.segment === spoken}
          onSelectClaim={onSelectClaim}
        />
      ))}
    </p>
  );
}

function useSpokenSegment(audio: AudioStore, segments: readonly PlacedSegment[]): PlacedSegment | undefined {
  const { isPlaying, position } = useAudioState(audio);
  return isPlaying
    ? segments.find((segment) => segment.start <= position && position < segment.end)
    : undefined;
}

type PieceProps = {
  piece: TranscriptPiece;
  isSelected: boolean;
  isSpoken: boolean;
  onSelectClaim: (claimId: string) => void;
};

function Piece({ piece, isSelected, isSpoken, onSelectClaim }: PieceProps) {
  const spokenClasses = isSpoken && "underline decoration-brand decoration-2 underline-offset-4";
  // Where quotes overlap the shortest one would be hidden under the longer: the last mark is the one that leads on.
  const claimId = piece.claimIds.at(-1);
  if (claimId === undefined) {
    return <span className={cn(spokenClasses)}>{piece.text}</span>;
  }
  const select = (event: MouseEvent) => {
    event.preventDefault();
    onSelectClaim(claimId);
  };
  return (
    <a
      href={`#claim-${claimId}`}
      onClick={select}
      aria-current={isSelected || undefined}
      data-selected={isSelected || undefined}
      className={cn(
        "rounded-xs box-decoration-clone px-0.5 -mx-0.5 transition-colors",
        isSelected
          ? "bg-highlight text-highlight-foreground"
          : "bg-highlight/35 hover:bg-highlight hover:text-highlight-foreground",
        spokenClasses,
      )}
    >
      {piece.text}
    </a>
  );
}
