import { CLAIM_TOPICS } from "@voice-flow/domain/vocabulary/notes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { samples } from "../samples";
import type { Claim } from "./contract";
import { extractClaims } from "./extract";
import { requestFor } from "./test-roster";

/** A claim in one line: its topic and the names it holds, with `*` where exactly one player can be meant. */
const summary = ({ topic, mentions }: Claim): string =>
  [topic, ...mentions.map(({ rawText, candidatePlayerId }) => rawText + (candidatePlayerId ? "*" : ""))].join(
    " ",
  );

const claimsOf = (transcript: string): Claim[] => extractClaims(requestFor(transcript));

const TABLE: [note: string, ...claims: string[]][] = [
  ["Aoife Kelly was brilliant in goal tonight", "performance Aoife Kelly*"],
  ["Aoife was great. She also missed training on Tuesday.", "performance Aoife*", "attendance Aoife*"],
  ["Sean and Emma trained well", "performance Sean*", "performance Emma"],
  ["Niamh, Cian and Tadhg were late", "attendance Niamh*", "attendance Cian*", "attendance Tadhg*"],
  ["Niamh scored and Cian was late", "performance Niamh*", "attendance Cian*"],
  ["Seán's hamstring is tight again, Aoife was brilliant in goal", "injury Seán*", "performance Aoife*"],
  ["Shawn Byrne twisted his ankle", "injury Shawn Byrne*"],
  ["Aoife was brilliant but her knee is sore", "performance Aoife*", "injury Aoife*"],
  ["Oisin had a suspected concussion after a bang to the head", "injury Oisin*"],
  ["Tadhg is back running after his ankle injury", "recovery Tadhg*"],
  ["Róisín has been cleared to play on Saturday", "recovery Róisín*"],
  ["Alex was in tears before training, something is up at home", "wellbeing Alex"],
  ["Alex Nolan isn't himself lately", "wellbeing Alex Nolan*"],
  ["Caoimhe's mother rang to say she is worried about exams", "parent_communication Caoimhe*"],
  ["I told Cian's dad about the blitz", "parent_communication Cian*"],
  ["Cian won't be able to make the match on Sunday", "attendance Cian*"],
  ["Niamh left early for a dentist appointment", "attendance Niamh*"],
  ["Tadhg didn't turn up again", "attendance Tadhg*"],
  ["I'd rate Niamh's passing 4 out of 5", "skill_rating Niamh*"],
  ["Oisín gets a 3/5 for his shooting", "skill_rating Oisín*"],
  ["Caoimhe's weak foot is coming on well", "skill_progress Caoimhe*"],
  ["Cian needs to work on his tackling", "skill_progress Cian*"],
  ["Tadhg has really improved his high catching", "skill_progress Tadhg*"],
  ["Róisín scored her first goal for the club", "development_milestone Róisín*"],
  ["Aoife was picked for the county development squad", "development_milestone Aoife*"],
  ["Oisín has had a growth spurt and is much stronger on the ball", "physical_development Oisín*"],
  ["Cian's fitness and speed are excellent", "physical_development Cian*"],
  ["Cian was messing and gave backchat all night", "behavior Cian*"],
  ["Niamh showed real leadership with the younger girls", "behavior Niamh*"],
  ["Emma scored = 4/5 frees", "performance Emma"],
  ["Goooooooal from Sean today", "performance Sean*"],
  ["I moved Tadhg to full back and it suits him", "tactical Tadhg*"],
  ["The lads were in great spirits", "team_culture The lads"],
  ["Morale is low in the U12 Gold group since the final", "team_culture U12 Gold"],
  ["The under 12 gold team pressed high with a new formation", "tactical under 12 gold"],
  ["Next session we should work on kick outs", "session_plan we"],
  ["Great session tonight, good energy", "team_culture"],
  ["Remind me to book the pitch", "todo"],
  ["I need to ring Tadhg's mother about the lift", "todo Tadhg*"],
  [
    "Aoife was great, Cian was late and I need to order jerseys.",
    "performance Aoife*",
    "attendance Cian*",
    "todo",
  ],
  ["Someone needs to bring the bibs on Tuesday", "todo Someone"],
  ["Coach Mary will organise the bus", "todo Mary"],
  ["Ask coach Declan to book the hall", "todo Declan"],
  ["I have to say Niamh was excellent", "performance Niamh*"],
  ["Fergal played well at midfield", "performance Fergal"],
  ["Xylophone McSquiggle was great", "performance Xylophone McSquiggle"],
  ["Zebedee missed training", "attendance Zebedee"],
  ["Seán Ó Briain's knee is swollen", "injury Seán Ó Briain"],
  ["We played against Ballyboden in Galway", "team_culture We"],
  [
    "aoife was brilliant in goal sean has a tight hamstring niamh missed training",
    "performance aoife*",
    "injury sean*",
    "attendance niamh*",
  ],
  [
    "- Aoife: brilliant in goal\n- Seán: hamstring sore\n- Niamh absent",
    "performance Aoife*",
    "injury Seán*",
    "attendance Niamh*",
  ],
  ["Aoife passed to Niamh for the goal", "performance Aoife*", "performance Niamh*"],
  ["The blitz is in May and Aoife was great", "performance Aoife*"],
  ["We start back on the 9th of May."],
  ["Sean rolled his ankle, no sorry, Cian not Sean", "injury Cian*"],
  ["Sean rolled his ankle. No wait, it was Tadhg.", "injury Tadhg*"],
  ["sean broke his thumb no sorry cian not sean cian broke his thumb", "injury cian*"],
  ["Tadhg, sorry, I mean Cian was late", "attendance Cian*"],
  ["Cian is NOT injured"],
  ["Niamh didn't hurt her wrist"],
  ["No injuries tonight."],
  ["Aoife isn't concussed"],
  ["Aoife's knee is not good, it's swollen", "injury Aoife*"],
  ["Training was good. Passing was poor."],
  ["That's all for now, thanks."],
  [
    "This is a simulated transcript of a voice note of 5 seconds. The simulator does not listen to recordings.",
  ],
];

describe("claims", () => {
  it.each(TABLE.map(([note, ...claims]) => ({ note, claims })))("$note", ({ note, claims }) => {
    expect(claimsOf(note).map(summary)).toEqual(claims);
  });

  it("cover all topics in the table above", () => {
    const topics = new Set(TABLE.flatMap(([note]) => claimsOf(note).map(({ topic }) => topic)));
    expect([...CLAIM_TOPICS].filter((topic) => !topics.has(topic))).toEqual([]);
  });

  it.each([
    ["Oisin had a suspected concussion", "critical"],
    ["Sean went down holding his ankle", "high"],
    ["Sean's hamstring is tight", "medium"],
    ["Sean took a slight knock", "low"],
    ["Alex is being bullied at school", "high"],
  ])("weigh how serious it is: %s", (note, severity) => {
    expect(claimsOf(note)[0]).toMatchObject({ severity, sentiment: "concerned" });
  });

  it.each([
    ["I'd rate Niamh's passing 4 out of 5", "passing", 4],
    ["Aoife is an eight out of ten for tackling", "tackling", 4],
    ["Oisín is about a two for free taking", "free taking", 2],
  ])("read the rating: %s", (note, skillName, skillRating) => {
    expect(claimsOf(note)[0]).toMatchObject({ topic: "skill_rating", skillName, skillRating });
  });

  it.each([
    ["I need to book the pitch", "recording_coach", null, "Book the pitch"],
    ["I'll text the parents tomorrow", "recording_coach", null, "Text the parents tomorrow"],
    ["Coach Mary will organise the bus", "named_coach", "Mary", "Organise the bus"],
    ["Someone needs to bring the bibs", null, null, "Bring the bibs"],
  ])("give an action to whom it belongs: %s", (note, assignee, assigneeName, recommendedAction) => {
    expect(claimsOf(note)[0]).toMatchObject({ topic: "todo", assignee, assigneeName, recommendedAction });
  });

  it("see the coach's own name as a coach's", () => {
    expect(claimsOf("Pat Kenny here, Aoife was great")[0]?.mentions).not.toContainEqual(
      expect.objectContaining({ rawText: "Pat Kenny", mentionType: "player_name" }),
    );
  });

  it("are less sure of a patchy transcript and of a topic that is only assumed", () => {
    const [clear] = claimsOf("Sean's hamstring is tight");
    const [patchy] = claimsOf("Sean's hamstring is [inaudible] tight");
    const [assumed] = claimsOf("Sean was at it");
    expect(patchy?.confidence).toBeLessThan(clear?.confidence ?? 0);
    expect(assumed?.confidence).toBeLessThan(0.85);
  });
});

const piece = fc.constantFrom(
  ...TABLE.map(([note]) => note),
  ...samples.map(({ transcript }) => transcript),
  "Sea\u0301n’s knee",
  " and ",
  ", but ",
  "\n• ",
  "…",
  "💪",
  "St. Mary's ",
);

describe("any note", () => {
  it("gives claims that quote it exactly, with offsets that point to what they name", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(" ")),
          fc.string({ unit: "grapheme" }),
        ),
        (note) => {
          for (const claim of claimsOf(note)) {
            expect(note.slice(claim.sourceStart, claim.sourceEnd)).toBe(claim.sourceText);
            expect(claim.sourceText.trim()).not.toBe("");
            expect(claim.confidence).toBeGreaterThan(0);
            expect(claim.confidence).toBeLessThanOrEqual(1);
            for (const { rawText, position } of claim.mentions) {
              expect(note.slice(position, position + rawText.length)).toBe(rawText);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
