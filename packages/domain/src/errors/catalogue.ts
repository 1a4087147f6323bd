/** What staff read about each error code: what happened, the usual cause, the cure. One place; no provider's text. */
import type { StageErrorCode } from "../vocabulary/pipeline";

export interface KnownCause {
  /** A sentence, stored with the event. */
  sentence: string;
  cause: string;
  cure: string;
  /** Whether a retry helps: now, only after the cure, or not at all. */
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
    sentence: "The AI provider refused the call because it got too many.",
    cause: "More calls or tokens a minute than the account's tier allows, usually after evening training.",
    cure: "Wait a few minutes, then retry. If it happens every evening, ask the provider for a higher tier.",
    retry: "now",
    coach: "wait_for_team",
  },
  provider_unavailable: {
    sentence: "The provider didn't answer, or answered with a server error.",
    cause: "An outage or a broken connection on the provider's side.",
    cure: "Check the provider's status page. Retry when the circuit breaker has closed.",
    retry: "now",
    coach: "wait_for_team",
  },
  provider_timeout: {
    sentence: "The provider took too long.",
    cause: "A very long note, or a busy provider.",
    cure: "Retry. If only long notes time out, raise the stage's timeout in the settings.",
    retry: "now",
    coach: "wait_for_team",
  },
  provider_bad_response: {
    sentence: "The provider's answer had the wrong format.",
    cause: "The model's output didn't match the schema, or a gateway answered in its place.",
    cure: "Retry once. If the group grows, check whether the model or its configuration has changed.",
    retry: "now",
    coach: "wait_for_team",
  },
  provider_answer_cut_off: {
    sentence: "The model's answer was cut off.",
    cause: "The note holds more than the model can answer at once.",
    cure: "Under Settings, choose a model with longer answers, then retry. The same model would be cut off again. We asked the coach for shorter notes, so check whether they have arrived.",
    retry: "after_cure",
    coach: "in_parts",
  },
  provider_refused: {
    sentence: "The model refused to work on the note.",
    cause: "Something in the note broke the provider's safety rules.",
    cure: "Read the note. A retry sends the same words, so ask the coach to rephrase it or choose another model.",
    retry: "useless",
    coach: "other_words",
  },
  provider_rejected_request: {
    sentence: "The provider rejected the request as invalid.",
    cause: "The model's name is wrong or retired, or the model doesn't accept this input.",
    cure: "Correct the feature's model, then retry.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  provider_rejected_file: {
    sentence: "The provider couldn't read the recording.",
    cause: "The file is damaged, or in a format the provider can't decode.",
    cure: "Ask the coach to record the note again in WhatsApp.",
    retry: "useless",
    coach: "record_again",
  },
  provider_credentials_missing: {
    sentence: "The provider's credentials are missing or were refused.",
    cause: "The key isn't set in this deployment, has been revoked, or lacks a permission.",
    cure: "Set the key in the deployment's environment, then retry the whole group.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  provider_quota_exhausted: {
    sentence: "The account with the provider has used up its credit or quota.",
    cause: "The account's prepaid credit or monthly limit is used up. Waiting won't help.",
    cure: "Add credit or raise the limit in the provider's console, then retry the whole group.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  model_unknown: {
    sentence: "No call was made, because the model's price or abilities are unknown.",
    cause: "The feature's model isn't in the list of models, or has no current price.",
    cure: "Under Settings, add the model with its price or choose another, then retry the whole group.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  circuit_open: {
    sentence: "No call was made, because the provider's circuit breaker is open.",
    cause: "The provider had just failed several times.",
    cure: "Wait until the breaker has closed, then retry.",
    retry: "now",
    coach: "wait_for_team",
  },
  budget_exceeded: {
    sentence: "No call was made, because the club's AI budget is used up.",
    cause: "The club reached its daily or monthly budget.",
    cure: "Raise the budget on the messaging page, or wait for the next day or month (UTC), then retry.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  rate_limited: {
    sentence: "No call was made, because a platform limit was reached.",
    cause: "More messages or cost in an hour or a day than the platform allows.",
    cure: "Wait for the next hour or day, or raise the limit in the settings, then retry.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  emergency_mode: {
    sentence: "No call was made, because staff have stopped all AI calls.",
    cause: "Emergency mode was on when the note reached this stage.",
    cure: "End emergency mode on the messaging page, then retry the whole group.",
    retry: "after_cure",
    coach: "wait_for_team",
  },
  media_unavailable: {
    sentence: "We couldn't fetch the audio.",
    cause: "The provider has deleted the media, or the address wasn't one of its own.",
    cure: "Ask the coach to send the note again.",
    retry: "useless",
    coach: "send_again",
  },
  media_too_large: {
    sentence: "The audio file is too large.",
    cause: "The recording is larger than transcription accepts.",
    cure: "Ask the coach for a shorter note. If it's our own limit, raise it in the settings.",
    retry: "useless",
    coach: "shorter",
  },
  media_too_long: {
    sentence: "The recording is too long for every configured model.",
    cause: "Each transcription model has a maximum length, and this recording exceeds them all.",
    cure: "Ask the coach for shorter notes, or add a model for longer ones under Settings.",
    retry: "useless",
    coach: "shorter",
  },
  media_not_audio: {
    sentence: "The file isn't audio we can transcribe.",
    cause: "Another kind of file, a format the provider can't read (AMR, AAC), or a damaged recording.",
    cure: "Ask the coach to record the note in WhatsApp.",
    retry: "useless",
    coach: "record_again",
  },
  storage_missing: {
    sentence: "The note's stored audio is missing.",
    cause: "The file was deleted from storage after the note arrived.",
    cure: "Ask the coach to send the note again.",
    retry: "useless",
    coach: "send_again",
  },
  deadline_exceeded: {
    sentence: "The stage missed its deadline, so the sweep stopped it.",
    cause: "A restart or deployment lost the work, or a provider is hanging.",
    cure: "Retry. If several stop at the same stage, check that stage's latency first.",
    retry: "now",
    coach: "wait_for_team",
  },
  events_disagree: {
    sentence: "The note's events don't match its state.",
    cause: "An event was lost, or somebody changed the state by hand.",
    cure: "Compare the timeline with the note's rows. A full retry rebuilds both.",
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
    sentence: "The pipeline itself failed.",
    cause: "A bug in our code.",
    cure: "Find the log entry by the note's id. Retry once a fix is deployed.",
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
