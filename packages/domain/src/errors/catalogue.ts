/** What staff read about each error code: what happened, the usual cause, the cure. One place; no provider's text. */
import type { StageErrorCode } from "../vocabulary/pipeline";

export interface KnownCause {
  /** A sentence, stored with the event. */
  sentence: string;
  cause: string;
  cure: string;
  /** Whether a retry is worth it: at once, only after the cure, or not at all. */
  retry: "now" | "after_cure" | "useless";
  /** What we ask the coach to do about it. */
  coach: CoachRemedy;
}

/** Nothing, because staff can retry the note; or what another note has to be like. */
export const COACH_REMEDIES = [
  "wait_for_team",
  "send_again",
  "record_again",
  "shorter",
  "in_parts",
  "other_words",
] as const;
export type CoachRemedy = (typeof COACH_REMEDIES)[number];

export const KNOWN_CAUSES = {
  provider_rate_limited: {
    sentence: "The AI provider refused the call because too many were made.",
    cause:
      "More calls or tokens a minute than the account's tier allows, usually in the burst after evening training.",
    cure: "Wait a few minutes, then retry. If it comes back every evening, ask the provider for a higher tier.",
    retry: "now",
    coach: "wait_for_team",
  },
  provider_unavailable: {
    sentence: "The provider did not answer or answered with a server error.",
    cause: "An outage or a broken connection on the provider's side.",
    cure: "Look at the provider's status page; retry when the circuit breaker has closed.",
    retry: "now",
    coach: "wait_for_team",
  },
  provider_timeout: {
    sentence: "The provider took longer than the time allowed.",
    cause: "A very long note, or a provider under load.",
    cure: "Retry. If only long notes time out, raise the timeout of the stage in the settings.",
    retry: "now",
    coach: "wait_for_team",
  },
  provider_bad_response: {
    sentence: "The provider's answer was not in the agreed form.",
    cause: "The model's output did not match the schema, or a gateway answered in its place.",
    cure: "Retry once. If the group grows, the model or its configuration has changed: check the model configuration.",
    retry: "now",
    coach: "wait_for_team",
  },
  provider_answer_cut_off: {
    sentence: "The model's answer was cut off before its end.",
    cause: "The note says more than the model can answer at once.",
    cure: "Under Settings, choose a model that can write longer answers, then retry. A retry with the same model is cut off again. We asked the coach for shorter notes: check whether they have arrived.",
    retry: "after_cure",
    coach: "in_parts",
  },
  provider_refused: {
    sentence: "The model refused to work on the note.",
    cause: "The provider's safety rules took something that was said for harmful.",
    cure: "Read the note. A retry sends the same words; ask the coach to put it differently, or choose another model.",
    retry: "useless",
    coach: "other_words",
  },
  provider_rejected_request: {
    sentence: "The provider refused the request as wrong.",
    cause: "A model name that does not exist (any more), or input that the model does not take.",
    cure: "Check the model configured for the feature, correct it, then retry.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  provider_rejected_file: {
    sentence: "The provider could not read the recording.",
    cause: "The file is damaged, or its sound is coded in a way that the provider does not decode.",
    cure: "Ask the coach to record the note again in WhatsApp.",
    retry: "useless",
    coach: "record_again",
  },
  provider_credentials_missing: {
    sentence: "The provider's credentials are missing or were refused.",
    cause: "The key is not set in this deployment, has been revoked, or lacks a permission.",
    cure: "Set the key in the deployment's environment, then retry everything of this group.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  provider_quota_exhausted: {
    sentence: "The account with the provider has used up its credit or quota.",
    cause: "The prepaid credit or the monthly limit of the account is used up. Waiting does not help.",
    cure: "Add credit or raise the limit in the provider's console, then retry everything of this group.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  model_unknown: {
    sentence: "The call was not made because the model's price or abilities are not known.",
    cause: "The model configured for the feature has no row in the table of models, or no price in force.",
    cure: "Under Settings, add the model with its price, or choose another one; then retry everything of this group.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  circuit_open: {
    sentence: "The call was not made because the provider's circuit breaker is open.",
    cause: "The provider failed several times in a row shortly before.",
    cure: "Wait until the breaker has closed, then retry.",
    retry: "now",
    coach: "wait_for_team",
  },
  budget_exceeded: {
    sentence: "The call was not made because the organisation's AI budget is used up.",
    cause: "The daily or monthly budget of the organisation was reached.",
    cure: "Raise the budget on the messaging page or wait for the next day or month (UTC), then retry.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  rate_limited: {
    sentence: "The call was not made because a limit of the platform was reached.",
    cause: "More messages or cost in an hour or a day than the platform allows itself.",
    cure: "Wait for the next window, or raise the limit in the settings; then retry.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  emergency_mode: {
    sentence: "The call was not made because staff have stopped all AI calls.",
    cause: "Emergency mode was on when the note came to this stage.",
    cure: "End emergency mode on the messaging page, then retry everything of this group.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  media_unavailable: {
    sentence: "The audio could not be fetched.",
    cause: "The provider keeps media only for a time, or the address was not one of its own.",
    cure: "Ask the coach to send the note again.",
    retry: "useless",
    coach: "send_again",
  },
  media_too_large: {
    sentence: "The audio is larger than allowed.",
    cause: "A recording beyond the size that the transcription takes.",
    cure: "Ask the coach for a shorter note; a limit of our own can be raised in the settings.",
    retry: "useless",
    coach: "shorter",
  },
  media_too_long: {
    sentence: "The recording is longer than any configured model takes.",
    cause: "Each transcription model has a longest recording; this one is beyond all of them.",
    cure: "Ask the coach for shorter notes, or add a model that takes longer ones under Settings.",
    retry: "useless",
    coach: "shorter",
  },
  media_not_audio: {
    sentence: "The file is not audio that can be transcribed.",
    cause:
      "Another kind of file, a format that the provider does not read (AMR, AAC), or a damaged recording.",
    cure: "Ask the coach to record the note in WhatsApp.",
    retry: "useless",
    coach: "record_again",
  },
  storage_missing: {
    sentence: "The stored audio of the note is gone.",
    cause: "The file was deleted from storage after the note had been received.",
    cure: "Ask the coach to send the note again.",
    retry: "useless",
    coach: "send_again",
  },
  deadline_exceeded: {
    sentence: "The stage did not finish within its deadline and was stopped by the sweep.",
    cause: "The work was lost (a restart, a deployment) or hangs on a provider.",
    cure: "Retry. If several stop at the same stage, look at that stage's latency first.",
    retry: "now",
    coach: "wait_for_team",
  },
  events_disagree: {
    sentence: "The note's events do not agree with its state.",
    cause: "An event was lost, or the state was changed by hand.",
    cure: "Compare the timeline with the rows of the note; a full retry rebuilds both.",
    retry: "now",
    coach: "wait_for_team",
  },
  message_undelivered: {
    sentence: "A message to the coach was not delivered.",
    cause: "WhatsApp or Twilio refused it; the code says why.",
    cure: "Look at the message and its code on the messages page, then send it again.",
    retry: "useless",
    coach: "wait_for_team",
  },
  internal_error: {
    sentence: "Something failed inside the pipeline itself.",
    cause: "A defect of ours.",
    cure: "Find the function's log entry by the note's id; retry after the correction is deployed.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
} as const satisfies Record<StageErrorCode, KnownCause>;

/**
 * The sentence that is stored with a failure. Of the provider only its HTTP status and its machine-readable code are
 * added, and the code only if it looks like one: a provider's text may quote a note.
 */
export function failureSentence(
  code: StageErrorCode,
  seen: { status?: number; providerCode?: string | number; retryAfterMs?: number } = {},
): string {
  const details: string[] = [];
  if (seen.status !== undefined) details.push(`HTTP ${seen.status}`);
  const providerCode = String(seen.providerCode ?? "");
  if (/^(?:[a-z]+(?:_[a-z]+)*|\d{4,6})$/.test(providerCode) && providerCode.length <= 60)
    details.push(providerCode);
  if (seen.retryAfterMs !== undefined) details.push(`retry after ${Math.ceil(seen.retryAfterMs / 1000)} s`);
  return details.length === 0
    ? KNOWN_CAUSES[code].sentence
    : `${KNOWN_CAUSES[code].sentence} (${details.join(", ")})`;
}
