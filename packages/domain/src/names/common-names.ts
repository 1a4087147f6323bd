/**
 * Names by which a person is recognised in a note who is on no roster: "Sean Kelly from the under fourteens". A name that is
 * missing here costs nothing in a text with capitals and may cost a question in one without.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Common given names beyond the groups of known spellings and the short forms. Folded. */
export const COMMON_GIVEN_NAMES = words(`
  aaliyah abbie abdul abel abigail ada adam adele adrian aengus agata agnes ahmed aibhin aideen aileen aine alastair alba
  albert alec alejandro aleksander alexa alexander alexandra alexis alfie alfred alice alicia alison alyssa amanda amber amelia
  amir ana anastasia andrea andrei andrew angela angelina angus anita annabel annabelle annie anthony anton antonio aoibhe
  aoibheann aoibhin aoibhinn archie ariana arthur arya ashley audrey austin barbara barry bartosz beatrice becca ben benjamin
  bernadette bernard beth bethany betty bianca bill billy blake bob bobby bonnie bradley brandon brenda bridget brigid brigit
  brody bronagh brooke bruno bryony caitlyn callie callum calvin cameron camille carina carl carla carlos carmel carol caroline
  casey cecilia charles charlie charlotte chelsea cheryl christian christina christine christopher chris claire clara claudia
  clayton clement clodagh cody cole colin colleen conan conall conn connie cooper corey cormac craig cristiano cuan curtis
  daire daisy damian damien daniel daniela danielle daniella danny darcy daren darius darren david dawid dawn dean deborah
  denis denise dennis derek desmond diana diego dominic dominik donald donna dorothy douglas duncan dylan eadaoin eabha edel
  edward edwin eileen elaine eleanor elena eli elijah elise elizabeth ella ellen ellie elliot elsa elsie emilia emma enda enya
  eric erica erin ernest esme estelle esther ethan eugene eva evan eve evelyn evie ewan faye felicity felix fiona flynn
  florence frances francis francesca frank fred freddie frederick freya gabriel gabriela gail gareth gary gavin gemma george
  georgia georgina gerald geraldine gerard gillian gina glen glenn gloria gordon graham greg gregory gustavo guy hailey hamish
  hana harriet harrison harry harvey hassan hayley hazel heidi helen helena henry herbert hilary howard hubert hugh hugo hunter
  ian ibrahim ilaria imogen indie ines inga ingrid irene isaac isabella isla ismail ivan ivana jack jackie jackson jacob jacqueline
  jade jaden jake jakub jamal james jamie jan jana jane janet janice jared jasmine jason jasper jay jayden jean jeff jenna
  jennifer jenny jeremy jerome jerry jess jesse jessica jessie jill jim jimmy joan joanna joanne jodie joel joe johan john johnny
  jonah jonas jordan jorge josef joseph josephine josh joshua josie joy joyce juan judith judy julia julian juliana julie juliet
  julius justin kacper kai karen karl karla karol kasper kate kathy kaya kayla kayleigh keelin keith kellie kelly kelvin ken
  kenneth kenny kerry kevin kian kim kimberly kirsten kirsty klaudia kofi kristian kristina kuba kyle kylie lara larry lars
  laura lauren laurence lawrence lea leah leanne lee lena lennon leo leon leona leonard leonardo leonie les leslie lewis lexi
  liam libby lilian liliana lily linda lindsay lisa lochlann logan lola lorna lorraine lottie louis louisa louise luca lucia
  lucinda lucy luis luka luke luna lydia lyla mabel maciej madeline madison maggie maja malcolm malgorzata manus marcel marcin
  marco marcus margaret maria marian marie mariam marija marina mario marion marissa marjorie martha martin martina marty mary
  mason mateo mateusz matilda matt maureen maurice max maxim maximilian maximus maya megan mel melanie melissa meredith mia
  mica michael michaela michal michelle miguel mikolaj mila milan miles millie mimi minnie miriam mitchell mohamed mohammed
  moira mollie monica morgan moya muhammad muiris murray myles nadia nancy naomi natalia natalie natasha nathan nathaniel neasa
  ned nellie nelson nessa niall nicola nicole nigel nikita nikola nina noah noel noelle oisin olga oliver olivia ollie omar
  oscar otto paige pamela paolo pat patrice patricia patrick paul paula pauline pawel peadar pearse pedro peggy penelope penny
  pete peter petra phil philomena phoebe pia pierce piotr polly poppy priscilla rafael raluca ralph raphael raquel ray raymond
  rebecca reece regina rene rex rhea rhona rhys ricardo richard rita rob robbie robert roberta roger roland roman rosa rosaleen
  rosanna rose rosemary rosie ross rowan roy ruben ruby rufus russell ruth ryan sabrina sadie sally sam samantha samir samuel
  sandra sara sasha saul scott sebastian selena selina serena seth shane shannon sharon shauna shay sheena shona sian sidney
  sienna sierra simon simone sinead siofra sky skye sofia solomon sonia sonny sophia sophie spencer stacey stan stanley stefan
  stella stephanie steve stewart stuart sue susan susanna susie sylvia szymon tabitha talia tania tanya tara tatiana ted teresa
  terence teresa terry tess tessa thea theo theodore theresa thomas tiana tiffany tilly tim timothy tina tobias tobin todd tom
  tomas tommy tony tori tracey tracy trevor tristan troy tyler ultan ursula valentina valerie vanessa vera vernon veronica
  victor victoria vincent viola violet virginia vivian vivienne wayne wendy wilhelm will william wiktor willow winifred wojtek
  abby alex annie ben bobby dan danny eddie ellie gracie izzy jimmy joe johnny jonny josie kathy katie kate lexi lottie maddy
  maggie matt mick mikey nate nick paddy robbie sammy teddy tilly timmy toby tommy trish vicky zach zack xavier yasmin yusuf yvette yvonne zach zachary zack zara zofia zuzanna`);

/** Surnames common on Irish and British team sheets, beyond the groups of known spellings. Folded. */
export const COMMON_SURNAMES = words(`
  adams ahern aherne allen anderson armstrong bailey baker barnes barrett barron barry beirne bell bennett boland bolger bourke
  boyd boylan boyle brady brennan breslin brien broderick brogan brophy buckley burke burns butler cahill callaghan callan
  campbell canavan carey carolan carr carter carty casey cassidy clancy cleary clifford coady coffey cole coleman colgan collins
  colleran comerford conlan conlon connaughton connell connor connors conroy considine conway cooney corbett corcoran corrigan
  cosgrave cosgrove costello cotter courtney cox coyle coyne craven crawford creed crehan cremin cronin crosbie crowe crowley
  cuddihy culhane cullen cullinane cummins cunniffe curley curran curtin cusack daly daly dalton darcy davey davitt deasy
  deegan delaney delahunty dempsey dennehy devaney devereux devine devlin dillon dineen dixon dobbyn dolan donaghy donegan
  donnellan donohoe donoghue donohue donovan doolan dooley doran dowd dowling downey downes doyle drennan drumm duane dudley
  duffy duggan duignan dunleavy dunne dunphy dwyer earley edwards egan ellis english evans fagan fahey fahy fallon farrelly
  fennell fennelly fenton ferguson finn finnegan finnerty fitzgerald fitzgibbon fitzmaurice fitzpatrick fitzsimons flanagan
  flannery fleming flood flynn fogarty foley forde fox franklin frawley freeman furlong gaffney galvin gannon garvey gibbons
  gibney gibson gilhooly gill gilligan gilmore gilroy gilsenan gleeson glennon glynn goggin goodwin gorman gough graham grant
  greaney greene griffin grogan guilfoyle guinan gunning hackett halligan hall halpin hamilton hanley hanlon hannigan hannon
  hanrahan harkin harris harrington harrison hartnett harte harvey hassett haughey hawkins healy heaney heapes hearne heffernan
  hegarty hehir henderson hennessy henry herlihy hession hickey hickson higgins hill hoare hogan holland hopkins horan horgan
  houlihan howard howley hughes hunt hurley hussey hutchinson hyde hyland hynes ingram irwin jackson jennings johnson johnston
  jones jordan joyce judge kane keane kearns keaney keating keaveney keegan keely keenan keelan kehoe kelleher kelly kenneally
  kennedy kenny kerin kernan kerr kerrigan kerins kiely kiernan kilbane kilcoyne killeen killeen kilroy king kinahan kirby
  kirwan knight lacey lally lambert lane larkin lavelle lavin lawless lawlor lawton leahy leddy lee leech lennon lenihan leonard
  leslie lester lewis linehan liston lloyd loftus logue lohan lonergan long loughlin loughran lowry lucey lydon lyons macken
  mackey madden magee mahon malone mangan mannion manning mannix marley marron marshall martin mason mathews matthews mcateer
  mcauley mcauliffe mcbride mccabe mccaffrey mccann mccarthy mccartan mccarron mcclean mccormack mccormick mccourt mccoy
  mccullagh mcdaid mcdermott mcdonald mcdonnell mcelroy mcenaney mcenroe mcentee mcevoy mcfadden mcgahan mcgann mcgarry mcgee
  mcgettigan mcgill mcginley mcginty mcglynn mcgovern mcgowan mcgrath mcgrory mcguinness mcgurk mchale mchugh mcinerney mcintyre
  mckay mckenna mckeon mckeown mckiernan mckinley mcmahon mcmanus mcnally mcnamara mcnamee mcnulty mcpartland mcphillips
  mcquaid mcquillan mcshane mcsharry mcsweeney mctiernan mcveigh meade meaney meehan mellett mills minogue mitchell molony
  moloney monaghan monahan mongan mooney moran moriarty morgan moroney morris morrissey morrison moynihan mulcahy mulhall
  mulhern mulholland mullan mullaney mullen mulligan mullins mulvey mulvihill murray murtagh myers mythen nagle nally nash
  naughton naughton nealon nestor neville nevin newman nicholson noonan norris norton nugent nyhan oboyle ocallaghan ocarroll
  oconaill oconnell odea odonnell odonoghue odonovan odowd odriscoll oduffy odwyer ofarrell oflaherty oflynn ogara ogorman ograd
  ogrady ohagan ohalloran ohanlon ohara ohare ohehir ohiggins okane okeefe okeeffe okelly oleary oloughlin omalley omeara omara
  oneachtain oregan oriordan orourke orr osullivan otoole owens oakes parker parsons patterson phelan pierce plunkett poole
  porter powell power prendergast price prior purcell purtill quaid quealy quigley quilty quinlan quirke rafferty raftery ralph
  redmond regan reynolds rice richards richardson ring roberts robinson robson rock rooney rossiter roughan rowley ruane rush
  russell ruttledge ryan ryder salmon sammon savage scally scanlon scully sexton shanahan shannon sharkey shaw shea sheedy
  sheehy sheeran sheils sheridan sherlock shields shine silke sinnott slattery slevin smullen somers spillane spain stack
  stafford stanley stapleton staunton stenson stokes storan sugrue sullivan swan sweeney synnott taaffe tallon tangney taylor
  tevlin thornton tierney timmons timoney tobin toland toner toomey torpey tracey traynor treacy troy tully tuohy turley turner
  twomey tyrrell vaughan veale wade waldron walker wall wallace walton ward warren waters watson watters weldon whelehan whitty
  wilson williams woods wright wyse yeates young zielinski kowalski nowak wisniewski kaminski lewandowski popescu ionescu silva
  santos pereira okafor adeyemi adebayo mensah khan ahmed ali singh patel nguyen`);

/** Surnames that are everyday words: without a capital they are taken for the word. */
export const SURNAMES_THAT_ARE_WORDS = words(`
  barrett bell best brown burns butler case cash close cole cook cooper cross day fox freeman grant gray green greene hall hand
  hill hunt judge king knight lane lee long mills moore moor power price prior rice ring rock rush savage sharp short shine small
  spain stack stokes strong swan wade walker wall waters white woods young field love little early major page parker porter
  salmon english holland hope`);

/**
 * Given names that are everyday words, and the words before which, or after which, they are those words. They are a name only
 * where the sentence has a place for one.
 */
export const GIVEN_NAMES_THAT_ARE_WORDS = words(`
  amber april art august autumn bay bill blue bob brook brooke chance chase chip christian cliff daisy dawn dean drew faith fern
  frank gene ginger grace grant guy harry hazel heather holly hope hunter iris ivy jade jay jewel joy june lance lee lily mark
  max may melody mercy mike miles nick norm olive patience pat pearl penny peg pip poppy precious princess ray rich rob robin
  rocky rod rose rowan ruby rusty sage sandy sky skip spike star storm sue summer sunny tiger trinity victor violet wade ward
  will willow woody wren`);

/** Capitalised words that name no person: days, months, places of play, languages, tournaments, words of games. */
export const CAPITALISED_NO_NAMES = words(`
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december christmas easter halloween irish english gaelic gaeilge ireland dublin cork galway limerick ulster munster
  leinster connacht gaa lgfa fai irfu feile ceist croke croker park club league cup final semi championship coach coaches mam mum
  dad mom mammy daddy mr mrs ms miss dr fr god jesus ok okay tv hse physio a&e ae i im ive ill id us u whatsapp covid st saint
  saints san sunday's man var mvp motm`);
