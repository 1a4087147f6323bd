/** Whether two claims about one player are about one matter: one ankle in three notes is one injury. */
import { foldedWords } from "../text/fold";
import type { ClaimTopic } from "../vocabulary/notes";

/** Matters that last. What happened in a session (a goal, a late arrival) is new each time. */
export const LASTING_TOPICS = [
  "injury",
  "wellbeing",
  "recovery",
  "development_milestone",
  "parent_communication",
] as const satisfies readonly ClaimTopic[];
export const isLasting = (topic: ClaimTopic): boolean => LASTING_TOPICS.some((lasting) => lasting === topic);

/** Told again within this time, it is the same record. */
export const SAME_MATTER_DAYS = 14;

const PARTS: ReadonlyMap<string, string> = new Map(
  [
    "ankle ankles",
    "knee knees kneecap acl meniscus cruciate",
    "hamstring hamstrings hammy hammer",
    "groin",
    "calf calves",
    "thigh quad quads",
    "hip hips",
    "back spine",
    "shoulder shoulders collarbone",
    "elbow",
    "wrist wrists",
    "hand hands",
    "finger fingers thumb thumbs",
    "head concussion concussed",
    "neck",
    "face nose eye eyes jaw tooth teeth lip",
    "rib ribs chest",
    "foot feet heel toe toes sole",
    "shin shins",
    "arm arms forearm",
    "leg legs",
    "stomach tummy",
    "asthma breathing inhaler",
  ].flatMap((line) => {
    const [part = "", ...others] = line.split(" ");
    return [part, ...others].map((word): [string, string] => [word, part]);
  }),
);

const SMALL_WORDS = new Set(
  "a an the and or but of in on at to for with from by his her their he she they him them is was are were be been has had have it its this that again still very really bit little quite so too not no as up out after before during into over today tonight yesterday training match game session week".split(
    " ",
  ),
);
/** How much two short texts must share to be one matter where no part of the body tells. */
const LEAST_SHARE = 0.5;

interface Told {
  title: string;
  description: string;
}

const partsOf = (words: readonly string[]): Set<string> =>
  new Set(words.flatMap((word) => PARTS.get(word) ?? []));

const sideOf = (words: readonly string[]): string | undefined => {
  const sides = new Set(words.filter((word) => word === "left" || word === "right"));
  return sides.size === 1 ? [...sides][0] : undefined;
};

const stem = (word: string): string => word.replace(/(?:ing|ness|ed|es|s)$/, "");

/** The topic and the player are the same already. */
export function isSameMatter(a: Told, b: Told): boolean {
  const [wordsOfA, wordsOfB] = [a, b].map(({ title, description }) => foldedWords(`${title} ${description}`));
  if (!wordsOfA || !wordsOfB) return false;
  const [sideOfA, sideOfB] = [sideOf(wordsOfA), sideOf(wordsOfB)];
  const [partsOfA, partsOfB] = [partsOf(wordsOfA), partsOf(wordsOfB)];
  if (partsOfA.size > 0 && partsOfB.size > 0) {
    const common = [...partsOfA].some((part) => partsOfB.has(part));
    return common && (sideOfA === undefined || sideOfB === undefined || sideOfA === sideOfB);
  }
  return shareOf(contentOf(a), contentOf(b)) >= LEAST_SHARE;
}

const contentOf = ({ title, description }: Told): Set<string> =>
  new Set(
    foldedWords(`${title} ${description}`)
      .filter((word) => !SMALL_WORDS.has(word))
      .map(stem),
  );

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  return smaller === 0 ? 0 : [...a].filter((word) => b.has(word)).length / smaller;
}
