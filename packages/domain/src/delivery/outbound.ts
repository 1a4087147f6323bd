/**
 * The life of a message to a coach, as a pure function. The provider's callbacks can be lost, repeated or come out of
 * order, and say nothing about which attempt they belong to but its id: every move is checked here and nowhere else.
 */
import type { OutboundStatus } from "../vocabulary/messaging";
import { deliveryError } from "./provider-codes";

/** What a message knows about its delivery. Times in ms. */
export interface OutboundState {
  status: OutboundStatus;
  /** Times it was handed to the provider; each has an id of its own there. */
  sends: number;
  /** Times it was queued again after a callback said that it had not arrived. */
  resends: number;
  acceptedAt?: number;
  deliveredAt?: number;
  readAt?: number;
  failedAt?: number;
  errorCode?: string;
  providerMessageSid?: string;
}

export type OutboundMove =
  /** The provider took it and gave it an id. */
  | { type: "accept"; providerMessageSid: string }
  | { type: "deliver" }
  | { type: "read" }
  /** A callback said that it did not arrive. `hasTemplate`: it can go as an approved template. */
  | { type: "report_failure"; errorCode: string; hasTemplate: boolean }
  /** Sending it is over without success. */
  | { type: "give_up"; errorCode: string }
  | { type: "wait_for_window" }
  /** The coach has written, or a template is at hand. */
  | { type: "release" }
  /** Staff want it sent again. */
  | { type: "send_again" };

/** What a move is worth telling in an event. */
export type OutboundChange = "queued" | "waiting" | "sent" | "delivered" | "read" | "failed";

export type OutboundVerdict =
  /** `changes` in the order in which they happened; two where one callback was lost. */
  | { ok: true; state: OutboundState; changes: readonly OutboundChange[] }
  /** The move says nothing new, or contradicts what is known already. */
  | { ok: false };

/** After a callback said that a message had not arrived, it is sent again this often. */
export const MAX_RESENDS = 1;

const RANK = {
  queued: 0,
  waiting_for_window: 0,
  failed: 0,
  sent: 1,
  delivered: 2,
  read: 3,
} as const satisfies Record<OutboundStatus, number>;

const IGNORED: OutboundVerdict = { ok: false };

export function moveOutbound(state: OutboundState, move: OutboundMove, now: number): OutboundVerdict {
  switch (move.type) {
    case "accept":
      return accept(state, move.providerMessageSid, now);
    case "deliver":
    case "read":
      return arrive(state, move.type, now);
    case "report_failure":
      return reportFailure(state, move, now);
    case "give_up":
      return isOpen(state) ? fail(state, move.errorCode, now) : IGNORED;
    case "wait_for_window":
      return state.status === "queued"
        ? { ok: true, state: { ...state, status: "waiting_for_window" }, changes: ["waiting"] }
        : IGNORED;
    case "release":
      return state.status === "waiting_for_window" ? requeue(state, state.resends) : IGNORED;
    case "send_again":
      return state.status === "failed" ? requeue(state, 0) : IGNORED;
    default:
      return move satisfies never;
  }
}

const isOpen = ({ status }: OutboundState): boolean => status === "queued" || status === "waiting_for_window";

function accept(state: OutboundState, providerMessageSid: string, now: number): OutboundVerdict {
  const isRepeated = state.providerMessageSid === providerMessageSid;
  if (isRepeated || state.status !== "queued") return IGNORED;
  const taken = { ...state, status: "sent" as const, sends: state.sends + 1, providerMessageSid };
  return { ok: true, state: { ...taken, acceptedAt: now, errorCode: undefined }, changes: ["sent"] };
}

/** It is on the phone, whatever was thought before: that is proof, and nothing takes it back. */
function arrive(state: OutboundState, how: "deliver" | "read", now: number): OutboundVerdict {
  const status = how === "read" ? "read" : "delivered";
  if (RANK[status] <= RANK[state.status]) return IGNORED;
  const deliveredAt = state.deliveredAt ?? now;
  const arrived = { ...state, status, deliveredAt, failedAt: undefined, errorCode: undefined } as const;
  if (how === "deliver") return { ok: true, state: arrived, changes: ["delivered"] };
  const isNewArrival = state.deliveredAt === undefined;
  return {
    ok: true,
    state: { ...arrived, readAt: now },
    changes: isNewArrival ? ["delivered", "read"] : ["read"],
  };
}

function reportFailure(
  state: OutboundState,
  { errorCode, hasTemplate }: { errorCode: string; hasTemplate: boolean },
  now: number,
): OutboundVerdict {
  // A message that arrived stays arrived, and one that is queued again needs nothing more.
  if (state.status !== "sent") return IGNORED;
  const { kind } = deliveryError(errorCode, "callback");
  const isWorthSending = kind === "passing" || (kind === "window" && hasTemplate);
  if (isWorthSending && state.resends < MAX_RESENDS)
    return requeue({ ...state, errorCode }, state.resends + 1);
  return fail(state, errorCode, now);
}

const requeue = (state: OutboundState, resends: number): OutboundVerdict => ({
  ok: true,
  state: {
    ...state,
    status: "queued",
    resends,
    // Not taken any more: it mustn't count as seen.
    acceptedAt: undefined,
    failedAt: undefined,
    providerMessageSid: undefined,
  },
  changes: ["queued"],
});

const fail = (state: OutboundState, errorCode: string, now: number): OutboundVerdict => ({
  ok: true,
  state: { ...state, status: "failed", errorCode, failedAt: now },
  changes: ["failed"],
});
