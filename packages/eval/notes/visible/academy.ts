import { group, kid, may, not, notes, todo } from "../../src/labels/write";
import { academy } from "../squads";

export const ACADEMY = notes("visible", academy, [
  {
    id: "academy-01",
    tags: ["everyday_name"],
    text: "Finn finally caught a high ball, you'd swear he'd won the All Ireland. First one ever!",
    expect: [kid(["development_milestone", "skill_progress"], "Finn Doherty", "Finn", "high ball")],
    allow: [may(["wellbeing", "skill_progress", "performance"], "Finn Doherty")],
  },
  {
    id: "academy-02",
    tags: ["rival"],
    text: "Tommy ran off in a strop again and Tony had to go after him. I think he's just tired on Saturdays after swimming.",
    expect: [kid("behavior", "Tommy Spillane", "Tommy", ["strop", "ran off"])],
    allow: [may(["wellbeing", "behavior", "physical_development"], "Tommy Spillane")],
  },
  {
    id: "academy-03",
    source: "transcript",
    tags: ["mishearing", "namesake"],
    text: "the two lacey's paudie and sive were collected early by the nana she says they've a bug in the house so we mightn't see them next week",
    expect: [
      kid("attendance", "Paudie Lacey", "paudie", ["collected early", "bug"]),
      kid("attendance", "Sive Lacey", "sive", ["collected early", "bug"]),
    ],
    allow: [
      may(["parent_communication", "wellbeing", "attendance"], "Paudie Lacey"),
      may(["parent_communication", "wellbeing", "attendance"], "Sive Lacey"),
    ],
  },
  {
    id: "academy-04",
    text: "Evie wouldn't let go of her mam for the first 20 minutes, upset over the new school I think. Grand once the game started.",
    expect: [kid("wellbeing", "Evie Nash", "Evie", ["let go of her mam", "upset"], "low")],
    allow: [may(["behavior", "attendance", "wellbeing"], "Evie Nash")],
  },
  {
    id: "academy-05",
    text: "Bobby banged heads with Cara. Bobby fine, Cara has a lump, ice on it and I told her dad what to watch for.",
    expect: [
      kid("injury", "Cara Devane", "Cara", ["lump", "banged heads"], "medium"),
      kid("parent_communication", "Cara Devane", "Cara", ["told her dad"]),
    ],
    allow: [may("injury", "Bobby Keating"), may("recovery", "Bobby Keating")],
  },
  {
    id: "academy-06",
    text: "Fun night. Sharks and minnows is still the favourite. Next week bring the parachute, and somebody find the small goals!",
    expect: [group("team_culture", ["Fun night"]), todo("nobody", ["small goals"])],
    allow: [may(["session_plan", "todo"])],
  },
  {
    id: "academy-07",
    tags: ["irish", "negation"],
    text: "Níl Cara tinn, tá sí ar saoire. So not sick, just on holidays till the 20th.",
    expect: [kid("attendance", "Cara Devane", "Cara", ["ar saoire", "on holidays"])],
    never: [not(["injury", "wellbeing"], "Cara Devane")],
  },
  {
    id: "academy-08",
    source: "transcript",
    tags: ["rival"],
    text: "robin crow my own young one don't be telling anyone but she was a right madam tonight wouldn't share the ball with anybody",
    expect: [kid("behavior", "Robyn Crowe", "robin crow", ["madam", "share the ball"])],
  },
]);
