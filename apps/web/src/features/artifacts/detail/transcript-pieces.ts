import type { PlacedSegment } from "./transcript-positions";

/** A stretch of the transcript that a claim was taken from (characters; `to` is exclusive). */
export type ClaimMark = { claimId: string; from: number; to: number };

/** A run of text over which nothing changes: the same claims, the same spoken segment. */
export type TranscriptPiece = {
  from: number;
  text: string;
  /** In the order of the marks; several when quotes overlap. */
  claimIds: readonly string[];
  segment: PlacedSegment | undefined;
};

/** Cuts a transcript where claims and segments begin and end, so that each piece can be drawn in one way. */
export function piecesOf(
  fullText: string,
  segments: readonly PlacedSegment[],
  claimMarks: readonly ClaimMark[],
): TranscriptPiece[] {
  // Offsets come from a model: those that reach over the text are cut to it.
  const marks = claimMarks.map((mark) => ({
    ...mark,
    from: clamp(mark.from, fullText.length),
    to: clamp(mark.to, fullText.length),
  }));
  const cuts = new Set([0, fullText.length]);
  for (const { from, to } of [...segments, ...marks]) {
    cuts.add(from);
    cuts.add(to);
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  const pieces: TranscriptPiece[] = [];
  for (const [index, from] of ordered.entries()) {
    const to = ordered[index + 1];
    if (to === undefined) {
      break;
    }
    pieces.push({
      from,
      text: fullText.slice(from, to),
      claimIds: marks.filter((mark) => mark.from <= from && mark.to >= to).map((mark) => mark.claimId),
      segment: segments.find((segment) => segment.from <= from && segment.to >= to),
    });
  }
  return pieces;
}

function clamp(at: number, length: number): number {
  return Math.min(length, Math.max(0, at));
}
