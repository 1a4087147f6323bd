/** Hurts that a speaker denies: "is NOT injured", "no injuries", "didn't hurt her wrist", "isn't broken". */
const DENIED_HURT =
  /\b(?:not|n't|never|no|nobody|without)\b(?: (?:really|even|actually|a|any|one|be|been|is|was|got|get|the|that|his|her)){0,2} (?:injur\w*|hurt|concuss\w*|sprain\w*|strain\w*|broken?|fractur\w*|swell\w*|swollen|bruis\w*|sore|pain)\b|n't (?:injur\w*|hurt|concuss\w*|sprain\w*|broken?|fractur\w*|swollen|sore)\b(?: (?:his|her|their|the|that) [\p{L}]+)?/giu;

/** The text without the hurts that it denies; the same text if it denies none. */
export const withoutDeniedHurts = (text: string): string => text.replace(DENIED_HURT, " ");
