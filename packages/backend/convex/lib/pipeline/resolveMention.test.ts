import { matchDefaults } from "@voice-flow/domain/names/match-mention";
import { describe, expect, test } from "vitest";
import type { Id } from "../../_generated/dataModel";
import { type KnownEntities, resolveMention } from "./resolveMention";

// Ids are strings to everybody but the database.
const known: KnownEntities = {
  players: [{ playerId: "p1" as Id<"players">, firstName: "Seán", lastName: "Byrne", teamIds: ["t1"] }],
  teams: [
    { teamId: "t1" as Id<"teams">, name: "U12 Gold" },
    { teamId: "t2" as Id<"teams">, name: "U14 Gold" },
  ],
  coaches: [{ userId: "u1" as Id<"users">, firstName: "Brian", lastName: "Moran" }],
  aliases: [],
};
const resolve = (rawText: string, mentionType: Parameters<typeof resolveMention>[0]["mentionType"]) =>
  resolveMention({ rawText, mentionType, position: 0 }, known, { ...matchDefaults });

describe("a mention", () => {
  test("of a player is linked by the domain's rules, with candidates and reasons", () => {
    expect(resolve("Shawn", "player_name")).toMatchObject({
      status: "auto_resolved",
      resolved: { entityType: "player", entityId: "p1", entityName: "Seán Byrne" },
    });
    expect(resolve("Xylophone McSquiggle", "player_name")).toEqual({
      status: "unresolved",
      candidates: [],
      confidence: 0,
    });
  });

  test("of a team is linked by its whole name only", () => {
    expect(resolve("the U 12 Gold team", "team_name").resolved?.entityId).toBe("t1");
    expect(resolve("under 14 gold", "team_name").resolved?.entityId).toBe("t2");
    const gold = resolve("Gold", "team_name");
    expect(gold.status).toBe("needs_disambiguation");
    expect(gold.resolved).toBeUndefined();
    expect(gold.candidates).toHaveLength(2);
    expect(resolve("the seniors", "team_name").status).toBe("unresolved");
  });

  test("of a coach finds the coach", () => {
    expect(resolve("Brian", "coach_name").resolved).toMatchObject({ entityType: "coach", entityId: "u1" });
  });

  test("of a group is of nobody in particular", () => {
    expect(resolve("the girls", "group_reference")).toEqual({
      status: "auto_resolved",
      candidates: [],
      confidence: 1,
    });
  });
});
