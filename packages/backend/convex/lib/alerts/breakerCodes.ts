import { countsForBreaker } from "@voice-flow/domain/errors/classify";
import { STAGE_ERROR_CODES, type StageErrorCode } from "@voice-flow/domain/vocabulary/pipeline";

/** How runs fail that open a circuit breaker, and those that an open one refuses. */
export const breakerCodes: readonly StageErrorCode[] = STAGE_ERROR_CODES.filter(
  (code) => code === "circuit_open" || countsForBreaker(code),
);
