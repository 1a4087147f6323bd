/** Settings of what coaches meet: name matching, conversation, drafts and their calibration. */
import { fraction, type SettingDefinition, whole } from "./definition";

const people = {
  MATCH_AUTO_THRESHOLD: fraction("matching", "share", [
    0.9,
    0.5,
    1,
    "Score from which a name unique on the roster is linked without asking.",
  ]),
  MATCH_MARGIN: fraction("matching", "share", [
    0.1,
    0,
    1,
    "Lead over the second candidate needed to link without asking.",
  ]),
  MATCH_CANDIDATE_FLOOR: fraction("matching", "share", [
    0.5,
    0,
    1,
    "Score below which a player isn't a candidate.",
  ]),
  MATCH_MAX_CANDIDATES: whole("matching", "count", [5, 1, 20, "Candidates that are offered for one name."]),
  ROUTING_MEMORY_HOURS: whole("conversation", "hours", [
    24,
    1,
    168,
    "How long the club of a coach's last note is remembered.",
  ]),
  COACH_ANSWER_HOURS: whole("conversation", "hours", [
    24,
    1,
    168,
    "How long a note waits for the coach's answer before it's cancelled.",
  ]),
  SUMMARY_WINDOW_SECONDS: whole("conversation", "seconds", [
    30,
    0,
    300,
    "How long a finished note waits for the coach's other notes, to send one summary.",
  ]),
  SHOWN_GRACE_SECONDS: whole("conversation", "seconds", [
    30,
    1,
    3600,
    "Time after which an accepted message counts as seen if no delivery report arrives.",
  ]),
  SNOOZE_MIN_MINUTES: whole("conversation", "minutes", [1, 1, 60, "Shortest snooze of a summary."]),
  SNOOZE_MAX_HOURS: whole("conversation", "hours", [24, 1, 168, "Longest snooze of a summary."]),
  STILL_PROCESSING_SECONDS: whole("conversation", "seconds", [
    90,
    10,
    3600,
    "Time after which we tell a coach that their note is still in progress.",
  ]),
  UNKNOWN_SENDER_REPLIES_PER_HOUR: whole("conversation", "count", [
    3,
    1,
    100,
    "Most replies an hour to an unknown number, so that two machines can't talk to each other forever.",
  ]),
  SEND_GIVE_UP_HOURS: whole("conversation", "hours", [
    24,
    1,
    72,
    "How long we retry sending a message before it fails.",
  ]),
  SEND_MAX_PAUSE_SECONDS: whole("conversation", "seconds", [
    300,
    1,
    3600,
    "Longest pause between two attempts to send a message.",
  ]),
  WINDOW_WAIT_DAYS: whole("conversation", "days", [
    7,
    1,
    30,
    "Days a message waits for the coach to write again before it fails.",
  ]),
  SNOOZE_MAX_COUNT: whole("conversation", "count", [3, 1, 20, "Times a coach may put one summary off."]),
  AUTO_APPLY_THRESHOLD: fraction("drafts", "share", [
    0.85,
    0.5,
    1,
    "Overall confidence below which a draft waits for the coach.",
  ]),
  DRAFT_EXPIRY_DAYS: whole("drafts", "days", [7, 1, 90, "Days after which a pending draft expires."]),
  CALIBRATION_WINDOW_DAYS: whole("calibration", "days", [
    30,
    1,
    90,
    "Days of automatically applied drafts used for calibration.",
  ]),
  CALIBRATION_MIN_SAMPLE: whole("calibration", "count", [
    10,
    1,
    500,
    "Fewest automatically applied drafts needed for calibration.",
  ]),
  CALIBRATION_LOWER_BELOW_UNDO_SHARE: fraction("calibration", "share", [
    0.03,
    0,
    1,
    "Share of undone drafts below which the threshold goes down a step.",
  ]),
  CALIBRATION_RAISE_ABOVE_UNDO_SHARE: fraction("calibration", "share", [
    0.1,
    0,
    1,
    "Share of undone drafts above which the threshold goes up a step.",
  ]),
  CALIBRATION_STEP: fraction("calibration", "share", [0.05, 0.01, 0.2, "Size of a step of the calibration."]),
  CALIBRATION_MIN_THRESHOLD: fraction("calibration", "share", [
    0.6,
    0,
    1,
    "Lowest threshold calibration may set.",
  ]),
  CALIBRATION_MAX_THRESHOLD: fraction("calibration", "share", [
    0.9,
    0,
    1,
    "Highest threshold calibration may set.",
  ]),
} as const satisfies Record<string, SettingDefinition>;

export const PEOPLE_SETTINGS = people;
