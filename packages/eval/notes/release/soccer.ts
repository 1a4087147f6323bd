import { ask, group, kid, may, not, notes, stranger, team, todo } from "../../src/labels/write";
import { girlsSoccer, namesakes, soccer } from "../squads";

export const RELEASE_SOCCER = [
  ...notes("release", soccer, [
    {
      id: "release-33",
      source: "transcript",
      tags: ["mishearing"],
      text: "chitty easy was sick on the sideline em too many jellies before training he was right as rain after",
      expect: [kid(["wellbeing", "injury"], "Chidi Eze", "chitty easy", ["sick on the sideline"], "low")],
      allow: [may(["wellbeing", "injury", "recovery", "behavior"], "Chidi Eze")],
    },
    {
      id: "release-34",
      tags: ["everyday_name"],
      text: "Best to leave Mason on the bench Saturday, he's carrying a knock on the toe. Price is fit, start him.",
      expect: [
        kid("injury", "Mason Best", "Mason", ["knock on the toe"], "low"),
        kid("tactical", "Ethan Price", "Price", ["start him"]),
      ],
      allow: [may(["tactical", "attendance"], "Mason Best"), may("recovery", "Ethan Price")],
    },
    {
      id: "release-35",
      tags: ["namesake", "correction"],
      text: "Nugent was in goal for the 11s — Billy, obviously, Josh is a 13. Let in six and never stopped smiling.",
      noteType: "match",
      expect: [kid(["performance", "behavior"], "Billy Nugent", "Billy", ["Let in six", "smiling"])],
      allow: [may(["behavior", "performance", "tactical"], "Billy Nugent")],
      never: [not("any", "Josh Nugent")],
    },
    {
      id: "release-36",
      text: "U11 Red have stopped celebrating properly, no joy in them. Too many parents shouting. I'm going to write to the parents about it.",
      expect: [
        team("team_culture", "U11 Red", "U11 Red", ["no joy", "celebrating"]),
        todo("me", ["write to the parents"]),
      ],
      allow: [may("parent_communication")],
    },
    {
      id: "release-37",
      source: "transcript",
      tags: ["negation", "reported_speech"],
      text: "sam's dad says he isn't homesick after the move he's just not talking about it which if you ask me is the same thing so mind him",
      expect: [
        kid("wellbeing", "Sam Daly", "sam", ["not talking about it"], "medium"),
        kid("parent_communication", "Sam Daly", "sam", ["dad says"]),
      ],
    },
    {
      id: "release-38",
      text: "Rocco weak foot 2/5, strong foot 5/5",
      expect: [
        kid("skill_rating", "Rocco Dunne", "Rocco", ["2/5", "weak foot"]),
        kid("skill_rating", "Rocco Dunne", "Rocco", ["5/5", "strong foot"]),
      ],
    },
    {
      id: "release-39",
      tags: ["rival"],
      text: "Daniel K signed for the academy, leaves in June. Danny Burke from Parkville might come the other way.",
      expect: [
        kid(["development_milestone", "attendance"], "Daniel Kowalski", "Daniel K", [
          "signed for the academy",
        ]),
      ],
      allow: [may(["attendance", "development_milestone"])],
    },
    {
      id: "release-40",
      source: "transcript",
      tags: ["nothing_to_save"],
      text: "no no no not that one the blue ones yeah them ones stick them in the boot good man okay",
      expect: [],
      allow: [may("todo")],
    },
  ]),
  ...notes("release", girlsSoccer, [
    {
      id: "release-41",
      source: "transcript",
      tags: ["namesake"],
      text: "chloe flynn rolled her wrist in a tackle and chloe byrne stood on a stud I know the two chloes on the one night both iced both fine I think but flynn's is a bit puffy",
      expect: [
        kid("injury", "Chloe Flynn", "chloe flynn", ["wrist", "puffy"], "medium"),
        kid("injury", "Chloe Byrne", "chloe byrne", ["stud"], "low"),
      ],
      allow: [may("injury", "Chloe Flynn")],
    },
    {
      id: "release-42",
      tags: ["everyday_name"],
      text: "Holly and Ivy, I kid you not: Holly has a cousin Ivy who wants to join. Summer camp is full though.",
      expect: [],
      allow: [
        may(["todo", "session_plan", "attendance", "development_milestone"]),
        may("parent_communication", "Holly Banks"),
      ],
      never: [not("any", "Summer Doran"), not("injury", "Holly Banks")],
    },
    {
      id: "release-43",
      text: "Amber asked to be vice captain herself, wrote me a letter and all. She's got it. Some growth from the girl who wouldn't speak last year.",
      expect: [kid(["development_milestone", "behavior"], "Amber Field", "Amber", ["vice captain"])],
      allow: [may(["wellbeing", "behavior", "development_milestone"], "Amber Field")],
      never: [not("physical_development", "Amber Field")],
    },
    {
      id: "release-44",
      tags: ["correction", "namesake"],
      text: "Ella not training till the cast is off. Correction Ellie. Mooney, 14s.",
      expect: [kid(["injury", "recovery", "attendance"], "Ellie Mooney", "Ellie", ["cast"], "high")],
      allow: [may(["attendance", "recovery", "injury"], "Ellie Mooney")],
      never: [not("any", "Ella Mooney")],
    },
    {
      id: "release-45",
      text: "Build out from the back: split centre halves, Tara drops, full backs high. Ran it for 20 minutes and it clicked.",
      expect: [group("tactical", ["Build out from the back", "full backs high"])],
      allow: [may("tactical", "Tara Whitty"), may(["session_plan", "skill_progress", "performance"])],
    },
    {
      id: "release-46",
      source: "transcript",
      tags: ["negation"],
      text: "zoe says she doesn't want to play in goal any more but I don't think she means it she'd a bad night that's all",
      expect: [
        kid(
          ["wellbeing", "tactical"],
          "Zoe Kavanagh",
          "zoe",
          ["doesn't want to play in goal", "bad night"],
          "low",
        ),
      ],
      allow: [may(["wellbeing", "tactical", "performance"], "Zoe Kavanagh")],
    },
  ]),
  ...notes("release", namesakes, [
    {
      id: "release-47",
      tags: ["namesake", "rival"],
      text: "Owen Burke's bruv was at training, Eoin. Owen twisted his knee showing off for him.",
      expect: [ask("injury", ["Eoin Burke", "Owen Burke"], "Owen", ["knee"], "medium")],
    },
    {
      id: "release-48",
      source: "transcript",
      tags: ["namesake", "rival"],
      text: "kelly had a shocker wide after wide after wide the poor divil",
      noteType: "match",
      expect: [
        ask("performance", ["Shaun Kelly", "Cormac Kelly", "Michael Kelly"], "kelly", [
          "shocker",
          "wide after wide",
        ]),
      ],
      allow: [may("wellbeing")],
    },
    {
      id: "release-49",
      tags: ["namesake", "rival"],
      text: "Seán Kelly (Rathbeg) is joining us in the summer, sound young fella. Shaun Kelly our own won't like it, same position!",
      expect: [stranger(["attendance", "development_milestone"], "Seán Kelly", ["joining us"])],
      allow: [
        may(["tactical", "wellbeing"], "Shaun Kelly"),
        may(["attendance", "behavior", "tactical", "development_milestone"]),
      ],
      never: [
        not("any", "Seán Murphy"),
        not("any", "Seán Nolan"),
        not(["injury", "attendance"], "Shaun Kelly"),
      ],
    },
    {
      id: "release-50",
      tags: ["namesake"],
      text: "Two Bens tonight and both flew. The older Ben is the fitter, the younger one is the better footballer.",
      expect: [
        kid(["physical_development", "performance"], "Ben Daly", "older Ben", ["fitter"]),
        kid(["performance", "skill_progress"], "Ben Daly (2)", "younger one", ["better footballer"]),
      ],
      allow: [may(["performance", "attendance", "physical_development"])],
    },
    {
      id: "release-51",
      tags: ["rival"],
      text: "Michael got concussed on Saturday playing for the school. Mikey that is. 23 days before he's back with us, by the book.",
      expect: [kid("injury", "Mikey Nolan", "Mikey", ["concussed", "23 days"], "critical")],
      allow: [may(["recovery", "attendance", "injury"], "Mikey Nolan")],
      never: [not("any", "Michael Kelly")],
    },
    {
      id: "release-52",
      source: "transcript",
      tags: ["namesake", "correction"],
      text: "jack m won't be there friday both jack m's actually molloy has a match with the soccer and murphy is just not available",
      expect: [
        kid("attendance", "Jack Molloy", "molloy", ["match with the soccer"]),
        kid("attendance", "Jack Murphy", "murphy", ["not available"]),
      ],
      allow: [may("attendance", "Jack Molloy"), may("attendance", "Jack Murphy")],
      never: [not("any", "Alex Murphy"), not("any", "Seán Murphy")],
    },
  ]),
];
