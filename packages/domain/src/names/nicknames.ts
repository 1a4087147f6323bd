import { COMMON_GIVEN_NAMES, COMMON_SURNAMES } from "./common-names";
import { GIVEN_NAMES, SURNAMES } from "./known-spellings";

/**
 * Usual short forms of given names that are more than the beginning of the name. They bring a player into the list of
 * candidates and never link a mention: a Paddy may be a Patrick or a Pádraig, and the coach knows which. Folded, one line per
 * full name, its short forms after it. No registry of ours has a maintained list with the Irish forms, so this one is kept here.
 */
const SHORT_FORMS = `
  aaron ronnie
  abigail abby abbie abi gail
  adam addie
  adelaide addie ada heidi
  adrian ade
  agnes aggie nessa
  aidan aido aidie
  ailbhe albie
  aine anya annie
  aisling ash ais
  alan al
  albert al albie bert bertie
  alexander alex al alec lex sandy xander zander alasdair sasha eck
  alexandra alex alexa ali lexi lexie lex sandra sandy sasha xandra
  alexandria alex lexi sandra
  alfred alf alfie fred freddie
  alice ali allie
  alison ali allie
  amanda mandy mand
  amelia amy millie mia mel
  anastasia ana stacy stacey tasha
  andrea andie drea
  andrew andy drew
  angela angie ange
  anne annie nan nancy
  anthony tony anto ant
  antonio tony toni anto
  antoinette toni netty
  aodhan aido
  aoibheann eva
  archibald archie
  arthur art artie
  augustine gus
  barbara barb babs barbie
  bartholomew bart barry batt
  beatrice bea trixie
  benjamin ben benji benny
  bernadette bernie berna detta
  bernard bernie ben barney
  bridget bridie biddy bree breda bríd
  brigid bridie biddy bree breda
  caitlin cat kate katie kit
  caitriona cat catrina trina triona rina
  cameron cam
  caoimhe keev keevs
  caroline carrie caz carol lina
  catherine cat cathy kate kathy katie kitty kit cass trina kat katy
  cathal cal
  cecilia cece celia sissy
  charles charlie chas chuck chaz
  charlotte charlie lottie lotte char
  christine chris chrissie chrissy tina
  christina chris chrissie chrissy tina
  christopher chris christy kit topher
  cian kino
  ciara kiki
  ciaran kier
  clodagh clo
  colm collie
  concepta connie
  connor con
  cornelius con neil corney neilus
  cynthia cindy
  daniel dan danny dano dinny dannie
  danielle dani ellie
  darragh daz
  david dave davy davie dáithí
  daithi dave davy david
  deborah deb debbie debs
  declan dec deco deckie
  denis dinny denny
  dennis dinny denny den
  derek del dez
  desmond des dessie desy
  diarmuid derry diar dermo
  dominic dom nick
  donal don donie dónie
  donald don donnie
  dorothy dot dottie dolly
  douglas doug dougie
  edmund ed eddie ned ted eamonn
  edward ed eddie ned ted teddy neddy
  eileen eily ellie
  eamon eddie ed
  eleanor ellie ella nell nellie nora lenny
  elizabeth beth betty bess bessie eliza liz lizzie lizzy libby lisa elsie ellie liza betsy lilibet tetty
  ellen ellie nell nellie elle
  emily em emmy milly
  emma em ems emmy
  eoin owenie
  esther essie hettie
  eugene gene
  evelyn eve evie
  fergus gus fergie
  fionnuala nuala fin finny
  fiona fi fifi
  florence flo florrie flossie
  frances fran frankie frannie fanny
  francesca fran chess cesca frankie
  francis frank frankie fran frankie
  franklin frank
  frederick fred freddie freddy
  gabriel gabe gabby
  gabriella gabby gabs ella
  gabrielle gabby elle
  gareth gaz gary
  gearoid gerry gar gerard gerald
  geoffrey geoff jeff
  george georgie geordie
  georgina georgie gina george
  gerald gerry ger
  geraldine ger gerry deenie
  gerard gerry ger ged
  gillian gill gilly jill
  gregory greg
  hannah hanna annie
  harold harry hal
  harrison harry
  harriet hattie harry
  helen nell nellie lena
  henrietta etta hetty hattie
  henry harry hal hank
  hubert bert hugh
  hugh hughie hugo shuey
  ignatius iggy nacie
  imogen immy
  isaac ike zac
  isabel bella belle izzy izzie issy ibby
  isabella bella izzy izzie issy ella
  jacob jake jakie
  jacqueline jackie jacqui
  james jim jimmy jamie jem jimbo seamus
  jane janie jenny
  janet jan
  jasmine jas jaz
  jeffrey jeff
  jennifer jen jenny jenna jennie
  jeremiah jerry jer jeremy miah
  jeremy jerry jez
  jessica jess jessie
  joan joanie
  joanna jo joey
  john jack johnny jonny johno jacko
  jonathan jon jonny johnny jonno jonty
  joseph joe joey jo jos
  josephine jo josie joey fina
  joshua josh joshie
  judith judy jude
  julia jules julie
  juliana jules julie
  julian jules
  katherine kate katie kathy kat
  kathleen kathy kath kate katie kay kit kitty cathy
  kenneth ken kenny
  kevin kev kevo
  kimberly kim
  laurence larry laurie lar lorcan
  lawrence larry laurie lar
  lauren laurie loz
  laura lori laurie
  leonard len lenny leo
  leonardo leo
  lillian lily lil
  lorcan larry lorcs
  louis lou louie
  louise lou lulu
  lucas luke luca
  lucinda lucy cindy
  lucy lu lulu luce
  luke lukey
  madeline maddy maddie mads lena
  madeleine maddy maddie mads lena
  madison maddy maddie
  maeve maevey
  mairead maidie mags
  malachy mal
  margaret maggie mags meg megan peg peggy rita greta marge margie daisy mairead madge
  maria mia
  marie mia
  marjorie marge margie
  mark marky marko
  martha marty mattie
  martin marty mart
  martina tina marty
  mary molly polly may mae moll mamie maire minnie
  matilda tilly tilda mattie
  matthew matt mattie matty
  maurice mossy moss mo
  maureen mo reenie
  maximilian max
  megan meg megs meggie
  melanie mel
  melissa mel lissa missy
  michael mick mickey mike mikey micky mickser micko
  micheal mick mickey mike mikey micky haulie
  michelle shell shelly chelle
  mildred millie
  miranda mandy randa
  mohammed mo
  muhammad mo
  mohamed mo
  muireann mui
  nancy nan
  naomi nomi
  natalie nat
  natasha nat tasha tash
  nathan nate nat nath
  nathaniel nate nat nath
  neil neilly
  niall nialler
  niamh neevy
  nicholas nick nicky nico klaus
  nicola nic nicky nikki
  nicole nic nicky nikki
  noel nollaig
  nora nonie norrie
  norman norm
  odhran odie
  oisin osh ush
  oliver ollie olly noll
  olivia liv livvy ollie livy
  oscar ossie oz
  owen owenie
  padraig paddy pat podge packie paudie porry patsy patch pád
  patricia pat patsy patty tricia trish trisha tish
  patrick pat paddy patsy paudie pa rick packie podge patch
  paul paulie
  paula paulie
  pauline paula
  penelope penny nell
  peter pete peadar
  philip phil pip
  philomena phil mena phily
  priscilla cilla
  rachel rach rae
  raphael raph rafa
  raymond ray
  rebecca becky becca becks bex
  reginald reg reggie
  richard dick rich richie rick ricky dickie
  robert bob bobby rob robbie bert robo robby
  roderick rod roddy rory
  roger rodge
  roisin ro rosie rose roe
  roland rolly
  ronald ron ronnie
  ronan ro ronnie
  rosaleen rose rosie
  rosemary rose rosie ro
  ruairi rua roo ruairc
  samantha sam sammy
  samuel sam sammy
  sandra sandy
  saoirse saorse sersh seersh
  sarah sal sally sadie
  seamus shay shaymo seamie shamie jim
  sean seanie shauny seano
  sebastian seb bas
  shane shano
  siobhan shiv shivy
  sinead shin
  simon si
  solomon sol
  sophia sophie soph
  sophie soph
  sorcha sorch
  stephanie steph stevie
  stephen steve stevie ste steo
  susan sue susie suzy sukie
  susanna sue susie suzy
  sylvester sly sylvie
  tadhg tadhgo timmy tim tadhgie
  teresa terry tess tessa tracy tessie
  theresa terry tess tessa tessie
  theodore theo ted teddy
  therese tess tessa
  thomas tom tommy thom tomo tomás
  tiarnan tier tiernie
  tomas tom tommy
  timothy tim timmy thady
  tobias toby tobi
  valentine val
  valerie val
  vanessa nessa ness van
  veronica ronnie vera nica
  victor vic
  victoria vicky vicki tori toria vic
  vincent vin vinny vince
  virginia ginny ginger
  walter wally walt
  wilfred wilf fred
  wilhelmina mina minnie willa
  william will bill billy liam willie willy wills
  winifred winnie freda una
  xavier xav
  yvonne von
  zachary zack zach zac zak
  zachariah zack zach zac
  zoe zo`;

const NAMES_OF_SHORT_FORM: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const names = new Map<string, Set<string>>();
  for (const line of SHORT_FORMS.trim().split("\n")) {
    const [name = "", ...shortForms] = line.trim().normalize("NFD").replace(/\p{M}/gu, "").split(" ");
    for (const short of shortForms) names.set(short, (names.get(short) ?? new Set()).add(name));
  }
  return names;
})();

/** Whether a word is a usual short form of some given name. */
export const isShortForm = (word: string): boolean => NAMES_OF_SHORT_FORM.has(word);

const MIN_SHORT_FORM = 3;

/** "Ciara" is no short "Ciarán": a name that is known as a whole is not taken for the beginning of another. */
const isWholeName = (word: string): boolean => GIVEN_NAMES.groupOf.has(word);

const ENDINGS = ["ser", "een", "ers", "ie", "ey", "in", "er", "y", "o", "s"] as const;
/** The beginning that half a team sheet shares. */
const SHARED_BEGINNING = "mac";
const DOUBLED = /(\p{L})\1$/u;

/** The beginnings of names that a pet form may come from: "seanie" → "sean", "sully" → "sull", "sul", "robbo" → "robb", "rob". */
function stemsOf(word: string): string[] {
  return ENDINGS.flatMap((ending) => {
    const stem = word.endsWith(ending) ? word.slice(0, -ending.length) : "";
    if (stem.length < MIN_SHORT_FORM || stem === SHARED_BEGINNING) return [];
    // An Irish diminutive slenderises: Tomás, Tomáisín.
    const broad = ending === "in" ? [stem.replace(/i(?=[^aeiou]+$)/u, "")] : [];
    return [stem, ...broad, ...(DOUBLED.test(stem) ? [stem.slice(0, -1)] : [])];
  });
}

/** "a Sheáin" is said to Seán: the first consonant loses its h, the last vowel its i. */
function vocativeOf(word: string): string[] {
  if (!/^[bcdfgmpst]h/.test(word) || word.length < 4) return [];
  const plain = word[0] + word.slice(2);
  return [plain, plain.replace(/i(?=[^aeiou]+$)/u, ""), plain.replace(/i([^aeiou]+)$/u, "a$1")];
}

/** Whether a family name is called by a pet form of it: "Sully" for O'Sullivan, "Murph" for Murphy, "Fitzer" for Fitzgerald. */
export function isPetFormOfSurname(said: string, surname: string): boolean {
  if (COMMON_SURNAMES.has(said) || SURNAMES.groupOf.has(said)) return false;
  const plain = surname.replace(/^(?:o|mac|mc)(?=.{4})/, "");
  if (said.length >= 4 && said !== plain && plain.startsWith(said)) return true;
  return stemsOf(said).some((stem) => plain.startsWith(stem) || surname.startsWith(stem));
}

/** Whether `short` is a usual short or pet form of `name`, its vocative, or the beginning of it ("Sam" of "Samantha"). */
export function isShortFormOf(short: string, name: string): boolean {
  if (short === name) return false;
  if (NAMES_OF_SHORT_FORM.get(short)?.has(name)) return true;
  if (vocativeOf(short).some((form) => isSameGivenName(form, name))) return true;
  if (isWholeName(short)) return false;
  if (short.length >= MIN_SHORT_FORM && name.startsWith(short)) return true;
  if (COMMON_GIVEN_NAMES.has(short)) return false;
  return stemsOf(short).some((stem) => name.startsWith(stem) || isSameGivenName(stem, name));
}

const groupName = (word: string): string => GIVEN_NAMES.groupOf.get(word) ?? word;
const isSameGivenName = (a: string, b: string): boolean => groupName(a) === groupName(b);

/** Whether two given names may be said of one child: one is a form of the other, or both are forms of a third ("Bob", "Bobby"). */
export function mayBeOneName(a: string, b: string): boolean {
  if (isShortFormOf(a, b) || isShortFormOf(b, a)) return true;
  const names = NAMES_OF_SHORT_FORM.get(b);
  return [...(NAMES_OF_SHORT_FORM.get(a) ?? [])].some((name) => names?.has(name) === true);
}

/** "Seánie": a pet form by its ending, of a name that is given. Beginnings alone are too often words. */
export const isPetFormOf = (said: string, name: string): boolean =>
  !COMMON_GIVEN_NAMES.has(said) &&
  stemsOf(said).some(
    (stem) =>
      isSameGivenName(stem, name) || (name.startsWith(stem) && /^[aeiou]$/.test(name.slice(stem.length))),
  );
