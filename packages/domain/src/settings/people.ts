/** Settings of what coaches meet: name matching, conversation, drafts and their calibration. */
import { fraction, type SettingDefinition, whole } from "./definition";

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
  SUMMARY_WINDOW_SECONDS: whole("conversation", "seconds", [
    30,
    0,
    300,
    "Time for which a note that is done waits for the coach's other notes, so that they come as one summary.",
  ]),
  SHOWN_GRACE_SECONDS: whole("conversation", "seconds", [
    30,
    1,
    3600,
    "Time after which a message that the provider took counts as seen when no delivery report comes.",
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
  STILL_PROCESSING_SECONDS: whole("conversation", "seconds", [
    90,
    10,
    3600,
    "Time after which a coach whose note is not done yet is told that it is still being worked on.",
  ]),
  UNKNOWN_SENDER_REPLIES_PER_HOUR: whole("conversation", "count", [
    3,
    1,
    100,
    "Replies within an hour to a number that nobody knows; two machines must not talk to each other for ever.",
  ]),
  SEND_GIVE_UP_HOURS: whole("conversation", "hours", [
    24,
    1,
    72,
    "Time for which sending a message is tried again before it has failed.",
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
    "Days for which a message waits for the coach to write again before it has failed.",
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
    500,
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

export const PEOPLE_SETTINGS = people;
