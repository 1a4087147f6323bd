/**
 * What speech models write down when nobody speaks: the ends of the videos that they were trained on. A coach may well say
 * "thank you" at the end of a note, so that these count only where a text consists of nothing else.
 */
import { foldText } from "../names/normalize";
import { loopOf } from "./loops";

const AUDIENCE = "(?: (?:all|everyone|everybody|guys|folks|again|you))?";
const VIDEO = "(?: (?:this|the|my|our|todays) (?:video|episode|podcast|channel|stream|show))?";

/** Over the folded pieces of a text, without apostrophes: "I'll" is "ill". No pattern can go back over what it has read. */
const PIECES: readonly RegExp[] = [
  new RegExp(
    `^(?:thank you|thanks|thank u|many thanks)(?: so much| very much| a lot| a million)?(?: for (?:watching|listening|viewing|tuning in|joining us|joining me|your attention|your time|your support)${VIDEO})?${AUDIENCE}$`,
  ),
  new RegExp(
    `^(?:ill |well |i will |we will )?(?:see|catch) (?:you|ya)${AUDIENCE}(?: soon| later| next time| in (?:the|my|our|another) (?:next )?(?:one|video|episode|time))?$`,
  ),
  /^(?:if you (?:enjoyed|liked) (?:this|the|my|our) (?:video|episode) )?(?:please |dont forget to |remember to |make sure to )?(?:like|share|comment|subscribe|hit the like button|hit the bell)(?: (?:like|share|comment|subscribe|and|to|my|our|the|this|channel|videos?|for|more|below))*$/,
  /^(?:hello |hi |hey )?(?:everyone |everybody |guys |folks )?(?:and )?welcome (?:back )?to (?:my|our|the|another) (?:channel|video|episode|podcast|stream)(?: [^\n]*)?$/,
  /^(?:this|todays) (?:video|episode|podcast) (?:is|was) (?:sponsored|brought to you) by [^\n]*$/,
  /^(?:you|everyone|everybody|guys|folks|bye|bye bye|bye now|goodbye|good night|good luck|god bless|cheers|talk soon|thats it|thats all|right|ok|okay|uh|um|hm|hmm|mm|mhm|ah|oh|music|applause|silence|foreign|blank audio|(?:19|20)\d\d)$/,
  /^(?:subtitles|subtitle|captions|captioned|subbed|transcription|transcribed|translation|translated)(?: \w+){0,3} (?:by|from) [^\n]*$/,
  /^(?:untertitel|sous titres|sottotitoli|subtitulos|legendas|napisy)(?: [^\n]*)?$/,
  /^(?:[^\n]* )?(?:amara org|opensubtitles org|www \w+ (?:com|org|net))(?: community)?$/,
  /^(?:copyright|all rights reserved)(?: [^\n]*)?$/,
  /^(?:go raibh (?:mile )?maith (?:agat|agaibh)|slan|slan abhaile|diolch|diolch yn fawr|diolch yn fawr iawn|diolch am wylio|gracias|gracias por ver|merci|merci d avoir regarde|obrigado|danke|danke schon|vielen dank)$/,
];

/** Sentences and clauses. A full stop inside a web address ends nothing. */
const BREAK = /[.!?…,;:](?=\s|$)|\n/u;

/** Longer pieces are no farewell, and are not looked at. */
const MAX_PIECE_CHARACTERS = 200;

export function isFarewellPiece(piece: string): boolean {
  if (piece.length > MAX_PIECE_CHARACTERS) return false;
  const folded = foldText(piece);
  if (PIECES.some((pattern) => pattern.test(folded))) return true;
  // "bye bye bye", "you you you you"
  const loop = loopOf(folded.split(" "));
  const unit = loop?.share === 1 ? loop.unit.join(" ") : "";
  return unit !== "" && PIECES.some((pattern) => pattern.test(unit));
}

/** What is left of a text without its farewells, credits and fillers: empty where it consists of nothing else. */
export function withoutFarewells(text: string): string {
  const sentences = text.split(BREAK).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  return sentences
    .filter((sentence) => !isFarewellPiece(sentence) && !sentence.split(/\band\b/iu).every(isBlankOrFarewell))
    .join(". ");
}

const isBlankOrFarewell = (piece: string): boolean => piece.trim() === "" || isFarewellPiece(piece);
