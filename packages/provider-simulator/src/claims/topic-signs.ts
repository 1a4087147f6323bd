import type { ClaimTopic } from "@voice-flow/domain/vocabulary/notes";
import { BODY_PART, SKILL } from "./details";

/** A sign of a topic and how much it says: 3 settles it, 2 is a strong sign, 1 a weak one. */
interface Sign {
  readonly pattern: RegExp;
  readonly weight: 1 | 2 | 3;
}

const signs = (weight: Sign["weight"], ...sources: readonly string[]): Sign[] =>
  sources.map((source) => ({ weight, pattern: new RegExp(source, "giu") }));

const PART = BODY_PART.source;
const NUMBER = "(?:[0-9]|10|zero|one|two|three|four|five|six|seven|eight|nine|ten)(?:\\.5| and a half)?";

/** By these words a topic is known. Order settles ties: what must not be missed comes first. */
export const SIGNS = {
  recovery: [
    ...signs(
      3,
      "\\b(?:rehab|rehabilitation|recover(?:y|ing|ed|s)?|return(?:ing|ed)? to play|off (?:the |his |her )?crutches)\\b",
    ),
    ...signs(
      3,
      `\\bback (?:\\w+ )?(?:from|after) (?:his |her |the |an? |that )?(?:\\w+ )?(?:injury|${PART}|knock|operation|surgery)`,
    ),
    ...signs(
      3,
      "\\b(?:cleared|given the all.clear|passed fit) (?:to|for|by)\\b",
      "\\ball.clear\\b",
      "\\bno (?:more )?pain (?:now|any ?more)\\b",
    ),
    ...signs(
      2,
      "\\bback (?:training|running|jogging|playing|in full training)\\b",
      "\\blight training\\b",
      "\\bbuilding (?:back )?up\\b",
    ),
  ],
  injury: [
    ...signs(
      3,
      "\\binjur(?:y|ies|ed|ing)\\b",
      "(?:gortaithe|tinn)(?!\\p{L})",
      "\\bconcuss\\w*",
      "\\bfractur\\w*",
      "\\bsprain\\w*",
      "\\bstrain(?:ed|s)?\\b",
      "\\bdead leg\\b",
    ),
    ...signs(
      3,
      `\\b(?:tight|sore|stiff|swollen|bruised|broken|broke|twisted|rolled|pulled|tweaked|torn|hurt|dodgy)\\b[^.]{0,30}\\b(?:${PART})`,
    ),
    ...signs(
      3,
      `\\b(?:${PART})\\b[^.]{0,40}\\b(?:tight|sore|stiff|swollen|swelled|hurt(?:s|ing)?|pain(?:ful)?|ache\\w*|at (?:him|her) again|acting up|gone|bleeding)\\b`,
    ),
    ...signs(
      3,
      "\\b(?:went|gone) down (?:holding|injured|hurt|with)\\b",
      "\\b(?:took|got|has|had|carrying) a (?:bad |heavy |nasty |slight )?(?:knock|bang|kick to)\\b",
    ),
    ...signs(
      2,
      "\\b(?:hurt|limp(?:ed|ing)?|in pain|stitches|cramp(?:ed|ing|s)?|swollen|swelled(?: up)?|niggle|blisters?|ambulance|crutches|stretchered|knocked out)\\b",
    ),
    ...signs(
      1,
      "\\b(?:hamstring|ankle|groin|knee|calf|achilles|shin|quad|wrist|collar ?bone|shoulder)s?\\b",
      "\\bphysio\\b",
      "\\btook (?:him|her) off\\b",
    ),
  ],
  wellbeing: [
    ...signs(
      3,
      "\\b(?:anxi(?:ous|ety)|depress\\w*|bull(?:y|ied|ying)|homesick|in tears|crying|cried|self.harm\\w*|suicid\\w*|panic\\w*|overwhelmed|stress(?:ed|ful)?)\\b",
    ),
    ...signs(
      3,
      "(?:\\bnot|n't) (?:himself|herself|themselves)\\b",
      "\\bdown in (?:himself|herself)\\b",
      "\\b(?:trouble|problems|worries|things|hard|tough) at (?:home|school)\\b",
    ),
    ...signs(
      2,
      "\\b(?:upset|withdrawn|lonely|worried|nervous|very quiet|unusually quiet|low (?:mood|in)|mental(?:ly)? (?:health|state|tired)|exam pressure|grieving|bereave\\w*)\\b",
    ),
    ...signs(
      2,
      "\\b(?:lost|losing|lacks?|low|no|short o[fn]) (?:all )?(?:his |her |in |of )?confidence\\b",
      "\\bconfidence (?:is|was|has) (?:\\w+ )?(?:low|gone|shot|dropp\\w*)",
      "\\bhappier\\b",
    ),
    ...signs(1, "\\bquiet\\b", "\\btired\\b", "\\bmood\\b", "\\bconfidence\\b"),
  ],
  parent_communication: [
    ...signs(
      3,
      "\\b(?:mother|mam|mammy|mum|mom|father|dad|daddy|parents?|guardian|granny|family)\\b[^.]{0,40}\\b(?:said|says|told|rang|called|texted|emailed|asked|asking|wants?|wanted|mentioned|contacted|complain\\w*|thanked|let (?:me|us) know|is (?:not )?happy|was (?:not )?happy|messaged)\\b",
    ),
    ...signs(
      3,
      "\\b(?:tell|told|ring|rang|call|text|email|message|speak (?:to|with)|spoke (?:to|with)|talk(?:ed)? (?:to|with)|met|meet|contact|let)\\b[^.]{0,30}\\b(?:mother|mam|mammy|mum|mom|father|dad|daddy|parents?|guardian|family)\\b",
    ),
    ...signs(1, "\\b(?:mother|mam|mum|mom|father|dad|parents?)\\b"),
  ],
  attendance: [
    ...signs(
      3,
      "\\b(?:miss(?:ed|es|ing)|skipped) (?:\\w+ )?(?:training|the (?:session|match|game|last|first|warm)|(?:his|her|their) (?:\\w+ )?(?:session|training)|practice|tonight|today|again|two|three|another)\\b",
    ),
    ...signs(
      3,
      "\\b(?:absent|no.show|unavailable|attendance|attended|as láthair)\\b",
      "\\b(?:will|to|going to) miss (?:training|the|next|this|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|two|three|a|his|her)\\b",
      "\\bdid(?:n't| not) (?:show|turn up|come|make it|attend|appear)\\b",
    ),
    ...signs(
      3,
      "\\b(?:can't|cannot|couldn't|won't|will not|could not|not able to|unable to) (?:be able to )?(?:make|be (?:at|there|here|available|around)|come|attend|play (?:on|at|next|this))\\b",
    ),
    ...signs(
      3,
      "\\b(?:late (?:for|to|again|tonight|today)|(?:was|were|arrived|turned up|showed up|came) (?:\\w+ ){0,2}late\\b|left early|leaving early|leave early|had to leave)",
      "\\b(?:away|on holidays?|out of the country)\\b[^.]{0,25}\\b(?:week|weekend|month|match|training|saturday|sunday|holidays?|days)\\b",
    ),
    ...signs(
      2,
      "\\bon (?:his |her |their )?holidays?\\b",
      "\\bmissing\\b",
      "\\bturned up\\b",
      "\\b(?:was|were|is|are) (?:not )?(?:there|present|here|at (?:training|the (?:session|match|game)))\\b",
      "\\bwas out\\b",
      "\\bfull house\\b",
      "\\bhad (?:\\d+|\\w+teen|\\w+ty|ten|twelve|eleven) (?:players |lads |girls |kids |of them )?(?:at|tonight|out|there)\\b",
    ),
    ...signs(2, "^\\W*(?:[\\p{L}\\p{M}'’]+ ){1,2}out\\b"),
  ],
  skill_rating: [
    ...signs(
      3,
      `\\b${NUMBER}\\s?(?:out of|/)\\s?(?:5|10|five|ten)\\b(?!\\s+(?:frees|shots|penalties|kicks|attempts|from))`,
    ),
    ...signs(
      3,
      `\\b(?:rat(?:e|ed|ing)|score[ds]?|level|grade[ds]?|mark(?:ed)?)\\b[^.]{0,30}\\b(?:a |an |of |at )?${NUMBER}\\b(?=[^.]{0,12}\\b(?:for|on|at|in)\\b)`,
      `\\b(?:rating|level) (?:of |is |at )?${NUMBER}\\b`,
      `\\b(?:a|about|around|is|him|her) (?:a |an )?${NUMBER} (?:for|on|at|in) (?:his |her |the |their )?(?:${SKILL.source})`,
    ),
  ],
  development_milestone: [
    ...signs(
      3,
      "\\b(?:debut|milestone|personal best|first (?:ever|start|goal|point|score|match|game|clean sheet|cap|time|hat.?trick|competitive|senior|full (?:match|game)))\\b",
      "\\b(?:selected|picked|chosen|called up|called in) (?:for|to|on|by|into)\\b",
      "\\bmade (?:the|it (?:on)?to the) (?:\\w+ )?(?:county|development|academy|senior|first|starting)",
      "\\b(?:named|made) captain\\b",
      "\\bwon (?:the )?player of\\b",
    ),
  ],
  physical_development: [
    ...signs(
      3,
      "\\b(?:growth spurt|taller|grown|stronger|fitter|stamina|endurance|beep test|bleep test|gym|sprint times?|body ?weight|out of breath|unfit)\\b",
    ),
    ...signs(2, "\\b(?:fitness|strength|speed|faster|quicker|pace|conditioning|agility)\\b"),
  ],
  skill_progress: [
    ...signs(
      3,
      "\\bimprov\\w*",
      "\\bprogress\\w*",
      "\\b(?:coming|come|came) on (?:well|great|a lot|leaps|really|no end)\\b",
      "\\b(?:much|far|a lot|way|so much|getting|got|bit|looking) (?:better|worse|sharper|cleaner|stronger on)\\b",
      "\\b(?:declin\\w*|regress\\w*|gone back(?:wards)?|slipp(?:ed|ing))\\b",
    ),
    ...signs(
      3,
      `\\b(?:needs?|has|have|still) (?:\\w+ )?(?:to )?(?:work(?:ing)? on|improve|practi[sc]e|sharpen|tidy)\\b`,
      `\\bstruggl\\w+ (?:with|on|at) (?:his |her |their |the )?(?:${SKILL.source})`,
      "\\bmastered\\b",
      "\\blearn(?:ed|t|ing) to\\b",
      "\\bbetter (?:than|at|with|on)\\b",
    ),
  ],
  behavior: [
    ...signs(
      3,
      "\\b(?:attitude|disciplin\\w*|leader(?:ship)?|led by example|disrespect\\w*|respectful|cheek(?:y|iness)?|back.?chat|backchat|lazy|temper|red card|yellow card|black card|sent off|bold|sulk\\w*|bad language|cursing|argu(?:ed|ing|es)|fight(?:ing)?|fought with|messing|mess(?:ed)? about|messing about|distract\\w*|talking back|rude)\\b",
    ),
    ...signs(
      2,
      "\\b(?:effort|worked (?:really |very |so )?hard|works (?:really |very |so )?hard|work rate|concentrat\\w*|listen(?:ed|ing|s)?|encourag\\w*|helped|refus\\w*|would ?n(?:o|')t join|would not join|wouldn't (?:do|join|listen)|focus(?:ed)?|well behaved|behav\\w*|set (?:a|the) (?:good )?example|shout(?:ed|ing) at)\\b",
    ),
  ],
  session_plan: [
    ...signs(
      3,
      "\\b(?:we|we'll|i'd like us to|let's) (?:will |should |need to |have to |must |could |can |are going to |want to |'ll )?(?:work on|practi[sc]e|focus on|drill|concentrate on|do (?:some |more )|spend|start with|begin with|finish with)\\b",
      "\\b(?:plan|planning|idea|drills?) for (?:the )?(?:next|thursday|tuesday|monday|wednesday|friday|saturday|sunday|tomorrow|session|training)\\b",
      "\\b(?:next|thursday's|tuesday's|monday's|wednesday's|saturday's|sunday's|tomorrow's) (?:session|training)\\b",
      "\\bsession plan\\b",
    ),
  ],
  tactical: [
    ...signs(
      3,
      "\\b(?:formation|game plan|tactic\\w*|sweeper|zonal|man.?mark\\w*|press(?:ed|ing)? high|high press|low block|plus one|set.?pieces?|short kick.?outs?|long kick.?outs?|kick.?out strategy|switch(?:ed|ing)? (?:to|him|her|them|the)|moved? (?:[\\p{L}\\p{M}']+ ){0,2}?(?:in)?to (?:full|half|corner|cent|mid|wing|the (?:half|full|wing|back|forward))\\w*)",
    ),
    ...signs(
      2,
      "\\b(?:suits (?:him|her|them)|best position|better at (?:full|half|corner|cent|wing)\\w*|(?:play(?:ing)?|try(?:ing)?|start(?:ing)?|put(?:ting)?) (?:him|her|them) (?:at|in|on) \\w+|shape|game management|kick.?outs? (?:went|were|are)|puck.?outs? (?:went|were|are)|out of position)\\b",
    ),
  ],
  team_culture: [
    ...signs(
      3,
      "\\b(?:morale|spirits?|atmosphere|dressing room|bonding|gell?ing|unity|cliques?|camaraderie|togetherness|culture|craic|great group|good group|buzz)\\b",
    ),
    ...signs(
      2,
      "\\b(?:(?:great|good|super|brilliant|poor|tough|flat|bad|lively|excellent|fun) (?:session|training|energy|night|team effort|vibe)|energy|buzzing|together as a (?:team|group)|flat tonight|tension)\\b",
    ),
  ],
  performance: [
    ...signs(
      2,
      "\\b(?:played|scored|saved|save[sd]?|man of the match|player of the match|stood out|trained (?:really |very )?(?:well|hard|poorly)|did (?:really |very )?(?:well|great|brilliant(?:ly)?)|had a (?:\\w+ )?(?:\\w+ )?(?:game|match|session|half|night|outing)|dominat\\w*|off the pace|outstanding|brilliant|ar fheabhas|excellent|superb|class|unreal|flying|on fire|immense|assists?|well done|clean sheet|struggl\\w+)\\b",
    ),
    ...signs(
      1,
      "\\b(?:good|great|solid|strong|poor|decent|sharp|lively|best|super|fantastic|amazing|goals?|points?|frees?|tackl\\w*|pass\\w*|shot|shooting|won|lost|missed|kick\\w*|in goal|at midfield|ran|caught|blocked|goo+al)\\b",
    ),
  ],
} as const satisfies Record<Exclude<ClaimTopic, "todo">, readonly Sign[]>;
