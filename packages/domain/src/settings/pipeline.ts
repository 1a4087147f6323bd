/** Settings of the machine: providers, limits, quality gates, media, jobs. */
import { fraction, type SettingDefinition, whole } from "./definition";

const providers = {
  BREAKER_FAILURE_THRESHOLD: whole("breaker", "count", [
    5,
    1,
    100,
    "Provider failures within the window that open its circuit breaker.",
  ]),
  BREAKER_WINDOW_SECONDS: whole("breaker", "seconds", [
    300,
    10,
    3600,
    "Time over which provider failures are counted.",
  ]),
  BREAKER_COOL_DOWN_SECONDS: whole("breaker", "seconds", [
    60,
    5,
    3600,
    "How long an open breaker refuses calls before it allows one probe.",
  ]),
  BREAKER_PROBE_TIMEOUT_SECONDS: whole("breaker", "seconds", [
    180,
    10,
    3600,
    "Time after which an unanswered probe is abandoned and another allowed.",
  ]),
  TRANSCRIPTION_TIMEOUT_SECONDS: whole("ai_calls", "seconds", [
    180,
    5,
    580,
    "Timeout of a transcription call.",
  ]),
  CLAIMS_EXTRACTION_TIMEOUT_SECONDS: whole("ai_calls", "seconds", [
    90,
    5,
    580,
    "Timeout of a claims extraction call.",
  ]),
  RATE_LIMIT_MESSAGES_PER_HOUR: whole("rate_limits", "count", [
    1000,
    1,
    1_000_000,
    "Notes the platform processes in an hour. Changing it keeps the current count.",
  ]),
  RATE_LIMIT_MESSAGES_PER_DAY: whole("rate_limits", "count", [
    10_000,
    1,
    10_000_000,
    "Notes the platform processes in a day. Changing it keeps the current count.",
  ]),
  COACH_UPLOADS_PER_HOUR: whole("rate_limits", "count", [
    60,
    1,
    10_000,
    "Recordings a coach may upload on the web in an hour.",
  ]),
  RATE_LIMIT_COST_PER_HOUR: whole("rate_limits", "micro-dollars", [
    50_000_000,
    1,
    1e12,
    "What the platform may spend on AI in an hour. Changing it keeps the current total.",
  ]),
  RATE_LIMIT_COST_PER_DAY: whole("rate_limits", "micro-dollars", [
    500_000_000,
    1,
    1e13,
    "What the platform may spend on AI in a day. Changing it keeps the current total.",
  ]),
  BUDGET_WARNING_SHARE: fraction("budgets", "share", [
    0.8,
    0.1,
    1,
    "Share of a club's budget or a platform cost limit at which staff are warned.",
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
    "Characters above which a note typed on the web is refused.",
  ]),
  TEXT_MAX_MEAN_WORD_LENGTH: fraction("quality_gates", "characters", [
    20,
    5,
    100,
    "Average word length above which a text isn't language.",
  ]),
  TEXT_MIN_MEAN_WORD_LENGTH: fraction("quality_gates", "characters", [
    2,
    0,
    5,
    "Average word length below which a text isn't language.",
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
    "Share of uncertainty markers above which we ask the coach.",
  ]),
  TRANSCRIPT_MIN_WORDS: whole("quality_gates", "words", [
    5,
    1,
    100,
    "Words below which we reject a transcript or ask the coach.",
  ]),
  TRANSCRIPT_SHORT_AUDIO_SECONDS: fraction("quality_gates", "seconds", [
    3,
    0,
    60,
    "Length of audio below which its transcript must have enough characters.",
  ]),
  TRANSCRIPT_SHORT_AUDIO_MIN_CHARACTERS: whole("quality_gates", "characters", [
    20,
    1,
    1000,
    "Fewest characters in the transcript of very short audio.",
  ]),
  DUPLICATE_TEXT_WINDOW_SECONDS: whole("duplicates", "seconds", [
    300,
    0,
    86_400,
    "Time within which an identical text from the same sender is a duplicate.",
  ]),
  DUPLICATE_MEDIA_WINDOW_SECONDS: whole("duplicates", "seconds", [
    120,
    0,
    86_400,
    "Time within which identical media from the same sender are a duplicate.",
  ]),
  MEDIA_MAX_BYTES: whole("media", "bytes", [
    16_777_216,
    1024,
    26_214_400,
    "Size above which an audio file is refused (the provider's own limit is 25 MiB).",
  ]),
  RECORDING_MAX_SECONDS: whole("media", "seconds", [600, 10, 3600, "Longest recording on the web."]),
  MEDIA_DOWNLOAD_TIMEOUT_SECONDS: whole("media", "seconds", [30, 1, 300, "Timeout of a media download."]),
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
    "Share by which a job's delay varies at random, up and down.",
  ]),
  JOB_LEASE_SECONDS: whole("jobs", "seconds", [
    660,
    30,
    86_400,
    "Time after which a running job without a report is started again.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

export const PIPELINE_SETTINGS = { ...providers, ...gates, ...jobs } as const;
