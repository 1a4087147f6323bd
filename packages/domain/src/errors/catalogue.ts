/** What staff read about each error code: what happened, the usual cause, the cure. One place; no provider's text. */
import type { StageErrorCode } from "../vocabulary/pipeline";

export interface KnownCause {
  /** A sentence, stored with the event. */
  sentence: string;
  cause: string;
  cure: string;
  /** Whether a retry is worth it: at once, only after the cure, or not at all. */
  retry: "now" | "after_cure" | "useless";
}

export const KNOWN_CAUSES = {
  provider_rate_limited: {
    sentence: "The AI provider refused the call because too many were made.",
    cause:
      "More calls or tokens a minute than the account's tier allows, usually in the burst after evening training.",
    cure: "Wait a few minutes, then retry. If it comes back every evening, ask the provider for a higher tier.",
    retry: "now",
  },
  provider_unavailable: {
    sentence: "The provider did not answer or answered with a server error.",
    cause: "An outage or a broken connection on the provider's side.",
    cure: "Look at the provider's status page; retry when the circuit breaker has closed.",
    retry: "now",
  },
  provider_timeout: {
    sentence: "The provider took longer than the time allowed.",
    cause: "A very long note, or a provider under load.",
    cure: "Retry. If only long notes time out, raise the timeout of the stage in the settings.",
    retry: "now",
  },
  provider_bad_response: {
    sentence: "The provider's answer was not in the agreed form.",
    cause: "The model's output was cut off, refused, or did not match the schema.",
    cure: "Retry once. If the group grows, the model or its configuration has changed: check the model configuration.",
    retry: "now",
  },
  provider_rejected_request: {
    sentence: "The provider refused the request as wrong.",
    cause: "A model name that does not exist (any more), or input that the model does not take.",
    cure: "Check the model configured for the feature, correct it, then retry.",
    retry: "after_cure",
  },
  provider_credentials_missing: {
    sentence: "The provider's credentials are missing or were refused.",
    cause: "The key is not set in this deployment, has been revoked, or lacks a permission.",
    cure: "Set the key in the deployment's environment, then retry everything of this group.",
    retry: "after_cure",
  },
  provider_quota_exhausted: {
    sentence: "The account with the provider has used up its credit or quota.",
    cause: "The prepaid credit or the monthly limit of the account is used up. Waiting does not help.",
    cure: "Add credit or raise the limit in the provider's console, then retry everything of this group.",
    retry: "after_cure",
  },
  circuit_open: {
    sentence: "The call was not made because the provider's circuit breaker is open.",
    cause: "The provider failed several times in a row shortly before.",
    cure: "Wait until the breaker has closed, then retry.",
    retry: "now",
  },
  budget_exceeded: {
    sentence: "The call was not made because the organisation's AI budget is used up.",
    cause: "The daily or monthly budget of the organisation was reached.",
    cure: "Raise the budget on the messaging page or wait for the next day or month (UTC), then retry.",
    retry: "after_cure",
  },
  rate_limited: {
    sentence: "The call was not made because a limit of the platform was reached.",
    cause: "More messages or cost in an hour or a day than the platform allows itself.",
    cure: "Wait for the next window, or raise the limit in the settings; then retry.",
    retry: "after_cure",
  },
  emergency_mode: {
    sentence: "The call was not made because staff have stopped all AI calls.",
    cause: "Emergency mode was on when the note came to this stage.",
    cure: "End emergency mode on the messaging page, then retry everything of this group.",
    retry: "after_cure",
  },
  media_unavailable: {
    sentence: "The audio could not be fetched.",
    cause: "The provider keeps media only for a time, or the address was not one of its own.",
    cure: "Ask the coach to send the note again.",
    retry: "useless",
  },
  media_too_large: {
    sentence: "The audio is larger than allowed.",
    cause: "A recording beyond the size that the transcription takes.",
    cure: "Ask the coach for a shorter note; a limit of our own can be raised in the settings.",
    retry: "useless",
  },
  media_not_audio: {
    sentence: "The file is not audio that can be transcribed.",
    cause: "Another kind of file, an empty recording, or a damaged one.",
    cure: "Ask the coach to record the note again.",
    retry: "useless",
  },
  storage_missing: {
    sentence: "The stored audio of the note is gone.",
    cause: "The file was deleted from storage after the note had been received.",
    cure: "Ask the coach to send the note again.",
    retry: "useless",
  },
  deadline_exceeded: {
    sentence: "The stage did not finish within its deadline and was stopped by the sweep.",
    cause: "The work was lost (a restart, a deployment) or hangs on a provider.",
    cure: "Retry. If several stop at the same stage, look at that stage's latency first.",
    retry: "now",
  },
  events_disagree: {
    sentence: "The note's events do not agree with its state.",
    cause: "An event was lost, or the state was changed by hand.",
    cure: "Compare the timeline with the rows of the note; a full retry makes both anew.",
    retry: "now",
  },
  internal_error: {
    sentence: "Something failed inside the pipeline itself.",
    cause: "A defect of ours.",
    cure: "Find the function's log entry by the note's id; retry after the correction is deployed.",
    retry: "after_cure",
  },
} as const satisfies Record<StageErrorCode, KnownCause>;

/**
 * The sentence that is stored with a failure. Of the provider only its HTTP status and its machine-readable code are
 * added, and the code only if it looks like one: a provider's text may quote a note.
 */
export function failureSentence(
  code: StageErrorCode,
  seen: { status?: number; providerCode?: string | number } = {},
): string {
  const details: string[] = [];
  if (seen.status !== undefined) details.push(`HTTP ${seen.status}`);
  const providerCode = String(seen.providerCode ?? "");
  if (/^(?:[a-z]+(?:_[a-z]+)*|\d{4,6})$/.test(providerCode) && providerCode.length <= 60)
    details.push(providerCode);
  return details.length === 0
    ? KNOWN_CAUSES[code].sentence
    : `${KNOWN_CAUSES[code].sentence} (${details.join(", ")})`;
}
