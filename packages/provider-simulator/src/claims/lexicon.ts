import { fold } from "./words";

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/).map(fold));

/** Words that are written with a capital for another reason than being a person's name. */
const COMMON_WORDS = list(`
  i ill im ive id thats its hes shes whats theres heres lets weve were theyre theyve youre dont didnt cant wont isnt wasnt couldnt
  wouldnt a an the this that these those it its he she they we you our my his her their your there here what when where
  who why how if so and but or not no yes ok okay yeah hi hello hey thanks thank please sorry also then after before during while
  because since although though however overall finally first firstly second secondly third next last later today tonight
  tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
  september october november december morning afternoon evening week weekend month year christmas easter summer winter
  everyone everybody someone somebody nobody anyone all both some most many few several each every one two three four five six
  seven eight nine ten half full good great brilliant excellent super poor bad tough nice well done not only just still again
  training trainings match matches game games session sessions team teams club clubs coach coaches player players lads girls boys
  kids parents parent mam mum mom dad mother father granny teacher principal doctor physio referee ref umpire captain
  attendance weather pitch pitches passing tackling shooting kicking catching defending attacking warm warmup drill drills fitness
  morale spirits energy effort attitude goal goals point points score scores penalty penalties kickouts kickout puckouts frees
  free hamstring ankle knee calf groin injury injuries note notes reminder remind need needs todo book ring call text email ask
  tell get make bring order check talk speak watch plan work keep let lets start finish move switch can could should would will
  must do does did have has had is are was were be been at in on of for from with to by against about as than like under over
  gaa lgfa fai irfu var pe u8 u9 u10 u11 u12 u13 u14 u15 u16 u17 u18 gold silver blue green red white black amber county
  school college park field ground hall gym centre center road street north south east west upper lower st saint
  football hurling camogie soccer rugby basketball gaelic irish english ireland dublin cork galway limerick kerry mayo
  whatsapp facebook instagram zoom mass covid cul camp feile blitz league cup championship final semi quarter
  simulated transcript simulator recording voice inaudible unclear music noise`);

export const isCommonWord = (word: string): boolean => COMMON_WORDS.has(fold(word));

const PLACE_PREPOSITIONS = list("against versus vs v in at near beat beating playing st saint club");

export const isPlacePreposition = (word: string): boolean => PLACE_PREPOSITIONS.has(fold(word));

const VERBS = list(`
  was wasnt were is isnt are has hasnt had hadnt have did didnt does doesnt do got gets went goes came comes took takes made makes
  kept keeps ran runs hit hits put puts led leads won wins lost loses fell falls hurt hurts felt feels left leaves gave gives met
  broke breaks stood stands sat threw throws caught catches fought saw sees told tells said says shot shoots read rang sent
  brought brings thought thinks bought taught built grew grows wore held lay spoke began became drew wrote needs need seems seem
  looks plays play trains train works wants keeps could couldnt would wouldnt should shouldnt will wont can cant might must may
  really also just still again always never definitely absolutely currently both all who pulled scored missed said im back off
  out late absent injured sick brilliant excellent great good poor very quite so`);

/** Whether a word after a name shows that the name is the subject: a verb, or what commonly stands before one. */
export const isVerbLike = (word: string): boolean => {
  const folded = fold(word);
  return VERBS.has(folded) || (folded.length > 3 && folded.endsWith("ed"));
};

const OBJECT_PREPOSITIONS = list(`
  to for with from by of on at in than like that when because if behind after before off past over under about between against
  into around beside alongside told tell asked ask gave give let marking marked beat`);

/** Whether a word before a name shows that the name is not the subject of a new statement. */
export const isObjectPreposition = (word: string): boolean => OBJECT_PREPOSITIONS.has(fold(word));
