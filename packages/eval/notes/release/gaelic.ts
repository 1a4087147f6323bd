import { ask, group, kid, may, not, notes, stranger, team, todo } from "../../src/labels/write";
import { academy, camogie, football, hurling, ladies } from "../squads";

export const RELEASE_GAELIC = [
  ...notes("release", hurling, [
    {
      id: "release-01",
      source: "transcript",
      tags: ["mishearing"],
      text: "em donaca hayes first night back he did the full warm up and then light striking no pain he says so we'll build him up slowly",
      expect: [
        kid("recovery", "Donnacha Hayes", "donaca hayes", ["first night back", "no pain", "build him up"]),
      ],
      allow: [may(["attendance"], "Donnacha Hayes")],
      never: [not("injury", "Donnacha Hayes"), not("any", "Ryan Hayes")],
    },
    {
      id: "release-02",
      text: "Darragh Lacey, finger jammed, taped. Shane reckons it's nothing but it's the shape of a banana.",
      tags: ["reported_speech"],
      expect: [kid("injury", "Darragh Lacey", "Darragh Lacey", ["finger", "banana"], "medium")],
      never: [not("injury", "Shane Egan")],
    },
    {
      id: "release-03",
      tags: ["everyday_name"],
      text: "Will you look at that, Art has finally stopped dropping the shoulder on the strike. State of the art.",
      expect: [kid("skill_progress", "Art Gleeson", "Art", ["dropping the shoulder"])],
      never: [not("any", "Will Keane")],
    },
    {
      id: "release-04",
      noteType: "match",
      source: "transcript",
      tags: ["correction", "several_players"],
      text: "eoghan got man of the match but I'd have given it to conor no I wouldn't I'd have given it to fionn he marked their best player out of it",
      expect: [
        kid(["performance", "development_milestone"], "Eoghan Power", "eoghan", "man of the match"),
        kid("performance", "Fionn Brady", "fionn", ["marked their best player"]),
      ],
      never: [not("any", "Conor Fahy")],
    },
    {
      id: "release-05",
      text: "U12 Hurling: drop the sweeper, they're too young for it and nobody learns anything. 6-6 and let them hurl.",
      expect: [team("tactical", "U12 Hurling", "U12 Hurling", ["sweeper", "let them hurl"])],
    },
    {
      id: "release-06",
      tags: ["namesake", "rival"],
      text: "Lynch's mother asked about the jersey deposit",
      expect: [ask("parent_communication", ["Rory Lynch", "Mark Lynch"], "Lynch", "jersey deposit")],
      allow: [may("todo")],
    },
    {
      id: "release-07",
      source: "transcript",
      tags: ["irish", "mishearing"],
      text: "maith an fear tige he was talking Irish to the small lads the whole night dia duit this and go raibh maith agat that they thought it was great gas",
      expect: [kid("behavior", "Tadhg Murphy", "tige", ["talking Irish"])],
      allow: [may("team_culture")],
    },
    {
      id: "release-08",
      text: "Sarah, can you get the tyre marks filled on the bottom pitch before somebody breaks an ankle?",
      expect: [todo("Sarah", ["tyre marks"])],
    },
  ]),
  ...notes("release", camogie, [
    {
      id: "release-09",
      source: "transcript",
      tags: ["mishearing", "namesake"],
      text: "neve was on her own out in the corner all evening barely a word out of her I asked was everything okay and she just nodded",
      expect: [
        ask("wellbeing", ["Niamh Walsh", "Niamh Ward"], "neve", ["on her own", "barely a word"], "medium"),
      ],
    },
    {
      id: "release-10",
      tags: ["everyday_name"],
      text: "Rose fell in the rose bushes behind the goals getting the ball, scratched to bits but laughing. Wipes and plasters needed for the bag, I'll get them.",
      expect: [
        kid("injury", "Rose Lavelle", "Rose", ["scratched"], "low"),
        todo("me", ["Wipes and plasters"]),
      ],
    },
    {
      id: "release-11",
      tags: ["negation", "correction"],
      text: "Sadhbh isn't leaving the club. Her mam clarified: moving house, not moving club.",
      expect: [kid("parent_communication", "Sadhbh Quinlan", "Sadhbh", ["mam clarified", "moving house"])],
      allow: [may(["attendance", "wellbeing"], "Sadhbh Quinlan")],
    },
    {
      id: "release-12",
      noteType: "match",
      tags: ["several_players"],
      text: "Saoirse 2-3, Joy 1-1, Caoimhe 0-2, Éabha saved a penalty. Not bad for a Sunday morning.",
      expect: [
        kid("performance", "Saoirse Brennan", "Saoirse", "2-3"),
        kid("performance", "Joy Adeyemi", "Joy", "1-1"),
        kid("performance", "Caoimhe Ní Bhriain", "Caoimhe", "0-2"),
        kid("performance", "Éabha Nestor", "Éabha", "penalty"),
      ],
      allow: [may(["performance", "team_culture"])],
    },
    {
      id: "release-13",
      source: "transcript",
      tags: ["negation"],
      text: "just on ciara's back no news the scan isn't until friday so she's still out nothing has changed",
      expect: [kid(["injury", "recovery", "attendance"], "Ciara Quinn", "ciara", ["back", "scan"], "medium")],
      allow: [may(["attendance", "recovery"], "Ciara Quinn")],
    },
    {
      id: "release-14",
      tags: ["namesake", "rival"],
      text: "Brennan's goal was the pick of the bunch, out on the 20, turned and buried it.",
      noteType: "match",
      expect: [
        ask("performance", ["Aoife Brennan", "Saoirse Brennan"], "Brennan", ["goal", "turned and buried"]),
      ],
    },
    {
      id: "release-15",
      tags: ["everyday_name"],
      text: "Fixtures for May are out. May's birthday is that weekend so no Sunday match for her.",
      expect: [kid("attendance", "May Corrigan", "May's", ["birthday", "no Sunday match"])],
    },
    {
      id: "release-16",
      text: "Laoise rated her own tackling 2/5. I'd say 4. She's too hard on herself.",
      tags: ["reported_speech"],
      expect: [kid("skill_rating", "Laoise Mac Mahon", "Laoise", ["I'd say 4", "tackling"])],
      allow: [may(["wellbeing", "skill_rating"], "Laoise Mac Mahon")],
    },
  ]),
  ...notes("release", football, [
    {
      id: "release-17",
      source: "transcript",
      tags: ["mishearing"],
      text: "me haul oshay was immense under the kick out and cahill mcgrath got through a mountain of work",
      noteType: "match",
      expect: [
        kid("performance", "Micheál Ó Sé", "me haul oshay", ["immense", "kick out"]),
        kid(["performance", "behavior"], "Cathal McGrath", "cahill mcgrath", ["mountain of work"]),
      ],
      never: [not("any", "Jack McGrath")],
    },
    {
      id: "release-18",
      tags: ["namesake"],
      text: "McGrath got a bang on the hip, played on.",
      noteType: "match",
      expect: [ask("injury", ["Cathal McGrath", "Jack McGrath"], "McGrath", "hip", "low")],
    },
    {
      id: "release-19",
      tags: ["everyday_name"],
      text: "Mark my words, Adam will play county. Mark too if he'd ever learn to use the right foot.",
      expect: [
        kid(["performance", "development_milestone", "skill_progress"], "Adam Okafor", "Adam", [
          "play county",
        ]),
        kid("skill_progress", "Mark Healy", "Mark", ["right foot"]),
      ],
      allow: [may(["development_milestone", "performance"], "Mark Healy")],
    },
    {
      id: "release-20",
      text: "John Paul cycled 12k to get here because his dad was working. Unreal commitment from a 12 year old.",
      expect: [kid(["behavior", "attendance"], "John Paul Reid", "John Paul", ["cycled", "commitment"])],
      allow: [may(["behavior", "attendance", "parent_communication"], "John Paul Reid")],
    },
    {
      id: "release-21",
      source: "transcript",
      tags: ["correction"],
      text: "rian's calf is gone no not his calf his achilles lower down he heard a pop so straight to the hospital with him",
      expect: [kid("injury", "Rian Keogh", "rian", ["achilles", "heard a pop"], "critical")],
    },
    {
      id: "release-22",
      tags: ["negation", "rival"],
      text: "Ryan is not going to the development squad. He's staying with us, his choice, I'm delighted.",
      expect: [
        ask(
          ["development_milestone", "attendance", "parent_communication", "behavior"],
          ["Ryan Clancy", "James Ryan"],
          "Ryan",
          ["development squad", "staying with us"],
        ),
      ],
    },
    {
      id: "release-23",
      text: "Plan for Wed. Warm up Tommy. Tackle stations Gráinne. I'll do the kickout press with the 15s. Finish 8v8.",
      expect: [group("session_plan", ["Tackle stations", "8v8", "kickout press"])],
      allow: [may(["todo", "session_plan"])],
    },
    {
      id: "release-24",
      source: "transcript",
      tags: ["reported_speech"],
      text: "diarmuid says that jack mcgrath has been taking lumps out of him in school now I only have the one side of it but I'm passing it on so that we keep an eye",
      expect: [kid("wellbeing", "Diarmuid Egan", "diarmuid", ["taking lumps out of him"], "high")],
      allow: [
        may(["behavior", "todo"], "Jack McGrath"),
        may(["wellbeing", "todo"], "Diarmuid Egan"),
        may("todo"),
      ],
      never: [not("injury", "Jack McGrath"), not("wellbeing", "Jack McGrath"), not("any", "Cathal McGrath")],
    },
  ]),
  ...notes("release", ladies, [
    {
      id: "release-25",
      tags: ["everyday_name"],
      text: "I've great faith in this bunch. Faith herself was the standout, Dawn close behind.",
      expect: [
        kid("performance", "Faith Okoro", "Faith", "standout"),
        kid("performance", "Dawn Redmond", "Dawn", "close behind"),
      ],
      allow: [may(["team_culture", "performance"])],
    },
    {
      id: "release-26",
      source: "transcript",
      tags: ["mishearing"],
      text: "shivaun glinn has the knee strapped again it's the patella tendon she says she's managing it with the exercises but she was only at about seventy per cent",
      expect: [
        kid(
          ["injury", "recovery"],
          "Siobhán Glynn",
          "shivaun glinn",
          ["patella tendon", "strapped"],
          "medium",
        ),
      ],
      allow: [may(["performance", "recovery"], "Siobhán Glynn")],
    },
    {
      id: "release-27",
      tags: ["namesake"],
      text: "Orla, what a player. 1-7 from midfield. That's Reid I'm talking about.",
      noteType: "match",
      expect: [kid("performance", "Orla Reid", "Orla", ["1-7", "what a player"])],
      never: [not("any", "Orla Keane")],
    },
    {
      id: "release-28",
      text: "Vicky was sub goalie and she'd never stood in goals before. Two clean catches and a big smile.",
      tags: ["rival"],
      expect: [
        kid(["performance", "development_milestone"], "Victoria Healy", "Vicky", [
          "clean catches",
          "never stood in goals",
        ]),
      ],
      allow: [may(["performance", "development_milestone", "wellbeing"])],
    },
    {
      id: "release-29",
      tags: ["correction", "negation"],
      text: "Disregard what I said about Leah and the mouthguard, she had one, it was clear plastic. My mistake.",
      expect: [],
      allow: [may(["behavior"], "Leah Gorman")],
    },
  ]),
  ...notes("release", academy, [
    {
      id: "release-30",
      text: "Paudie ate a worm. He's fine. I've told the nana.",
      expect: [kid("parent_communication", "Paudie Lacey", "Paudie", ["told the nana"])],
      allow: [may(["behavior", "wellbeing"], "Paudie Lacey")],
      never: [not("injury", "Paudie Lacey"), not("any", "Sive Lacey")],
    },
    {
      id: "release-31",
      source: "transcript",
      text: "evie did her first full session without looking for her mam once we clapped her in at the end delighted for the child",
      expect: [
        kid(
          ["development_milestone", "wellbeing"],
          "Evie Nash",
          "evie",
          ["first full session", "without looking for her mam"],
          "low",
        ),
      ],
      allow: [may(["wellbeing", "development_milestone"], "Evie Nash")],
    },
    {
      id: "release-32",
      tags: ["rival"],
      text: "There's a new lad Thomas, very tall, hand like a shovel. Bring a form for him next week somebody.",
      expect: [
        stranger(["performance", "physical_development"], "Thomas", ["very tall"]),
        todo("nobody", ["form"]),
      ],
      allow: [may(["physical_development", "performance", "attendance"])],
      never: [not("any", "Tommy Spillane")],
    },
  ]),
];
