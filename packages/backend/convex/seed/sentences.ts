/** What invented coaches say. One sentence is one claim. */
import type { ClaimSeverity, ClaimTopic, Sentiment } from "@voice-flow/domain/vocabulary/notes";

export interface SeedSentence {
  topic: ClaimTopic;
  /** `{name}` stands for the player's spoken name, `{team}` for the team. */
  text: string;
  title: string;
  sentiment: Sentiment;
  severity?: ClaimSeverity;
  skillName?: string;
  skillRating?: number;
}

/** With how often each is said. */
export const SEED_SENTENCES: readonly (readonly [SeedSentence, number])[] = [
  [
    {
      topic: "performance",
      text: "{name} was brilliant in goal tonight.",
      title: "Brilliant in goal",
      sentiment: "positive",
    },
    5,
  ],
  [
    {
      topic: "performance",
      text: "{name} scored four points from play.",
      title: "Four points from play",
      sentiment: "positive",
    },
    5,
  ],
  [
    {
      topic: "skill_progress",
      text: "{name} is passing much better off the left foot than last month.",
      title: "Progress in left foot passing",
      sentiment: "positive",
    },
    5,
  ],
  [
    {
      topic: "skill_rating",
      text: "I would give {name} four out of five for tackling.",
      title: "Tackling: 4 of 5",
      sentiment: "positive",
      skillName: "tackling",
      skillRating: 4,
    },
    3,
  ],
  [
    {
      topic: "attendance",
      text: "{name} missed training again without telling me.",
      title: "Absent without word",
      sentiment: "concerned",
    },
    5,
  ],
  [
    {
      topic: "attendance",
      text: "{name} came late and left early.",
      title: "Late, left early",
      sentiment: "neutral",
    },
    3,
  ],
  [
    {
      topic: "injury",
      text: "{name} has a tight hamstring, so I took the precaution of an early night.",
      title: "Tight hamstring",
      sentiment: "concerned",
      severity: "medium",
    },
    3,
  ],
  [
    {
      topic: "injury",
      text: "{name} went over on an ankle and it swelled up.",
      title: "Swollen ankle",
      sentiment: "negative",
      severity: "high",
    },
    1,
  ],
  [
    {
      topic: "recovery",
      text: "{name} was back running for the first time in three weeks.",
      title: "Back running",
      sentiment: "positive",
    },
    2,
  ],
  [
    {
      topic: "behavior",
      text: "{name} was messing during the drills and had to sit out.",
      title: "Messing during drills",
      sentiment: "negative",
    },
    2,
  ],
  [
    {
      topic: "wellbeing",
      text: "{name} was very quiet and would not join in.",
      title: "Very quiet",
      sentiment: "concerned",
      severity: "low",
    },
    1,
  ],
  [
    {
      topic: "development_milestone",
      text: "{name} captained the side for the first time.",
      title: "First time as captain",
      sentiment: "positive",
    },
    1,
  ],
  [
    {
      topic: "tactical",
      text: "{name} was much better at wing back than in midfield.",
      title: "Better at wing back",
      sentiment: "neutral",
    },
    2,
  ],
  [
    {
      topic: "team_culture",
      text: "The {team} were in great spirits after the win.",
      title: "Great spirits",
      sentiment: "positive",
    },
    3,
  ],
  [
    {
      topic: "session_plan",
      text: "Next week we will work on kick outs and on tackling in pairs.",
      title: "Kick outs and tackling in pairs",
      sentiment: "neutral",
    },
    2,
  ],
  [
    {
      topic: "todo",
      text: "I need to book the all weather pitch for Thursday.",
      title: "Book the all weather pitch",
      sentiment: "neutral",
    },
    2,
  ],
];

/** Said now and then, and on no roster. */
export const UNKNOWN_NAMES = ["Fergus", "Blánaid", "Teddy"] as const;
