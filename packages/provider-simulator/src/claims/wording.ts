import type { Claim } from "./contract";
import { bodyPartIn, ratingIn, skillIn } from "./details";

type Topic = Claim["topic"];

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const TITLES = {
  injury: (text) => (bodyPartIn(text) ? `${upperFirst(bodyPartIn(text) ?? "")} injury` : "Injury"),
  skill_rating: (text) => {
    const rating = ratingIn(text);
    return `${upperFirst(skillIn(text) ?? "skill")} rated${rating === null ? "" : ` ${rating}/5`}`;
  },
  skill_progress: (text) => `Progress in ${skillIn(text) ?? "skills"}`,
  behavior: () => "Behaviour",
  performance: () => "Performance",
  attendance: (text) => attendanceTitle(text),
  wellbeing: () => "Wellbeing",
  recovery: (text) => (bodyPartIn(text) ? `Recovery of the ${bodyPartIn(text)}` : "Recovery"),
  development_milestone: () => "Milestone",
  physical_development: () => "Physical development",
  parent_communication: () => "Contact with a parent",
  tactical: () => "Tactics",
  team_culture: () => "Team spirit",
  todo: () => "To do",
  session_plan: () => "Plan for a session",
} as const satisfies Record<Topic, (text: string) => string>;

function attendanceTitle(text: string): string {
  if (/\blate\b/iu.test(text)) return "Late";
  if (/\b(?:left|leaving|leave) early\b/iu.test(text)) return "Left early";
  if (
    /\b(?:miss(?:ed|es|ing)|absent|out|didn|did not|no.show|skipped|can['’]t|won['’]t|unavailable|holidays?|away)/iu.test(
      text,
    )
  ) {
    return "Absent";
  }
  return "Attendance";
}

export const titleOf = (topic: Topic, text: string): string => TITLES[topic](text);

/** The statement itself, as a sentence: nothing is added that was not said. */
export function descriptionOf(sourceText: string): string {
  const line = sourceText.replace(/\s+/g, " ").trim();
  return /[.!?…]$/u.test(line) ? upperFirst(line) : `${upperFirst(line)}.`;
}

const ADVICE =
  /\b(?:should|needs? to|has to|ought to|must) (?:not )?(?<action>(?!have\b|be (?:proud|happy|pleased))[^.!?;]+)/iu;

/** What the coach advised, or for what touches a child's health the usual next step; null otherwise. */
export function recommendedActionOf(topic: Topic, text: string): string | null {
  const advised = ADVICE.exec(text)?.groups?.action?.replace(/\s+/g, " ").trim();
  if (advised) return upperFirst(advised);
  if (topic === "injury") return "Check before the next session whether the player is fit to train";
  if (topic === "wellbeing") return "Have a quiet word, and involve the parents if it goes on";
  return null;
}
