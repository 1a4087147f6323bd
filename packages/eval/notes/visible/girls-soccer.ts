import { ask, group, kid, may, not, notes, team, todo } from "../../src/labels/write";
import { girlsSoccer } from "../squads";

export const GIRLS_SOCCER = notes("visible", girlsSoccer, [
  {
    id: "girls-01",
    tags: ["namesake", "rival"],
    text: "Sophie Grant headed in her own net and was in floods. Sophie Molloy put an arm around her, lovely to see.",
    noteType: "match",
    expect: [
      kid("wellbeing", "Sophie Grant", "Sophie Grant", ["in floods"], "medium"),
      kid("behavior", "Sophie Molloy", "Sophie Molloy", ["arm around her"]),
    ],
    allow: [may(["performance", "wellbeing"], "Sophie Grant"), may("team_culture")],
  },
  {
    id: "girls-02",
    tags: ["namesake"],
    text: "Sophie's mam wants to know is the Easter camp going ahead",
    expect: [ask("parent_communication", ["Sophie Grant", "Sophie Molloy"], "Sophie", "Easter camp")],
    allow: [may("todo")],
  },
  {
    id: "girls-03",
    source: "transcript",
    tags: ["everyday_name"],
    text: "summer was away last summer so she missed the camps but by god has she caught up since her dribbling is top of the group now",
    expect: [kid("skill_progress", "Summer Doran", "summer", ["dribbling", "caught up"])],
    allow: [may(["attendance", "performance", "skill_progress"], "Summer Doran")],
  },
  {
    id: "girls-04",
    tags: ["everyday_name"],
    text: "Ruby has a penny sized blister on her heel, Penny lent her a plaster. Amber light from the physio on Holly, jogging only.",
    expect: [
      kid("injury", "Ruby Shaw", "Ruby", "blister", "low"),
      kid(["recovery", "injury"], "Holly Banks", "Holly", ["jogging only", "physio"], "low"),
    ],
    allow: [may("behavior", "Penny Lawlor")],
    never: [not("any", "Amber Field")],
  },
  {
    id: "girls-05",
    text: "Robyn's kicking from hand is 3/5, throws 5/5. Zoe distribution 2/5 — she knows it, wants extra sessions.",
    expect: [
      kid("skill_rating", "Robyn Hickey", "Robyn", ["3/5", "kicking from hand"]),
      kid("skill_rating", "Robyn Hickey", "Robyn", ["5/5", "throws"]),
      kid("skill_rating", "Zoe Kavanagh", "Zoe", ["2/5", "distribution"]),
    ],
    allow: [
      may(["behavior", "session_plan", "skill_progress"], "Zoe Kavanagh"),
      may(["todo", "session_plan"]),
    ],
  },
  {
    id: "girls-06",
    source: "transcript",
    tags: ["mishearing", "namesake"],
    text: "ellie mooney not ella ellie from the fourteens she's got shin splints and the doctor says six weeks off the hard ground",
    expect: [kid("injury", "Ellie Mooney", "ellie mooney", ["shin splints", "six weeks"], "medium")],
    allow: [may(["recovery", "attendance"], "Ellie Mooney")],
    never: [not("any", "Ella Mooney")],
  },
  {
    id: "girls-07",
    tags: ["namesake"],
    text: "Mooney was man of the match again. Says it all.",
    noteType: "match",
    expect: [
      ask(
        ["performance", "development_milestone"],
        ["Ellie Mooney", "Ella Mooney"],
        "Mooney",
        "man of the match",
      ),
    ],
  },
  {
    id: "girls-08",
    tags: ["correction"],
    text: "Hannah R late. Sorry Hannah T! Reilly was on time.",
    expect: [kid("attendance", "Hannah Tighe", "Hannah T", "late")],
    allow: [may("attendance", "Hannah Reilly")],
  },
  {
    id: "girls-09",
    text: "Lily Rose told me she's being picked on in school by a girl on another team, it's affecting her here. I've told Mick and I will ring home tonight.",
    tags: ["reported_speech"],
    expect: [
      kid("wellbeing", "Lily Rose Dunne", "Lily Rose", ["picked on", "affecting her"], "high"),
      todo("me", "ring home"),
    ],
    allow: [may(["wellbeing", "parent_communication", "behavior"], "Lily Rose Dunne")],
  },
  {
    id: "girls-10",
    source: "transcript",
    text: "nadia haddad she's been with us three weeks now and there's a language thing still but on the pitch she doesn't need words em absolutely electric down the right",
    expect: [kid("performance", "Nadia Haddad", "nadia haddad", "electric")],
    allow: [may("any", "Nadia Haddad")],
  },
  {
    id: "girls-11",
    text: "Mick will set up the pitch Saturday 9am. Aoife to bring the match balls and armbands.",
    tags: ["rival"],
    expect: [todo("Mick", "set up the pitch"), todo("Aoife", ["match balls", "armbands"])],
  },
  {
    id: "girls-12",
    tags: ["negation"],
    text: "Tara hasn't missed a session all year and hasn't been late once. Award for her at the end of season for sure.",
    expect: [kid("attendance", "Tara Whitty", "Tara", ["missed a session", "late once"])],
    allow: [may(["behavior", "development_milestone"], "Tara Whitty"), may("todo")],
  },
  {
    id: "girls-13",
    text: "U12 Girls were giddy beyond belief tonight but great buzz, lots of laughing. U14 Girls the opposite, two groups not talking.",
    expect: [
      team("team_culture", "U12 Girls", "U12 Girls", ["giddy", "great buzz"]),
      team("team_culture", "U14 Girls", "U14 Girls", ["not talking", "opposite"]),
    ],
    allow: [may(["team_culture", "behavior"])],
  },
  {
    id: "girls-14",
    source: "transcript",
    tags: ["everyday_name"],
    text: "skye is some size now she's grown about four inches she'll be reaching the sky soon and iris twisted her knee on the way down from a header I iced it she was able to walk off",
    expect: [
      kid("physical_development", "Skye Molloy", "skye", ["four inches", "some size"]),
      kid("injury", "Iris O'Toole", "iris", ["knee", "twisted"], "medium"),
    ],
    never: [not("any", "Sophie Molloy")],
  },
  {
    id: "girls-15",
    text: "Corners: attack the near post with Amber and leave Chloe on the edge. Do that at training on Wed.",
    tags: ["namesake"],
    expect: [
      kid(["tactical", "session_plan"], "Amber Field", "Amber", "near post"),
      ask(["tactical", "session_plan"], ["Chloe Flynn", "Chloe Byrne"], "Chloe", "on the edge"),
    ],
    allow: [may(["tactical", "session_plan", "todo"])],
  },
  {
    id: "girls-16",
    text: "Great turn out, 19. Everyone on time for once!",
    expect: [group("attendance", ["turn out", "on time"], "Everyone")],
    allow: [may(["attendance", "team_culture", "behavior"])],
  },
]);
