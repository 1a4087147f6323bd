import { describe, expect, it } from "vitest";
import { MATCH_CASES, type RosterName } from "./cases";
import { matchDefaults, matchMention, type RosterPlayer } from "./match-mention";
import { OWN_TEAM, rosterOf } from "./testing";

const outcomeOf = (rawText: string, roster: RosterName): string => {
  const match = matchMention(rawText, rosterOf(roster), { ownTeamIds: [OWN_TEAM] });
  if (match.status === "auto_resolved") return `= ${match.resolvedPlayerId}`;
  if (match.status === "unresolved") return "-";
  return `? ${match.candidates.map(({ playerId }) => playerId.replace(/#\d$/, "")).join(", ")}`;
};

const player = (name: string, ...teamIds: string[]): RosterPlayer => {
  const [firstName = "", ...rest] = name.split(" ");
  return { playerId: name, firstName, lastName: rest.join(" "), teamIds };
};
const alexes = [player("Alex Murphy"), player("Alex Walsh")];
const topOf = (rawText: string, ...roster: RosterPlayer[]) => matchMention(rawText, roster).candidates[0];

describe("matchMention", () => {
  it("has a table of at least 150 cases", () => {
    expect(MATCH_CASES.length).toBeGreaterThanOrEqual(150);
  });

  it.each(MATCH_CASES)("%s: reads %j on the roster %s as %s", (_id, rawText, roster, outcome) => {
    expect(outcomeOf(rawText, roster)).toBe(outcome);
  });

  it("FM-001, SP-001, SP-002: scores an exact name about 1, a known spelling 0.85 and a slip over 0.85", () => {
    expect(topOf("Sean Murphy", player("Seán Murphy"))?.score).toBeCloseTo(1);
    expect(topOf("Shawn", player("Seán Murphy"))?.score).toBeGreaterThanOrEqual(0.85);
    expect(topOf("Aoiffe", player("Aoife Daly"))?.score).toBeGreaterThan(0.85);
    expect(topOf("Aoife Dalyy", player("Aoife Daly"))?.score).toBeGreaterThan(0.85);
  });

  it("ER-003, ER-004: gives reasons", () => {
    expect(topOf("Shawn", player("Seán Murphy"))?.reasons).toEqual(["first_name", "known_spelling"]);
    expect(topOf("Seán Murphy", player("Seán Murphy"))?.reasons).toEqual(["exact"]);
    expect(topOf("Murphy Seán", player("Seán Murphy"))?.reasons).toEqual(["reversed_name"]);
    expect(topOf("Obrien", player("Tim O'Brien"))?.reasons).toEqual(["last_name"]);
    expect(topOf("Aoiffe", player("Aoife Daly"))?.reasons).toEqual(["first_name", "fuzzy"]);
    expect(topOf("Sam", player("Samantha Daly"))?.reasons).toEqual(["first_name", "partial"]);
  });

  it("SP-004: the own team orders the candidates and never makes a link", () => {
    const roster = [player("Alex Murphy", "a"), player("Alex Walsh", "b"), player("Alec Daly", "b")];
    const match = matchMention("Alex", roster, { ownTeamIds: ["b"] });
    expect(match.status).toBe("needs_disambiguation");
    expect(match.candidates.map((candidate) => candidate.playerId)).toEqual([
      "Alex Walsh",
      "Alec Daly",
      "Alex Murphy",
    ]);
  });

  it("offers at most five, and keeps the best of other teams among them", () => {
    const own = ["Aleks A", "Alec B", "Alexa C", "Alexi D", "Alexis E", "Aleck F"].map((name) =>
      player(name, "own"),
    );
    const match = matchMention("Alex", [...own, player("Alex Murphy", "other")], { ownTeamIds: ["own"] });
    expect(match.candidates).toHaveLength(matchDefaults.maxCandidates);
    expect(match.candidates.at(-1)?.playerId).toBe("Alex Murphy");
    expect(match.status).toBe("needs_disambiguation");
  });

  it("takes one player of two teams for one, and two players of one name for two", () => {
    const twice = [player("Emma Walsh", "a"), player("Emma Walsh", "b")];
    expect(matchMention("Emma", twice).status).toBe("auto_resolved");
    const namesakes = twice.map((entry, index) => ({ ...entry, playerId: `p${index}` }));
    expect(matchMention("Emma Walsh", namesakes).status).toBe("needs_disambiguation");
  });

  it("asks where the coach's threshold or margin is not reached", () => {
    const roster = [player("Seán Murphy")];
    expect(matchMention("Shawn", roster, { threshold: 0.98 }).status).toBe("needs_disambiguation");
    expect(matchMention("Seán Murphy", roster, { threshold: 0.98 }).status).toBe("auto_resolved");
    const alike = [player("John Daly"), player("Joan Burke")];
    expect(matchMention("John", alike).status).toBe("auto_resolved");
    expect(matchMention("John", alike, { margin: 0.2 }).status).toBe("needs_disambiguation");
  });
});

describe("ER-006, ER-007: what the coach chose before", () => {
  const alias = { rawText: "alex", playerId: "Alex Murphy" };

  it("resolves the same words, in any spelling of case and possessive", () => {
    for (const said of ["Alex", "alex", "ALEX’S", " Álex "]) {
      const match = matchMention(said, alexes, { aliases: [alias] });
      expect(match).toMatchObject({
        status: "auto_resolved",
        resolvedPlayerId: "Alex Murphy",
        confidence: 1,
      });
      expect(match.candidates[0]?.reasons).toEqual(["coach_alias", "first_name"]);
    }
  });

  it("resolves words that are no name at all", () => {
    const aliases = [{ rawText: "the captain", playerId: "Alex Walsh" }];
    expect(matchMention("the captain", alexes, { aliases })).toMatchObject({
      resolvedPlayerId: "Alex Walsh",
    });
    expect(matchMention("the captain", alexes).status).toBe("unresolved");
  });

  it("does not touch other words, nor a player who has left the roster", () => {
    expect(matchMention("Alexa", alexes, { aliases: [alias] }).status).toBe("needs_disambiguation");
    const [, walsh] = alexes;
    const match = matchMention("Alex", walsh ? [walsh, player("Alex Byrne")] : [], { aliases: [alias] });
    expect(match.status).toBe("needs_disambiguation");
  });

  it("no wrong child: asks again when somebody has the whole name, or a namesake joined since", () => {
    const full = { rawText: "Alex Murphy", playerId: "Alexander Murphy" };
    const roster = [player("Alexander Murphy"), player("Alex Murphy")];
    expect(matchMention("Alex Murphy", roster, { aliases: [full] }).status).toBe("needs_disambiguation");
    const dated = { ...alias, amongPlayerIds: ["Alex Murphy", "Alex Walsh"] };
    expect(matchMention("Alex", alexes, { aliases: [dated] }).status).toBe("auto_resolved");
    const later = [...alexes, player("Alex Byrne")];
    expect(matchMention("Alex", later, { aliases: [dated] }).status).toBe("needs_disambiguation");
  });

  it("asks where two choices for one text contradict each other", () => {
    const aliases = [alias, { rawText: "Alex", playerId: "Alex Walsh" }];
    expect(matchMention("Alex", alexes, { aliases }).status).toBe("needs_disambiguation");
  });
});
