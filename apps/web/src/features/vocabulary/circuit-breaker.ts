import type { CircuitBreakerState } from "@voice-flow/domain/vocabulary/operations";
import { CircleCheckIcon, CircleHelpIcon, FlaskConicalIcon, ZapOffIcon } from "lucide-react";
import type { Label } from "@/lib/tone";

export const CIRCUIT_BREAKER_LABELS = {
  closed: {
    label: "Available",
    icon: CircleCheckIcon,
    tone: "success",
    sentence: "The circuit breaker is closed: calls go through.",
  },
  half_open: {
    label: "Being tried",
    icon: FlaskConicalIcon,
    tone: "warning",
    sentence: "The circuit breaker is half open: one call is let through to see whether it succeeds.",
  },
  open: {
    label: "Refused",
    icon: ZapOffIcon,
    tone: "danger",
    sentence: "The circuit breaker is open: calls are refused until it has cooled down.",
  },
} as const satisfies Record<CircuitBreakerState, Label & { sentence: string }>;

/** Without a connection nobody knows how a provider is doing: the state last seen is no state of now. */
export const BREAKER_UNKNOWN = {
  label: "Unknown",
  icon: CircleHelpIcon,
  tone: "neutral",
  sentence: "The connection is lost. Whether calls go through is known again when it is back.",
} as const satisfies Label & { sentence: string };
