/** Settings of the pipeline itself: providers, limits, gates, matching, drafts, media, jobs. */
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
    "Messages that the platform takes up in an hour.",
  ]),
  RATE_LIMIT_MESSAGES_PER_DAY: whole("rate_limits", "count", [
    10_000,
    1,
    10_000_000,
    "Messages that the platform takes up in a day.",
  ]),
  RATE_LIMIT_COST_PER_HOUR: whole("rate_limits", "micro-dollars", [
    50_000_000,
    1,
    1e12,
    "What the platform may spend on AI in an hour.",
  ]),
  RATE_LIMIT_COST_PER_DAY: whole("rate_limits", "micro-dollars", [
    500_000_000,
    1,
    1e13,
    "What the platform may spend on AI in a day.",
  ]),
  BUDGET_WARNING_SHARE: fraction("budgets", "share", [
    0.8,
    0.1,
    1,
    "Share of an organisation's budget at which it is warned.",
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
  MEDIA_DOWNLOAD_TIMEOUT_SECONDS: whole("media", "seconds", [
    30,
    1,
    300,
    "Time after which the download of media is given up.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

const people = {
  MATCH_AUTO_THRESHOLD: fraction("matching", "share", [
    0.9,
    0.5,
    1,
    "Score from which a name that is unique on the roster is linked without asking.",
  ]),
  MATCH_MARGIN: fraction("matching", "share", [
    0.1,
    0,
    1,
    "Lead over the second candidate that linking without asking needs.",
  ]),
  MATCH_CANDIDATE_FLOOR: fraction("matching", "share", [
    0.5,
    0,
    1,
    "Score below which a player is no candidate.",
  ]),
  MATCH_MAX_CANDIDATES: whole("matching", "count", [5, 1, 20, "Candidates that are offered for one name."]),
  ROUTING_MEMORY_HOURS: whole("conversation", "hours", [
    24,
    1,
    168,
    "Time for which the club of a coach's last note is remembered.",
  ]),
  COACH_ANSWER_HOURS: whole("conversation", "hours", [
    24,
    1,
    168,
    "Time for which a note waits for the coach's answer before it is cancelled.",
  ]),
  SNOOZE_MIN_MINUTES: whole("conversation", "minutes", [
    1,
    1,
    60,
    "Shortest time a coach may put a summary off.",
  ]),
  SNOOZE_MAX_HOURS: whole("conversation", "hours", [
    24,
    1,
    168,
    "Longest time a coach may put a summary off.",
  ]),
  SNOOZE_MAX_COUNT: whole("conversation", "count", [3, 1, 20, "Times a coach may put one summary off."]),
  AUTO_APPLY_THRESHOLD: fraction("drafts", "share", [
    0.85,
    0.5,
    1,
    "Overall confidence below which a draft always waits for the coach.",
  ]),
  DRAFT_EXPIRY_DAYS: whole("drafts", "days", [7, 1, 90, "Days after which a pending draft expires."]),
  CALIBRATION_WINDOW_DAYS: whole("calibration", "days", [
    30,
    1,
    90,
    "Days of automatically applied drafts that the calibration looks at.",
  ]),
  CALIBRATION_MIN_SAMPLE: whole("calibration", "count", [
    10,
    1,
    1000,
    "Automatically applied drafts without which nothing is calibrated.",
  ]),
  CALIBRATION_LOWER_BELOW_UNDO_SHARE: fraction("calibration", "share", [
    0.03,
    0,
    1,
    "Share of undone drafts below which the threshold is lowered by a step.",
  ]),
  CALIBRATION_RAISE_ABOVE_UNDO_SHARE: fraction("calibration", "share", [
    0.1,
    0,
    1,
    "Share of undone drafts above which the threshold is raised by a step.",
  ]),
  CALIBRATION_STEP: fraction("calibration", "share", [0.05, 0.01, 0.2, "Size of a step of the calibration."]),
  CALIBRATION_MIN_THRESHOLD: fraction("calibration", "share", [
    0.6,
    0,
    1,
    "Threshold below which the calibration never goes.",
  ]),
  CALIBRATION_MAX_THRESHOLD: fraction("calibration", "share", [
    0.9,
    0,
    1,
    "Threshold above which the calibration never goes.",
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

export const PIPELINE_SETTINGS = { ...providers, ...gates, ...people, ...jobs } as const;
