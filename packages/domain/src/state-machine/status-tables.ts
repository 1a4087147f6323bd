/**
 * Legal changes of status of everything but the artifact, as tables. `forward` is what the pipeline and people do;
 * `retry` is what only a retry by staff may undo.
 */
import type { JobStatus, MessageStatus, VoiceNoteStatus } from "../vocabulary/messaging";
import type { ClaimStatus, DraftStatus, ResolutionStatus } from "../vocabulary/notes";

export interface StatusTable<S extends string> {
  /** Word for messages: "claim", "draft" … */
  name: string;
  initial: readonly S[];
  forward: Readonly<Record<S, readonly S[]>>;
  retry?: Readonly<Partial<Record<S, readonly S[]>>>;
}

export interface StatusError<S extends string> {
  code: "illegal_status_change";
  from: S;
  to: S;
  message: string;
}

export type StatusChange<S extends string> = { ok: true; status: S } | { ok: false; error: StatusError<S> };

/** The status after the change, or why it is illegal. Staying where one is is never a legal change. */
export function changeStatus<S extends string>(
  table: StatusTable<S>,
  from: S,
  to: S,
  by: "forward" | "retry" = "forward",
): StatusChange<S> {
  const legal: readonly S[] = (by === "retry" ? table.retry?.[from] : table.forward[from]) ?? [];
  if (legal.includes(to)) return { ok: true, status: to };
  const allowed = legal.length === 0 ? "nothing" : legal.join(", ");
  return {
    ok: false,
    error: {
      code: "illegal_status_change",
      from,
      to,
      message: `A ${table.name} that is ${from} cannot become ${to} (allowed: ${allowed}).`,
    },
  };
}

/** True when nothing but a retry leaves the status. */
export const isFinal = <S extends string>(table: StatusTable<S>, status: S): boolean =>
  table.forward[status].length === 0;

export const CLAIM_TABLE: StatusTable<ClaimStatus> = {
  name: "claim",
  initial: ["extracted"],
  forward: {
    // A claim that mentions nobody is resolved without having been looked up.
    extracted: ["resolving", "resolved", "merged", "discarded", "failed"],
    resolving: ["resolved", "needs_disambiguation", "unplaced", "merged", "discarded", "failed"],
    needs_disambiguation: ["resolved", "discarded", "failed"],
    // About a player whom the note doesn't name: the coach is asked who it is.
    unplaced: ["resolved", "discarded", "failed"],
    resolved: ["merged", "discarded"],
    merged: [],
    discarded: [],
    failed: [],
  },
  retry: {
    resolving: ["extracted"],
    needs_disambiguation: ["extracted"],
    unplaced: ["extracted"],
    resolved: ["extracted"],
    merged: ["extracted"],
    failed: ["extracted"],
  },
};

export const RESOLUTION_TABLE: StatusTable<ResolutionStatus> = {
  name: "entity resolution",
  initial: ["auto_resolved", "needs_disambiguation", "unresolved"],
  forward: {
    // A coach may correct what was linked automatically; what a coach chose is only changed by the coach (a new choice
    // keeps the status).
    auto_resolved: ["user_resolved"],
    needs_disambiguation: ["auto_resolved", "user_resolved", "unresolved", "expired"],
    // Not there by mistake: "somebody else", said of a player who was chosen before.
    unresolved: ["user_resolved", "expired"],
    user_resolved: ["unresolved"],
    expired: [],
  },
};

export const DRAFT_TABLE: StatusTable<DraftStatus> = {
  name: "draft",
  initial: ["pending"],
  forward: {
    // `pending → applied` is the automatic application; by hand a draft is confirmed first.
    pending: ["confirmed", "applied", "rejected", "expired"],
    confirmed: ["applied"],
    applied: ["undone"],
    undone: [],
    rejected: [],
    expired: [],
  },
};

export const MESSAGE_TABLE: StatusTable<MessageStatus> = {
  name: "message",
  initial: ["received"],
  forward: {
    received: ["processing", "duplicate", "unmatched", "rejected", "failed", "held"],
    held: ["processing", "duplicate", "rejected", "failed"],
    processing: ["completed", "failed", "unmatched", "rejected", "duplicate"],
    // Inbound messages are jobs: a further attempt takes a failed one up again.
    failed: ["processing"],
    completed: [],
    unmatched: [],
    rejected: [],
    duplicate: [],
  },
};

export const JOB_TABLE: StatusTable<JobStatus> = {
  name: "job",
  initial: ["pending"],
  forward: {
    pending: ["running"],
    // Back to `pending` waits for the next attempt; `failed` is final (see the vocabulary).
    running: ["succeeded", "failed", "pending"],
    succeeded: [],
    failed: [],
  },
};

export const VOICE_NOTE_TABLE: StatusTable<VoiceNoteStatus> = {
  name: "voice note",
  initial: ["pending"],
  forward: {
    pending: ["processing", "completed", "failed", "awaiting_confirmation", "cancelled"],
    processing: ["completed", "failed", "awaiting_confirmation", "cancelled"],
    awaiting_confirmation: ["pending", "processing", "completed", "cancelled"],
    completed: [],
    failed: [],
    cancelled: [],
  },
  retry: { failed: ["pending", "processing"], completed: ["pending", "processing"] },
};
