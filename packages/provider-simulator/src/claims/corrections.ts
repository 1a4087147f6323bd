import type { Entity } from "./entities";

/** Words with which a speaker takes back what was just said. */
const TAKES_BACK =
  /\b(?:no,? (?:sorry|wait|hang on|hold on|actually|it was|that was|i tell)|sorry,? (?:not|i mean|it was|that was|no)|correction|scratch that|i mean|i meant|tell a lie|wrong name|or rather|hang on|hold on|no actually|edit:)|[,–—.] ?(?:sorry|no|edit)[,:]? (?=\p{Lu}?)/iu;
const NOT_THIS_ONE = /(?:\bnot|\bn['’]t|\bsaid)\s+$/iu;
/** The cue and the name that replaces stand close together. */
const REACH = 60;

/** Whether the words right before a name take back the name before them. */
export const takesBack = (textBefore: string): boolean => TAKES_BACK.test(textBefore.slice(-REACH));

/** The people of a statement without those who were taken back: "Sean, no sorry, Dean not Sean" speaks of Dean. */
export function withoutTakenBack(transcript: string, people: readonly Entity[]): Entity[] {
  const back = new Set<string>();
  const kept: Entity[] = [];
  for (const person of people) {
    const previous = kept.at(-1);
    const between = transcript.slice(previous?.end ?? Math.max(0, person.position - REACH), person.position);
    if (previous && NOT_THIS_ONE.test(between)) {
      back.add(keyOf(person));
      continue;
    }
    if (previous && keyOf(previous) !== keyOf(person) && takesBack(between)) back.add(keyOf(previous));
    kept.push(person);
  }
  return kept.filter((person, index) => !back.has(keyOf(person)) && firstOf(kept, person) === index);
}

const keyOf = (person: Entity): string => person.rawText.toLowerCase();

const firstOf = (people: readonly Entity[], person: Entity): number =>
  people.findIndex((each) => keyOf(each) === keyOf(person));
