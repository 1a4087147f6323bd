/** Parts of the body that get hurt. */
export const BODY_PART =
  /hamstrings?|ankles?|knees?|groins?|calf|calves|shoulders?|wrists?|elbows?|hips?|quads?|achilles|shins?|thumbs?|fingers?|ribs?|neck|(?<=(?:his|her|their|lower|upper|sore|bad|s) )back|collarbones?|collar bones?|nose|head|jaw|thighs?|foot|toes?|arms?|legs?|hands?|muscles?/iu;

/** Skills of the field games, longer names first. */
export const SKILL =
  /left.foot(?:ed)? (?:passing|kicking|shooting)|right.foot(?:ed)? (?:passing|kicking|shooting)|weak(?:er)? (?:foot|side)|left (?:foot|side|hand)|right (?:foot|side|hand)|hand.?pass(?:ing|es)?|kick.?pass(?:ing|es)?|free.?(?:taking|kicks?|s)|kick.?outs?|puck.?outs?|high catch(?:ing|es)?|high balls?|first touch|ball handling|ball control|solo(?:ing| runs?)?|side.?steps?|pick.?ups?|toe.?taps?|passing|tackl(?:ing|es?)|shooting|catching|kicking|striking|hooking|blocking|dribbling|finishing|defending|marking|heading|crossing|communication|positioning|decision.making|movement|footwork|throw(?:ing|.?ins?)|lineouts?|scrummaging/iu;

const TIME_REFERENCES: readonly RegExp[] = [
  /\b(?:last|next|this) (?:night|week(?:end)?|month|season|year|session|match|game|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening)\b/iu,
  /\b(?:in|for|after|over) (?:the )?(?:last |first |next )?(?:about )?(?:a|an|\d+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|few|couple of) (?:more )?(?:minutes?|hours?|days?|weeks?|months?|sessions?|games?|matches)\b/iu,
  /\bin the (?:last|first|next|closing|opening) (?:\w+ )?(?:minutes?|half|quarter|weeks?)\b/iu,
  /\b(?:in |at )?(?:the )?(?:first half|second half|half.?time|full.?time)\b/iu,
  /\b(?:on |by |before |until )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: (?:night|morning|evening|afternoon))?\b/iu,
  /\b(?:tonight|today|yesterday|tomorrow|this week|all season|since \w+)\b/iu,
];

/** The first words about time, as spoken. */
export function timeReferenceIn(text: string): string | null {
  const found = TIME_REFERENCES.flatMap((pattern) => pattern.exec(text) ?? []);
  return found[0] ?? null;
}

export const bodyPartIn = (text: string): string | null =>
  new RegExp(`\\b(?:${BODY_PART.source})\\b`, "iu").exec(text)?.[0].toLowerCase() ?? null;

export const skillIn = (text: string): string | null =>
  new RegExp(`\\b(?:${SKILL.source})\\b`, "iu").exec(text)?.[0].toLowerCase() ?? null;

const NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const NUMBER = `(\\d+(?:\\.\\d)?|${NUMBER_WORDS.join("|")})( and a half)?`;
const OUT_OF = new RegExp(`\\b${NUMBER}\\s?(?:out of|/)\\s?(5|10|five|ten)\\b`, "iu");
const ALONE = new RegExp(`\\b${NUMBER}\\b`, "iu");

const numberOf = (text: string): number => {
  const index = NUMBER_WORDS.indexOf(text.toLowerCase());
  return index >= 0 ? index : Number(text);
};

/** A spoken rating on the scale 1–5; one out of ten is halved. Null where there is none on either scale. */
export function ratingIn(text: string): number | null {
  const match = OUT_OF.exec(text) ?? ALONE.exec(text);
  const [, number, half, scale = "5"] = match ?? [];
  if (number === undefined) return null;
  const value = (numberOf(number) + (half ? 0.5 : 0)) / (numberOf(scale) / 5);
  return value >= 1 && value <= 5 ? value : null;
}
