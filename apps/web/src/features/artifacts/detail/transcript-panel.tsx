"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatShare, pluralise } from "@voice-flow/domain/format/number";
import { EyeIcon, EyeOffIcon, FileAudioIcon, LoaderCircleIcon } from "lucide-react";
import { StateScreen } from "@/components/state-screen";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { AudioPlayer } from "./audio-player";
import type { AudioStore } from "./audio-store";
import type { ArtifactDetail, TranscriptView } from "./note-views";
import type { ClaimMark } from "./transcript-pieces";
import type { PlacedSegment } from "./transcript-positions";
import { TranscriptText } from "./transcript-text";
import type { Reveal } from "./use-reveal";
import { words } from "./words";

type TranscriptPanelProps = {
  detail: ArtifactDetail;
  /** There is no transcript yet, and one can still come. */
  isPending: boolean;
  reveal: Reveal;
  segments: readonly PlacedSegment[];
  marks: readonly ClaimMark[];
  selectedClaimId: string | null;
  onSelectClaim: (claimId: string) => void;
  audio: AudioStore;
};

/** The words and the recording of a note: masked, on their way, or shown. */
export function TranscriptPanel({ detail, isPending, reveal, ...view }: TranscriptPanelProps) {
  const { transcript, audioUrl, hasAudio, revealed } = detail;
  return (
    <>
      {audioUrl === null ? null : (
        <div className="sticky top-0 z-10 border-b bg-surface">
          <AudioPlayer
            store={view.audio}
            url={audioUrl}
            knownDuration={transcript?.duration}
            segments={transcript?.segments ?? []}
            language={transcript?.language ?? "en"}
          />
        </div>
      )}
      {transcript === null ? null : <TranscriptFactsLine facts={transcript} />}
      {transcript !== null && transcript.fullText !== null ? (
        <TranscriptText fullText={transcript.fullText} {...view} />
      ) : null}
      {revealed || (transcript === null && !hasAudio) ? null : (
        <MaskedTranscript
          wordCount={transcript?.wordCount ?? 0}
          hasAudio={hasAudio}
          isBusy={reveal.isBusy}
          reveal={reveal.run}
        />
      )}
      {transcript === null && (revealed || !hasAudio) ? (
        <StateScreen
          icon={FileAudioIcon}
          title={isPending ? words.transcript.pending : words.transcript.none}
        >
          {isPending ? words.transcript.pendingHint : words.transcript.noneHint}
        </StateScreen>
      ) : null}
    </>
  );
}

/** What is known of a transcript without its words. */
function TranscriptFactsLine({ facts }: { facts: TranscriptView }) {
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b px-4 py-2">
      <Badge>{pluralise(facts.wordCount, "word")}</Badge>
      <Badge>{facts.language}</Badge>
      {facts.duration > 0 ? (
        <Badge>{words.transcript.audio(formatDuration(facts.duration * 1_000))}</Badge>
      ) : null}
      <Badge>{facts.modelUsed}</Badge>
      <Badge title={words.transcript.confidence}>
        {words.transcript.sure(formatShare(facts.confidence))}
      </Badge>
    </div>
  );
}

type MaskedTranscriptProps = { wordCount: number; hasAudio: boolean; isBusy: boolean; reveal: () => void };

/** Stands for the words until somebody asks for them: they are about children, and looking is recorded. */
function MaskedTranscript({ wordCount, hasAudio, isBusy, reveal }: MaskedTranscriptProps) {
  return (
    <div className="relative min-h-44">
      <div aria-hidden="true" className="flex flex-wrap gap-x-2 gap-y-2.5 px-4 py-4">
        {maskedWords(wordCount).map((width, index) => (
          <span
            // Place-holders have no identity.
            key={`word-${index}`}
            className="h-3 rounded-xs bg-muted"
            style={{ width }}
          />
        ))}
      </div>
      <div className="absolute inset-0 grid place-items-center bg-surface/70 px-4">
        <div className="max-w-xs rounded-lg border bg-surface px-4 py-3 text-center shadow-sm">
          <EyeOffIcon aria-hidden="true" className="mx-auto size-4 text-muted-foreground" />
          <p className="mt-1.5 text-pretty text-muted-foreground">
            {words.transcript.masked(hasAudio ? words.transcript.wordsAndRecording : words.transcript.words)}
          </p>
          <Button size="sm" className="mt-2.5" onClick={reveal} aria-disabled={isBusy}>
            {isBusy ? (
              <LoaderCircleIcon aria-hidden="true" className="animate-spin" />
            ) : (
              <EyeIcon aria-hidden="true" />
            )}
            {words.transcript.show}
          </Button>
        </div>
      </div>
    </div>
  );
}

const MOST_MASKED_WORDS = 60;

/** Widths that look like words and say nothing of the real ones. */
function maskedWords(wordCount: number): string[] {
  const count = Math.min(MOST_MASKED_WORDS, Math.max(8, wordCount));
  return Array.from({ length: count }, (_, index) => `${2 + ((index * 7) % 5)}rem`);
}
