import { withoutDeniedHurts } from "./negations";
import { SIGNS } from "./topic-signs";

export type SpokenTopic = keyof typeof SIGNS;

export interface TopicScore {
  readonly topic: SpokenTopic;
  readonly score: number;
}

// `Object.keys` forgets the keys' type; the object is a constant whose keys are exactly these.
const TOPICS = Object.keys(SIGNS) as SpokenTopic[];

/** The topics that a text shows signs of, the clearest first. */
export function scoreTopics(text: string): TopicScore[] {
  const plain = text.replace(/’/g, "'");
  const affirmed = withoutDeniedHurts(plain);
  return TOPICS.map((topic) => ({
    topic,
    score: SIGNS[topic].reduce((sum, { pattern, weight }) => {
      const spoken = topic === "injury" ? affirmed : plain;
      return sum + [...spoken.matchAll(pattern)].length * weight;
    }, 0),
  }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => Math.min(right.score, DECISIVE) - Math.min(left.score, DECISIVE));
}

/** From here on more signs say nothing more; equal topics stay in the order above. */
const DECISIVE = 3;
/** From here on a text is about the topic whatever else it says. */
export const STRONG = 2;
