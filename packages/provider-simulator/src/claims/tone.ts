import type { ClaimSeverity, Sentiment } from "@voice-flow/domain/vocabulary/notes";
import type { Claim } from "./contract";

type Topic = Claim["topic"];

const POSITIVE =
  /\b(?:brilliant|excellent|great|super|superb|class|outstanding|good|well|better|best|improv\w*|impress\w*|fantastic|amazing|unreal|happy|happier|delighted|proud|strong(?:er)?|sharp(?:er)?|scored|saved|won|progress\w*|fitter|faster|taller|positive|lively|solid|helped|encourag\w*|all clear|cleared|recover(?:ed|ing)|back (?:training|running|playing)|first (?:ever|start|goal|point)|debut|selected|picked|player of the match|man of the match|respectful|hard.?working|worked (?:\w+ )?hard|on time)\b/giu;
const NEGATIVE =
  /\b(?:poor|bad|badly|worse|worst|missed|missing|absent|late|lazy|messing|disrespect\w*|cheek\w*|argu\w*|sent off|red card|off the pace|struggl\w*|slipp\w*|declin\w*|lost|weak(?:er)?|unfit|refus\w*|would not|wouldn't|distract\w*|backchat|sulk\w*|rude|temper|not good|wasn't good|disappoint\w*|flat|didn't|no.show|fight\w*|complain\w*|not happy)\b/giu;
const NEGATED_POSITIVE =
  /\b(?:not|n't|never) (?:\w+ )?(?:great|good|well|happy|strong|brilliant|sharp|his best|her best)\b/giu;

const count = (pattern: RegExp, text: string): number => [...text.matchAll(pattern)].length;

export function sentimentOf(topic: Topic, text: string): Sentiment {
  const plain = text.replace(/’/g, "'");
  const negated = count(NEGATED_POSITIVE, plain);
  const balance = count(POSITIVE, plain) - 2 * negated - count(NEGATIVE, plain);
  if (topic === "injury") return "concerned";
  if (topic === "wellbeing") return balance > 0 ? "positive" : "concerned";
  if (topic === "todo" || topic === "session_plan") return "neutral";
  if (balance === 0) return "neutral";
  return balance > 0 ? "positive" : "negative";
}

const INJURY_SEVERITY: readonly (readonly [ClaimSeverity, RegExp])[] = [
  [
    "critical",
    /\b(?:concuss\w*|unconscious|knocked out|ambulance|hospital|a ?and ?e|fractur\w*|broken?|dislocat\w*|neck|spine|seizure|collapsed?)\b/iu,
  ],
  [
    "high",
    /\b(?:went down|swollen|swelled|crutches|stretchered|torn?|ruptur\w*|can(?:'t|not) (?:walk|run)|could ?n[o']t (?:walk|run|continue)|ligament|serious|badly|scan|x.?ray)\b/iu,
  ],
  [
    "low",
    /\b(?:slight(?:ly)?|minor|niggle|small|a bit|little|knock|bruis\w*|cramp\w*|blister\w*|stiff|nothing serious|precaution\w*)\b/iu,
  ],
];
const WELLBEING_SEVERITY: readonly (readonly [ClaimSeverity, RegExp])[] = [
  ["critical", /\b(?:self.harm\w*|suicid\w*|abus\w*|hurt (?:himself|herself))\b/iu],
  ["high", /\b(?:bull(?:y|ied|ying)|panic\w*|depress\w*|in tears|crying|cried|bereave\w*|grieving)\b/iu],
  ["low", /\b(?:tired|nervous|a bit|slightly|little|happier)\b/iu],
];

/** Only injuries and wellbeing have one; medium unless the words say more or less. */
export function severityOf(topic: Topic, text: string): ClaimSeverity | null {
  if (topic !== "injury" && topic !== "wellbeing") return null;
  const plain = text.replace(/’/g, "'");
  const levels = topic === "injury" ? INJURY_SEVERITY : WELLBEING_SEVERITY;
  return levels.find(([, pattern]) => pattern.test(plain))?.[0] ?? "medium";
}
