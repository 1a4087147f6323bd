import { ask, group, kid, may, not, notes, stranger, team, todo } from "../../src/labels/write";
import { hurling } from "../squads";

export const HURLING = notes("visible", hurling, [
  {
    id: "hurling-01",
    text: "Good session tonight. Sean Byrne's hamstring is at him again so I pulled him out of the last drill. Tadhg was savage in the air, caught everything.",
    expect: [
      kid("injury", "Seán Byrne", "Sean Byrne", "hamstring", "medium"),
      kid(["performance", "skill_progress"], "Tadhg Murphy", "Tadhg", ["in the air", "caught everything"]),
    ],
    allow: [may("team_culture"), may("recovery", "Seán Byrne")],
  },
  {
    id: "hurling-02",
    source: "transcript",
    tags: ["mishearing", "several_players"],
    text: "right so quick one after training there em tige murphy was flying it on the forty osheen was a bit quiet now to be fair he'd only come back from the school trip and fin brady took a fair wallop on the knuckles no guard on his helmet either I need to ring his mam about that",
    expect: [
      kid("performance", "Tadhg Murphy", "tige murphy", "flying it"),
      kid(["performance", "behavior", "wellbeing"], "Oisín Ó Conaill", "osheen", [
        "bit quiet",
        "school trip",
      ]),
      kid("injury", "Fionn Brady", "fin brady", ["wallop", "knuckles"], "low"),
      todo("me", ["ring his mam"]),
    ],
    allow: [
      may(["parent_communication", "behavior", "tactical"], "Fionn Brady"),
      may(["attendance"], "Oisín Ó Conaill"),
    ],
  },
  {
    id: "hurling-03",
    noteType: "match",
    tags: ["several_players"],
    text: "U14 Hurling lost by four to Clonmore. Puck outs were a disaster first half, we couldn't win a breaking ball. Moved Conor Fahy out to midfield after the break and it steadied us. Rory got 1-3 from play, his best yet.",
    expect: [
      team(["tactical", "performance"], "U14 Hurling", "U14 Hurling", ["puck outs", "breaking ball"]),
      kid("tactical", "Conor Fahy", "Conor Fahy", "midfield"),
      kid(["performance", "development_milestone"], "Rory Lynch", "Rory", ["1-3", "best yet"]),
    ],
    allow: [may("any"), may("performance", "Conor Fahy")],
  },
  {
    id: "hurling-04",
    tags: ["namesake", "rival"],
    text: "Alex went down awkwardly in the warm up, wrist looks swollen. Not sure will he make Sunday.",
    expect: [ask("injury", ["Alex Nolan", "Alex Murphy"], "Alex", ["wrist", "swollen"], "high")],
    allow: [may(["attendance", "recovery", "injury"])],
  },
  {
    id: "hurling-05",
    tags: ["namesake"],
    text: "Alex Nolan finally getting his first touch right, months of wall ball paying off. 4 out of 5 for striking off the left.",
    expect: [
      kid("skill_progress", "Alex Nolan", "Alex Nolan", "first touch"),
      kid("skill_rating", "Alex Nolan", "Alex Nolan", ["4 out of 5", "striking"]),
    ],
    never: [not("any", "Alex Murphy")],
  },
  {
    id: "hurling-06",
    tags: ["everyday_name"],
    text: "We'll be back on the grass in May. Will Keane will be away that whole first week, family holiday.",
    expect: [kid("attendance", "Will Keane", "Will Keane", ["away", "family holiday"])],
    allow: [may("session_plan")],
  },
  {
    id: "hurling-07",
    source: "transcript",
    tags: ["everyday_name"],
    text: "so will was very good tonight will he play saturday I'd say he will but his dad said he has a christening so we'll see",
    expect: [
      kid("performance", "Will Keane", "will", "very good"),
      kid(["attendance", "parent_communication"], "Will Keane", "will", "christening"),
    ],
    allow: [may(["attendance", "parent_communication"], "Will Keane")],
  },
  {
    id: "hurling-08",
    tags: ["irish"],
    text: "Bhí Oisín thar barr anocht, first to every ball. Maith thú a Sheáin as well for looking after the younger lads, real leadership from him.",
    expect: [
      kid("performance", "Oisín Ó Conaill", "Oisín", ["thar barr", "first to every ball"]),
      kid("behavior", "Seán Byrne", "Sheáin", ["leadership", "looking after"]),
    ],
  },
  {
    id: "hurling-09",
    tags: ["reported_speech"],
    text: "Donnacha's mam says the physio wants him off for two weeks with the groin. He can do the stationary skills.",
    expect: [
      kid(["injury", "recovery"], "Donnacha Hayes", "Donnacha", ["groin", "two weeks"], "medium"),
      kid("parent_communication", "Donnacha Hayes", "Donnacha", ["mam says"]),
    ],
    allow: [may(["recovery", "injury", "attendance", "session_plan", "tactical"], "Donnacha Hayes")],
  },
  {
    id: "hurling-10",
    text: "Declan to bring the sliotars on Thursday please, the good ones. I'll sort the pitch booking with the secretary.",
    expect: [todo("Declan", "sliotars"), todo("me", "pitch booking")],
  },
  {
    id: "hurling-11",
    tags: ["negation"],
    text: "Just to be clear for the group, Cian is NOT injured. He was grand at the end, just winded, back on in two minutes.",
    expect: [],
    allow: [
      may(["performance", "recovery", "attendance", "wellbeing"], "Cian Doyle"),
      may("parent_communication"),
    ],
    never: [not("injury", "Cian Doyle")],
  },
  {
    id: "hurling-12",
    source: "transcript",
    tags: ["correction", "several_players"],
    text: "eoghan was late again tonight no sorry it was rory that was late eoghan was there before me helping with the cones fair play to him",
    expect: [
      kid("attendance", "Rory Lynch", "rory", "late"),
      kid(["behavior", "attendance"], "Eoghan Power", "eoghan", [
        "helping with the cones",
        "there before me",
      ]),
    ],
    allow: [may(["attendance", "behavior"], "Eoghan Power")],
  },
  {
    id: "hurling-13",
    text: "17 out tonight for the U12s. Ben Daly missing (sick), Joe Tobin missing, no word. Mark Lynch left early for a party.",
    tags: ["several_players"],
    expect: [
      kid("attendance", "Ben Daly", "Ben Daly", ["missing", "sick"]),
      kid("attendance", "Joe Tobin", "Joe Tobin", ["missing", "no word"]),
      kid("attendance", "Mark Lynch", "Mark Lynch", "left early"),
    ],
    allow: [may("attendance")],
  },
  {
    id: "hurling-14",
    source: "transcript",
    tags: ["mishearing", "rival"],
    text: "em shane egan's dad had a word with me after he's not happy with the amount of game time on saturday I told him everyone gets a half minimum and that's it so just so it's on record",
    expect: [kid("parent_communication", "Shane Egan", "shane egan", ["not happy", "game time"])],
    allow: [may(["wellbeing", "performance"], "Shane Egan"), may(["team_culture", "todo", "tactical"])],
    never: [not("any", "Seán Byrne")],
  },
  {
    id: "hurling-15",
    text: "Luke Doyle has shot up, must be two inches since Christmas. A bit clumsy with it for now and his striking is suffering, that will pass.",
    expect: [
      kid("physical_development", "Luke Doyle", "Luke Doyle", ["shot up", "two inches"]),
      kid(["skill_progress", "performance"], "Luke Doyle", "Luke Doyle", "striking"),
    ],
    allow: [may(["physical_development", "skill_progress"], "Luke Doyle")],
    never: [not("any", "Cian Doyle")],
  },
  {
    id: "hurling-16",
    noteType: "general",
    tags: ["nothing_to_save"],
    text: "Testing testing, is this thing on? Grand so.",
    expect: [],
  },
  {
    id: "hurling-17",
    tags: ["rival"],
    text: "Tough one to take. Their full forward Jamie Sheehan took Dean for 2-4, Dean was very down in himself after, wouldn't talk to anyone on the bus. Might need a quiet word.",
    noteType: "match",
    expect: [
      kid("wellbeing", "Dean Burke", "Dean", ["down in himself", "wouldn't talk"], "medium"),
      kid("performance", "Dean Burke", "Dean", "2-4"),
    ],
    allow: [may(["team_culture", "todo", "performance"]), may("todo", "Dean Burke")],
  },
  {
    id: "hurling-18",
    source: "transcript",
    tags: ["rival"],
    text: "the lad Conor Casey from the under fourteens in Clonmore was their best player I'd say but our own Conor did well on him held him to a point",
    noteType: "match",
    expect: [kid("performance", "Conor Fahy", "Conor", ["did well on him", "held him to a point"])],
    allow: [may(["performance", "tactical"])],
  },
  {
    id: "hurling-19",
    text: "Jack Ryan is back from the broken collarbone, cleared by the doc for contact from Monday. Fionn is still on light training with the knee.",
    expect: [
      kid("recovery", "Jack Ryan", "Jack Ryan", ["collarbone", "cleared"]),
      kid(["recovery", "injury"], "Fionn Brady", "Fionn", ["light training", "knee"], "low"),
    ],
    allow: [may("injury", "Fionn Brady"), may("attendance", "Jack Ryan")],
    never: [not("injury", "Jack Ryan"), not("any", "Ryan Hayes")],
  },
  {
    id: "hurling-20",
    tags: ["everyday_name"],
    text: "Art did well on his debut in goal for the U14 Hurling, made two great saves and his puck outs were class. The art of goalkeeping I suppose!",
    noteType: "match",
    expect: [
      kid(["performance", "skill_rating", "skill_progress"], "Art Gleeson", "Art", [
        "two great saves",
        "puck outs",
      ]),
      kid("development_milestone", "Art Gleeson", "Art", "debut"),
    ],
  },
  {
    id: "hurling-21",
    text: "Thursday plan: 20 mins rucks, then a conditioned game, two touch only. Need to work on their tackling as a group, U12 Hurling are diving in.",
    expect: [
      group("session_plan", ["rucks", "conditioned game"]),
      team(["session_plan", "skill_progress", "tactical", "performance"], "U12 Hurling", "U12 Hurling", [
        "tackling",
        "diving in",
      ]),
    ],
    allow: [may(["session_plan", "todo"])],
  },
  {
    id: "hurling-22",
    source: "transcript",
    tags: ["rival"],
    text: "Possum had a great game for us at corner back I don't think the other crowd got a sniff and Daly scored a lovely point from the sideline",
    noteType: "match",
    expect: [
      stranger("performance", "Possum", ["great game", "corner back"]),
      kid("performance", "Ben Daly", "Daly", ["lovely point", "sideline"]),
    ],
  },
]);
