/** Surnames that no list holds, in notes without capitals: "sean brzezinski was over with us", "sean k was late". */
import { opensSentence, type Word } from "../text/words";
import { CAPITALISED_NO_NAMES, COMMON_GIVEN_NAMES } from "./common-names";
import type { KnownNames } from "./known-names";
import { GIVEN_NAMES } from "./known-spellings";
import { isDone } from "./place-for-name";

/** What stands between a first name and what was done, and is no surname. */
const NO_SURNAMES = new Set(
  "today tonight yesterday tomorrow also really just still always never again maybe probably definitely actually only even then there here himself herself themselves both each first second third last next half time twice once almost nearly sometimes usually often clearly obviously apparently luckily sadly thankfully though however anyway either neither else game match goal point session knee ankle foot hand head back hamstring groin shoulder wrist elbow finger thumb calf thigh quad shin heel toe nose lips face neck side injury attitude effort passing tackling striking catching kicking training work rate form play right left mother father mammy daddy parents family brother sister mate friend from with this that what when while which were have been into over under after before until about very more most much many some same well great good poor late early sick sore tired brilliant excellent class super everyone everybody someone somebody anyone anybody nobody lad lads girl girls boy boys fella child kid player".split(
    " ",
  ),
);
const MIN_SURNAME = 4;
const INITIAL = /^[b-hj-z]$/;

export function isUnlistedSurname(words: readonly Word[], at: number, known: KnownNames): boolean {
  const word = words[at];
  const next = words[at + 1];
  if (!word || word.possessive) return false;
  const { folded } = word;
  if (INITIAL.test(folded)) return true;
  if (NO_SURNAMES.has(folded) || CAPITALISED_NO_NAMES.has(folded)) return false;
  if (folded.length < MIN_SURNAME || /(?:ing|ly|ed|s)$/.test(folded)) return false;
  if (known.given.has(folded) || GIVEN_NAMES.groupOf.has(folded) || COMMON_GIVEN_NAMES.has(folded))
    return false;
  return !isDone(word) && next !== undefined && !opensSentence(next) && isDone(next);
}
