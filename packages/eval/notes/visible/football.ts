import { ask, group, kid, may, not, notes, team, todo } from "../../src/labels/write";
import { football } from "../squads";

export const FOOTBALL = notes("visible", football, [
  {
    id: "football-01",
    source: "transcript",
    tags: ["mishearing"],
    text: "right lads so under thirteens tonight kieran quinn pulled up with a calf about ten minutes in I think it's only cramp but I took no chances and doherty white was in nets and didn't put a foot wrong",
    expect: [
      kid("injury", "Ciarán Quinn", "kieran quinn", ["calf", "cramp"], "low"),
      kid("performance", "Daithí Whelan", "doherty white", ["in nets", "foot wrong"]),
    ],
  },
  {
    id: "football-02",
    tags: ["namesake", "rival"],
    text: "Tom Breen kicked 0-6, four from frees. Tomás Breen came on late and looked lively.",
    noteType: "match",
    expect: [
      kid("performance", "Tom Breen", "Tom Breen", ["0-6", "four from frees"]),
      kid("performance", "Tomás Breen", "Tomás Breen", "lively"),
    ],
  },
  {
    id: "football-03",
    tags: ["namesake"],
    text: "Whelan needs to release the ball earlier, he soloed into trouble all evening. Good engine though.",
    expect: [
      ask(["skill_progress", "performance"], ["Daithí Whelan", "Liam Whelan"], "Whelan", [
        "release the ball",
        "soloed into trouble",
      ]),
    ],
    allow: [may(["physical_development", "performance"])],
  },
  {
    id: "football-04",
    text: "Adam Okafor gave cheek to the ref and got a black card, we played ten minutes a man down because of it. Spoke to him and to be fair he apologised to the lads himself.",
    noteType: "match",
    expect: [kid("behavior", "Adam Okafor", "Adam Okafor", ["cheek", "black card", "apologised"])],
    allow: [may(["behavior", "performance"], "Adam Okafor"), may(["tactical", "team_culture"])],
  },
  {
    id: "football-05",
    tags: ["everyday_name"],
    text: "Mark was class at centre back. Didn't lose his mark once all day.",
    noteType: "match",
    expect: [kid("performance", "Mark Healy", "Mark", ["centre back", "lose his mark"])],
    allow: [may("tactical", "Mark Healy")],
  },
  {
    id: "football-06",
    source: "transcript",
    tags: ["reported_speech"],
    text: "killian roche's granny collected him and she was saying things are hard at home at the minute the mam is in hospital so just go easy on him this week everybody",
    expect: [
      kid("wellbeing", "Killian Roche", "killian roche", ["hard at home", "mam is in hospital"], "medium"),
      kid("parent_communication", "Killian Roche", "killian roche", ["granny"]),
    ],
    allow: [may(["wellbeing", "parent_communication"], "Killian Roche"), may(["todo", "team_culture"])],
    never: [not("injury", "Killian Roche")],
  },
  {
    id: "football-07",
    text: "Tommy can you do the kickout drill with the keepers Tuesday. Gráinne has the bibs. I need to email the county board about the pitch at Ballyvale before Friday.",
    expect: [todo("Tommy", ["kickout drill"]), todo("me", ["email the county board"])],
    allow: [may(["todo", "session_plan"])],
  },
  {
    id: "football-08",
    tags: ["rival", "namesake"],
    text: "James Ryan skinned his knee on the astro, cleaned it and put a plaster on, back playing straight away. Ryan was in the wars too, nose bleed.",
    expect: [
      kid("injury", "James Ryan", "James Ryan", "knee", "low"),
      ask("injury", ["James Ryan", "Ryan Clancy"], "Ryan", "nose bleed", "low"),
    ],
  },
  {
    id: "football-09",
    text: "Cathal's left foot passing is night and day compared to September. Pádraig still won't use his weak side at all.",
    expect: [
      kid("skill_progress", "Cathal McGrath", "Cathal", ["left foot"]),
      kid("skill_progress", "Pádraig Hynes", "Pádraig", ["weak side"]),
    ],
  },
  {
    id: "football-10",
    source: "transcript",
    tags: ["mishearing", "several_players"],
    text: "attendance for the book porrick hynes present dahy present mickey moran absent dermot egan absent john paul reed left at half eight with his dad everyone else here",
    expect: [
      kid("attendance", "Pádraig Hynes", "porrick hynes", "present"),
      kid("attendance", "Daithí Whelan", "dahy", "present"),
      kid("attendance", "Michael Moran", "mickey moran", "absent"),
      kid("attendance", "Diarmuid Egan", "dermot egan", "absent"),
      kid("attendance", "John Paul Reid", "john paul reed", ["left at half eight"]),
    ],
    allow: [may("attendance")],
  },
  {
    id: "football-11",
    text: "U15 Football: pressed the kickout high in the first half and turned them over five times. In the second half we dropped off and they walked through us.",
    noteType: "match",
    expect: [team("tactical", "U15 Football", "U15 Football", ["pressed the kickout", "dropped off"])],
    allow: [may(["tactical", "performance"])],
  },
  {
    id: "football-12",
    tags: ["rival"],
    text: "Daniel Foley got called up to the county U14 development squad!! Delighted for him, he has earned it.",
    expect: [
      kid("development_milestone", "Daniel Foley", "Daniel Foley", ["called up", "development squad"]),
    ],
    allow: [may("behavior", "Daniel Foley")],
  },
  {
    id: "football-13",
    tags: ["rival"],
    text: "Danny had a stinker but kept his head up, that's what I want to see.",
    noteType: "match",
    expect: [kid(["performance", "behavior"], "Daniel Foley", "Danny", ["stinker", "kept his head up"])],
    allow: [may(["performance", "behavior"])],
  },
  {
    id: "football-14",
    source: "transcript",
    tags: ["negation", "reported_speech"],
    text: "liam carey's mother texted to say he didn't break the finger after all x ray is clear just bruised he'll be in on thursday",
    expect: [
      kid(["injury", "recovery"], "Liam Carey", "liam carey", ["bruised", "x ray"], "low"),
      kid("parent_communication", "Liam Carey", "liam carey", ["mother texted"]),
    ],
    allow: [may(["injury", "recovery", "attendance"], "Liam Carey")],
    never: [not("any", "Liam Whelan")],
  },
  {
    id: "football-15",
    tags: ["namesake"],
    text: "Liam was superb tonight.",
    expect: [ask("performance", ["Liam Carey", "Liam Whelan"], "Liam", "superb")],
  },
  {
    id: "football-16",
    tags: ["rival"],
    text: "Good to see Paddy back in the gym, he's a stone of muscle heavier since he started the programme.",
    expect: [
      ask("physical_development", ["Pádraig Hynes", "Patrick O'Sullivan"], "Paddy", ["muscle", "programme"]),
    ],
    allow: [may(["attendance", "physical_development"])],
  },
  {
    id: "football-17",
    text: "Sully took every restart off the ground tonight and they're finally going where he wants. About a 4 out of 5 now for kickouts, he was a 2 at Easter.",
    tags: ["rival"],
    expect: [kid("skill_rating", "Patrick O'Sullivan", "Sully", ["4 out of 5", "kickouts"])],
    allow: [may("any", "Patrick O'Sullivan"), may("skill_progress")],
  },
  {
    id: "football-18",
    tags: ["correction"],
    text: "Evan Boland has a tight hip flexor. Correction: that's Rian Keogh with the hip, Evan was the one with the cold. Rian to stretch twice a day.",
    expect: [kid("injury", "Rian Keogh", "Rian Keogh", "hip", "medium")],
    allow: [
      may(["recovery", "todo", "injury"], "Rian Keogh"),
      may(["wellbeing", "attendance"], "Evan Boland"),
      may("todo"),
    ],
    never: [not("injury", "Evan Boland")],
  },
  {
    id: "football-19",
    source: "transcript",
    text: "morale is sky high with the under fifteens at the minute they're all staying behind helping with the goals having the craic I've never seen a group like it",
    expect: [group("team_culture", ["morale", "craic"], "under fifteens")],
    allow: [may(["behavior", "team_culture"])],
  },
  {
    id: "football-20",
    text: "Mícheál won the throw-in every time against a lad a head taller. Jack McGrath needs a word, third night in a row with no gumshield and messing in the line.",
    tags: ["rival"],
    expect: [
      kid("performance", "Micheál Ó Sé", "Mícheál", "throw-in"),
      kid("behavior", "Jack McGrath", "Jack McGrath", ["gumshield", "messing"]),
    ],
    allow: [may("todo"), may("behavior", "Jack McGrath")],
    never: [not("any", "Michael Moran"), not("any", "Cathal McGrath")],
  },
]);
