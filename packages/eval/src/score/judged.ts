import type { ClaimSeverity, ClaimTopic } from "@voice-flow/domain/vocabulary/notes";

/** Whom the product took a claim to be about, as far as a score has to know. */
export type JudgedSubject =
  /** Linked without asking. */
  | { kind: "player"; playerId: string }
  /** The coach will be asked. No ids: nobody on the roster fits, or no name was usable. */
  | { kind: "asked"; said: string; playerIds: readonly string[] }
  /** A team, or a group of no team in particular. */
  | { kind: "team"; teamId?: string }
  | { kind: "assignee"; who: "recording_coach" | "named_coach" | "nobody"; said?: string };

/** A claim as the product would put it before the coach. */
export interface JudgedClaim {
  topic: ClaimTopic;
  subject: JudgedSubject;
  /** Quote, title and description: where the label's words are looked for. */
  text: string;
  quoteFound: boolean;
  severity?: ClaimSeverity;
}
