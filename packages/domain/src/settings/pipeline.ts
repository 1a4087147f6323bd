/** Settings of the machine: providers, limits, quality gates, media, jobs. */
import { fraction, type SettingDefinition, whole } from "./definition";

const providers = {
  BREAKER_FAILURE_THRESHOLD: whole("breaker", "count", [
    5,
    1,
    100,
    "Failures of a provider within the window that open its circuit breaker.",
  ]),
  BREAKER_WINDOW_SECONDS: whole("breaker", "seconds", [
    300,
    10,
    3600,
    "Time within which failures of a provider are counted together.",
  ]),
  BREAKER_COOL_DOWN_SECONDS: whole("breaker", "seconds", [
    60,
    5,
    3600,
    "Time for which an open breaker refuses every call before it lets one probe through.",
  ]),
  BREAKER_PROBE_TIMEOUT_SECONDS: whole("breaker", "seconds", [
    180,
    10,
    3600,
    "Time after which a probe that never reported back is given up and another is allowed.",
  ]),
  TRANSCRIPTION_TIMEOUT_SECONDS: whole("ai_calls", "seconds", [
    180,
    5,
    580,
    "Time after which a call for a transcription is given up.",
  ]),
  CLAIMS_EXTRACTION_TIMEOUT_SECONDS: whole("ai_calls", "seconds", [
    90,
    5,
    580,
    "Time after which a call for claims is given up.",
  ]),
  RATE_LIMIT_MESSAGES_PER_HOUR: whole("rate_limits", "count", [
    1000,
    1,
    1_000_000,
    "Notes that the platform takes up in an hour; a changed limit keeps what is counted.",
  ]),
  RATE_LIMIT_MESSAGES_PER_DAY: whole("rate_limits", "count", [
    10_000,
    1,
    10_000_000,
    "Notes that the platform takes up in a day; a changed limit keeps what is counted.",
  ]),
  COACH_UPLOADS_PER_HOUR: whole("rate_limits", "count", [
    60,
    1,
    10_000,
    "Recordings that one coach may upload on the web in an hour.",
  ]),
  RATE_LIMIT_COST_PER_HOUR: whole("rate_limits", "micro-dollars", [
    50_000_000,
    1,
    1e12,
    "What the platform may spend on AI in an hour; a changed limit keeps what is counted.",
  ]),
  RATE_LIMIT_COST_PER_DAY: whole("rate_limits", "micro-dollars", [
    500_000_000,
    1,
    1e13,
    "What the platform may spend on AI in a day; a changed limit keeps what is counted.",
  ]),
  BUDGET_WARNING_SHARE: fraction("budgets", "share", [
    0.8,
    0.1,
    1,
    "Share of an organisation's budget, or of a cost limit of the platform, at which staff are warned.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

const gates = {
  TEXT_MIN_CHARACTERS: whole("quality_gates", "characters", [
    10,
    1,
    1000,
    "Characters below which a typed note is too short.",
  ]),
  TEXT_MIN_WORDS: whole("quality_gates", "words", [
    3,
    1,
    100,
    "Words below which a typed note is too short.",
  ]),
  TEXT_MAX_CHARACTERS: whole("quality_gates", "characters", [
    4000,
    100,
    20_000,
    "Characters above which a note that is typed on the web is refused.",
  ]),
  TEXT_MAX_MEAN_WORD_LENGTH: fraction("quality_gates", "characters", [
    20,
    5,
    100,
    "Mean length of a word above which a text is not language.",
  ]),
  TEXT_MIN_MEAN_WORD_LENGTH: fraction("quality_gates", "characters", [
    2,
    0,
    5,
    "Mean length of a word below which a text is not language.",
  ]),
  TRANSCRIPT_UNCERTAINTY_REJECT_SHARE: fraction("quality_gates", "share", [
    0.5,
    0.01,
    1,
    "Share of uncertainty markers above which a transcript is rejected.",
  ]),
  TRANSCRIPT_UNCERTAINTY_ASK_SHARE: fraction("quality_gates", "share", [
    0.2,
    0.01,
    1,
    "Share of uncertainty markers above which the coach is asked.",
  ]),
  TRANSCRIPT_MIN_WORDS: whole("quality_gates", "words", [
    5,
    1,
    100,
    "Words below which a transcript is rejected or the coach is asked.",
  ]),
  TRANSCRIPT_SHORT_AUDIO_SECONDS: fraction("quality_gates", "seconds", [
    3,
    0,
    60,
    "Length of audio below which its transcript must be long enough to be believed.",
  ]),
  TRANSCRIPT_SHORT_AUDIO_MIN_CHARACTERS: whole("quality_gates", "characters", [
    20,
    1,
    1000,
    "Characters that the transcript of very short audio must have.",
  ]),
  DUPLICATE_TEXT_WINDOW_SECONDS: whole("duplicates", "seconds", [
    300,
    0,
    86_400,
    "Time within which an identical text of the same sender is a duplicate.",
  ]),
  DUPLICATE_MEDIA_WINDOW_SECONDS: whole("duplicates", "seconds", [
    120,
    0,
    86_400,
    "Time within which identical media of the same sender are a duplicate.",
  ]),
  MEDIA_MAX_BYTES: whole("media", "bytes", [
    16_777_216,
    1024,
    26_214_400,
    "Size above which an audio file is refused (the provider's own limit is 25 MiB).",
  ]),
  RECORDING_MAX_SECONDS: whole("media", "seconds", [
    600,
    10,
    3600,
    "Length at which a recording on the web stops by itself.",
  ]),
  MEDIA_DOWNLOAD_TIMEOUT_SECONDS: whole("media", "seconds", [
    30,
    1,
    300,
    "Time after which the download of media is given up.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

const jobs = {
  JOB_MAX_ATTEMPTS: whole("jobs", "count", [5, 1, 20, "Attempts after which a job has failed for good."]),
  JOB_BACKOFF_BASE_MS: whole("jobs", "ms", [2000, 100, 600_000, "Delay before the second attempt of a job."]),
  JOB_BACKOFF_MAX_MS: whole("jobs", "ms", [
    900_000,
    1000,
    86_400_000,
    "Longest delay between two attempts of a job.",
  ]),
  JOB_BACKOFF_JITTER_SHARE: fraction("jobs", "share", [
    0.25,
    0,
    1,
    "Share by which the delay of a job is varied at random, up and down.",
  ]),
  JOB_LEASE_SECONDS: whole("jobs", "seconds", [
    660,
    30,
    86_400,
    "Time after which a running job that never reported back is taken up again.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

export const PIPELINE_SETTINGS = { ...providers, ...gates, ...jobs } as const;
