import type { QuotePlace } from "../text/align-quote";
import type { AskReason } from "../vocabulary/notes";
import type { MatchCandidate } from "./match-mention";

export interface NoteMention {
  /** As it was spoken. */
  rawText: string;
  /** Offset in the transcript. */
  position: number;
  /** Where the claim's quote was found. */
  quote: QuotePlace;
}

export type MentionOutcome<PlayerId extends string = string> =
  | {
      status: "linked";
      playerId: PlayerId;
      /** 0–1. */
      confidence: number;
      candidates: MatchCandidate<PlayerId>[];
      /** The name is in the claim's own quote; otherwise we ask before saving. */
      nameInQuote: boolean;
      /** Set for a remembered choice: how often the coach has stood by it. */
      confirmedCount?: number;
    }
  | {
      status: "ask";
      candidates: MatchCandidate<PlayerId>[];
      askReason: AskReason;
      nameInQuote: boolean;
    }
  | { status: "unresolved"; candidates: []; askReason: AskReason; nameInQuote: boolean };
