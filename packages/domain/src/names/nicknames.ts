import { GIVEN_NAMES } from "./known-spellings";

/**
 * Short forms that are not simply the beginning of the name. They bring a player into the list of candidates and
 * never link a mention: a Paddy may be a Patrick or a Pádraig, and the coach knows which. Folded, short form first.
 */
const NICKNAMES: ReadonlyMap<string, readonly string[]> = new Map(
  [
    "alex alexander alexandra alexandria sandra",
    "becky rebecca",
    "bill william",
    "billy william",
    "bob robert",
    "bobby robert",
    "cathy catherine kathleen",
    "charlie charles charlotte",
    "con cornelius",
    "davy david",
    "dave david",
    "dec declan",
    "dick richard",
    "eddie edward edmund",
    "ellie eleanor ellen elizabeth",
    "frank francis",
    "frankie francis frances",
    "gerry gerard gearoid",
    "jack john",
    "jake jacob",
    "jamie james",
    "jim james",
    "jimmy james",
    "joey joseph",
    "johnny john",
    "kate catherine kathleen caitlin",
    "katie catherine kathleen caitlin",
    "larry laurence lawrence",
    "libby elizabeth",
    "lizzie elizabeth",
    "liz elizabeth",
    "maggie margaret",
    "mattie matthew",
    "meg margaret",
    "mick michael micheal",
    "mickey michael micheal",
    "mike michael micheal",
    "mikey michael micheal",
    "molly mary",
    "ned edward edmund",
    "nuala fionnuala",
    "packie patrick padraig",
    "paddy patrick padraig",
    "pat patrick patricia padraig",
    "peggy margaret",
    "podge padraig",
    "ricky richard",
    "robbie robert",
    "sandy alexander alexandra",
    "shay seamus",
    "ted edward",
    "teddy edward",
    "tim timothy",
    "timmy timothy",
    "tom thomas tomas",
    "tommy thomas tomas",
    "tony anthony antonio",
    "triona caitriona",
    "will william",
    "willie william",
  ].map((line): [string, string[]] => {
    const [short = "", ...names] = line.split(" ");
    return [short, names];
  }),
);

const MIN_SHORT_FORM = 3;

/** "Ciara" is no short "Ciarán": a name that is known as a whole is not taken for the beginning of another. */
const isWholeName = (word: string): boolean => GIVEN_NAMES.groupOf.has(word);

/** Whether `short` is a usual short form of `name`, or the beginning of it ("Sam" of "Samantha"). */
export function isShortFormOf(short: string, name: string): boolean {
  if (short === name) return false;
  if (short.length >= MIN_SHORT_FORM && name.startsWith(short) && !isWholeName(short)) return true;
  return NICKNAMES.get(short)?.includes(name) ?? false;
}
