import { matchDefaults } from "@voice-flow/domain/names/match-mention";
import { describe, expect, test } from "vitest";
import { type Colleagues, resolveMention } from "./resolveMention";

const known: Colleagues = {
  teams: [
    { teamId: "t1", name: "U12 Gold" },
    { teamId: "t2", name: "U14 Gold" },
  ],
  coaches: [
    { userId: "u1", firstName: "Brian", lastName: "Moran" },
    { userId: "u2", firstName: "Sarah", lastName: "Quirke" },
  ],
};
const resolve = (rawText: string, mentionType: Parameters<typeof resolveMention>[0]["mentionType"]) =>
  resolveMention({ rawText, mentionType }, known, { ...matchDefaults });

describe("a mention", () => {
  test("of a team is linked by its whole name only", () => {
    expect(resolve("the U 12 Gold team", "team_name").resolved?.entityId).toBe("t1");
    expect(resolve("under 14 gold", "team_name").resolved?.entityId).toBe("t2");
    const gold = resolve("Gold", "team_name");
    expect(gold.status).toBe("unresolved");
    expect(gold.resolved).toBeUndefined();
    expect(gold.candidates).toHaveLength(2);
    expect(resolve("the seniors", "team_name").status).toBe("unresolved");
  });

  test("UN-008: of a coach finds the coach, with or without a title", () => {
    const coach = { entityType: "coach", entityId: "u2" };
    for (const said of ["Sarah", "Coach Sarah", "coach Sarah Quirke", "Ms Quirke"]) {
      expect(resolve(said, "coach_name").resolved).toMatchObject(coach);
    }
    expect(resolve("Coach Nora", "coach_name")).toMatchObject({ status: "unresolved", candidates: [] });
  });

  test("of a group is of nobody in particular", () => {
    expect(resolve("the girls", "group_reference")).toEqual({
      status: "auto_resolved",
      candidates: [],
      confidence: 1,
    });
  });
});
