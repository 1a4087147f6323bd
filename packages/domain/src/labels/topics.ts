/** Topics of claims, as coaches and staff read them. */
import type { ClaimTopic } from "../vocabulary/notes";

export const CLAIM_TOPIC_LABELS = {
  injury: "Injury",
  skill_rating: "Skill rating",
  skill_progress: "Skill progress",
  behavior: "Behaviour",
  performance: "Performance",
  attendance: "Attendance",
  wellbeing: "Wellbeing",
  recovery: "Recovery",
  development_milestone: "Milestone",
  physical_development: "Physical development",
  parent_communication: "Parents",
  tactical: "Tactics",
  team_culture: "Team spirit",
  todo: "To do",
  session_plan: "Session plan",
} as const satisfies Record<ClaimTopic, string>;
