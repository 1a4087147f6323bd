import { CIRCUIT_BREAKER, type CircuitBreakerState } from "@voice-flow/domain/vocabulary/operations";
import { CircleCheckIcon, CircleHelpIcon, FlaskConicalIcon, ZapOffIcon } from "lucide-react";
import type { Label } from "@/lib/tone";

const sentenceOf = (state: CircuitBreakerState) => `The circuit breaker is ${CIRCUIT_BREAKER[state].state}.`;

export const CIRCUIT_BREAKER_LABELS = {
  closed: { ...CIRCUIT_BREAKER.closed, icon: CircleCheckIcon, sentence: sentenceOf("closed") },
  half_open: { ...CIRCUIT_BREAKER.half_open, icon: FlaskConicalIcon, sentence: sentenceOf("half_open") },
  open: { ...CIRCUIT_BREAKER.open, icon: ZapOffIcon, sentence: sentenceOf("open") },
} as const satisfies Record<CircuitBreakerState, Label & { sentence: string }>;

/** Without a connection nobody knows how a provider is doing: the state last seen is no state of now. */
export const BREAKER_UNKNOWN = {
  label: "Unknown",
  icon: CircleHelpIcon,
  tone: "neutral",
  sentence: "Connection lost. The breaker's state will update when you're back online.",
} as const satisfies Label & { sentence: string };
