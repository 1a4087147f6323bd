import { ask, group, kid, may, not, notes, team, todo } from "../../src/labels/write";
import { ladies } from "../squads";

export const LADIES = notes("visible", ladies, [
  {
    id: "ladies-01",
    text: "Abigail did her first full session since the cruciate, nine months to the day. No pain, big smile. Abby you legend.",
    tags: ["rival"],
    expect: [kid("recovery", "Abigail Moran", "Abigail", ["cruciate", "first full session", "No pain"])],
    allow: [may(["development_milestone", "wellbeing", "recovery"], "Abigail Moran")],
    never: [not("injury", "Abigail Moran")],
  },
  {
    id: "ladies-02",
    tags: ["everyday_name"],
    text: "I hope we get numbers on Friday. Faith and Hope both said they can make it, so that's 14.",
    expect: [
      kid("attendance", "Faith Okoro", "Faith", "make it"),
      kid("attendance", "Hope Lavin", "Hope", "make it"),
    ],
    allow: [may(["attendance", "session_plan"])],
  },
  {
    id: "ladies-03",
    source: "transcript",
    tags: ["mishearing", "namesake"],
    text: "aisling burke took a bang to the head off the post I had her sit out straight away she was a bit dizzy so I've told her dad concussion protocol no football for at least a week no arguments",
    expect: [
      kid(
        "injury",
        "Aisling Burke",
        "aisling burke",
        ["bang to the head", "dizzy", "concussion"],
        "critical",
      ),
      kid("parent_communication", "Aisling Burke", "aisling burke", ["told her dad"]),
    ],
    allow: [may(["recovery", "attendance"], "Aisling Burke")],
    never: [not("any", "Ashling Tierney")],
  },
  {
    id: "ladies-04",
    tags: ["namesake"],
    text: "Ashling unhappy with being dropped to the bench, her words. I said show me in training.",
    expect: [
      ask(
        ["wellbeing", "behavior", "tactical"],
        ["Ashling Tierney", "Aisling Burke"],
        "Ashling",
        ["unhappy", "bench"],
        "low",
      ),
    ],
    allow: [may(["tactical", "behavior", "wellbeing", "todo"])],
  },
  {
    id: "ladies-05",
    tags: ["namesake", "rival"],
    text: "Duggan was player of the match for me, though Katie will say it was the keeper.",
    noteType: "match",
    expect: [
      ask(
        ["performance", "development_milestone"],
        ["Katie Duggan", "Kate Duggan"],
        "Duggan",
        "player of the match",
      ),
    ],
    allow: [may("performance"), may("performance", "Katie Duggan")],
  },
  {
    id: "ladies-06",
    text: "Muireann's soloing off the right is much tighter to the body now. Orla Reid the same, the two of them have been at it together.",
    tags: ["rival"],
    expect: [
      kid("skill_progress", "Muireann Joyce", "Muireann", ["soloing", "tighter"]),
      kid("skill_progress", "Orla Reid", "Orla Reid", ["the same", "been at it"]),
    ],
    allow: [may("behavior", "Muireann Joyce"), may("behavior", "Orla Reid")],
    never: [not("any", "Orla Keane")],
  },
  {
    id: "ladies-07",
    source: "transcript",
    tags: ["everyday_name"],
    text: "at the crack of dawn we were up for the feile and dawn redmond had the whole bus singing she's the heart of that under seventeens team",
    expect: [kid("behavior", "Dawn Redmond", "dawn redmond", ["singing", "heart of that"])],
    allow: [may("team_culture"), may("performance", "Dawn Redmond")],
  },
  {
    id: "ladies-08",
    text: "Paul to text the parents the new throw-in time, half eleven not twelve. Ciara is doing the food. Someone has to bring the gazebo.",
    expect: [todo("Paul", ["text the parents", "throw-in time"]), todo("nobody", "gazebo")],
    allow: [may(["todo", "parent_communication", "session_plan"])],
  },
  {
    id: "ladies-09",
    tags: ["negation", "correction"],
    text: "Leah Gorman's ankle is not sprained. I wrote sprained in the last note, the physio says it's just a knock and she's fit for Sunday.",
    expect: [
      kid(["injury", "recovery"], "Leah Gorman", "Leah Gorman", ["just a knock", "fit for Sunday"], "low"),
    ],
    allow: [may(["recovery", "injury", "attendance"], "Leah Gorman")],
  },
  {
    id: "ladies-10",
    tags: ["irish", "several_players"],
    text: "Comhghairdeas le Siobhán agus Clodagh, pioctha don chontae! Both got the call for the county under 16s tonight.",
    expect: [
      kid("development_milestone", "Siobhán Glynn", "Siobhán", ["pioctha don chontae", "county under 16s"]),
      kid("development_milestone", "Clodagh Ward", "Clodagh", ["pioctha don chontae", "county under 16s"]),
    ],
  },
  {
    id: "ladies-11",
    noteType: "match",
    text: "We went man to man on their 11 with Meabh and it killed their attack. Eimear at full forward is the way to go, she wins everything that goes in.",
    expect: [
      kid(["tactical", "performance"], "Meabh Cullen", "Meabh", ["man to man", "killed their attack"]),
      kid(["tactical", "performance"], "Eimear O'Sullivan", "Eimear", ["full forward", "wins everything"]),
    ],
    allow: [
      may("tactical"),
      may(["tactical", "performance"], "Meabh Cullen"),
      may(["tactical", "performance"], "Eimear O'Sullivan"),
    ],
  },
  {
    id: "ladies-12",
    source: "transcript",
    tags: ["rival", "namesake"],
    text: "fay was late again third time this month and her sister sarah too there's something going on with lifts I'd say so I'll talk to paul about it he's the father after all",
    expect: [
      ask("attendance", ["Sorcha Fay", "Sarah Fay"], "fay", ["late again", "third time"]),
      kid("attendance", "Sarah Fay", "sarah", ["late", "too"]),
      todo("me", "talk to paul"),
    ],
    allow: [may(["attendance", "parent_communication", "wellbeing"])],
  },
  {
    id: "ladies-13",
    text: "Anne Marie's engine is something else, topped the bleep test again, level 9.4.",
    expect: [kid("physical_development", "Anne-Marie Doyle", "Anne Marie", ["bleep test", "engine"])],
    allow: [may(["skill_rating", "performance"], "Anne-Marie Doyle")],
  },
  {
    id: "ladies-14",
    text: "U17 Ladies have gone very quiet as a group since losing that final. No chat in the drills, heads down. Need something fun on Thursday, maybe the tag rugby.",
    expect: [
      team(["team_culture", "wellbeing"], "U17 Ladies", "U17 Ladies", ["very quiet", "heads down"]),
      group("session_plan", ["something fun", "tag rugby"]),
    ],
    allow: [may("todo")],
  },
]);
