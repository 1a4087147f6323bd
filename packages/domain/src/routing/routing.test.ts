import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../time";
import { resolveAssignedTeams } from "./assigned-teams";
import { ageGroups } from "./clues";
import { routeNote } from "./route-note";
import type { CoachOrganization, Routing } from "./types";

const now = 1_000 * HOUR_MS;
const person = (name: string) => {
  const [firstName = "", ...rest] = name.split(" ");
  return { firstName, lastName: rest.join(" ") };
};
const people = (names: string) => names.split(", ").map(person);

const grange: CoachOrganization = {
  organizationId: "grange",
  name: "Grange GAA",
  teams: [
    { name: "U12 Boys", ageGroup: "U12", sport: "Hurling" },
    { name: "Grange Gaels", ageGroup: "Senior", sport: "Gaelic Football" },
  ],
  players: people("Seán Murphy, Niamh Kelly, Emma Walsh, Will Daly"),
  coaches: people("Martin Foley, Me Myself"),
};
const marys: CoachOrganization = {
  organizationId: "marys",
  name: "St. Mary's FC",
  aliases: ["The Marian"],
  teams: [
    { name: "Under 14 Girls", ageGroup: "U14", sport: "Soccer" },
    { name: "U12", sport: "Soccer" },
  ],
  players: people("Emma Byrne, Chloe Nolan, Sean Walsh"),
  coaches: people("Deirdre Quinn, Me Myself"),
};
const united: CoachOrganization = {
  organizationId: "united",
  name: "Grange United",
  teams: [{ name: "Grange United Colts", ageGroup: "U16", sport: "Rugby" }],
  players: people("Tom Hayes"),
  coaches: people("Me Myself"),
};
const clubs = [grange, marys, united];
const route = (text: string, organizations = clubs, lastNote?: { organizationId: string; at: number }) =>
  routeNote({ text, organizations, now, ...(lastNote ? { lastNote } : {}) }, { recentNoteMs: DAY_MS });
const describeRoute = (routing: Routing): string =>
  routing.status === "routed" ? `${routing.organizationId} by ${routing.reason}` : routing.status;

describe("routeNote", () => {
  it.each([
    ["TC-WA-011", "Grange: Emma was brilliant in goal", "grange by explicit_mention"],
    ["TC-WA-011", "grange gaa: great session", "grange by explicit_mention"],
    ["TC-WA-011", "Grange United: great session", "united by explicit_mention"],
    ["TC-WA-011", "One thing: Emma was brilliant", "ask"],
    ["TC-WA-012", "@St. Mary's Emma was brilliant in goal", "marys by explicit_mention"],
    ["TC-WA-012", "Great session @Saint Marys today", "marys by explicit_mention"],
    ["TC-WA-012", "@Grange United great session", "united by explicit_mention"],
    ["TC-WA-012", "Note for Grange, everybody trained well", "grange by explicit_mention"],
    ["TC-WA-012", "This is for the Marian. Lovely evening", "marys by explicit_mention"],
    ["TC-WA-012", "Grange and weather were lovely", "ask"],
    ["TC-WA-014", "The Grange Gaels were flat tonight", "grange by team_name"],
    ["TC-WA-014", "under 14 girls were flat tonight", "marys by age_group"],
    ["TC-WA-015", "The u14s were flat tonight", "marys by age_group"],
    ["TC-WA-015", "U-16 lineouts tonight", "united by age_group"],
    ["TC-WA-016", "Under 14 were flat", "marys by age_group"],
    ["TC-WA-016", "The fourteens were flat", "marys by age_group"],
    ["TC-WA-016", "The seniors were flat", "grange by age_group"],
    ["TC-WA-015", "The u12s were flat tonight", "ask"],
    ["TC-WA-018", "Good first touch, offside trap needs work, soccer skills", "marys by sport"],
    ["TC-WA-018", "The scrum was strong", "united by sport"],
    ["TC-WA-018", "Sliotar skills were poor", "grange by sport"],
    ["TC-WA-018", "Football was great", "ask"],
    ["TC-WA-020", "Niamh was brilliant", "grange by player_name"],
    ["TC-WA-020", "Neve's passing was brilliant", "grange by player_name"],
    ["TC-WA-020", "Chloe Nolan was late", "marys by player_name"],
    ["TC-WA-020", "Emma Byrne was late and Sean helped", "marys by player_name"],
    ["TC-WA-020", "Emma was late", "ask"],
    ["TC-WA-020", "Will the pitch be free", "ask"],
    ["TC-WA-020", "Will Daly was late", "grange by player_name"],
    ["TC-WA-021", "Deirdre took the warm up", "marys by coach_name"],
    ["TC-WA-021", "Martin Foley took the warm up", "grange by coach_name"],
    ["TC-WA-021", "Lovely evening, nothing else to say", "ask"],
  ])("%s: %j goes to %s", (_id, text, expected) => {
    expect(describeRoute(route(text))).toBe(expected);
  });

  it("TC-WA-010: one club needs no clue, and none leaves nothing to route to", () => {
    expect(route("Anything", [marys])).toEqual({
      status: "routed",
      organizationId: "marys",
      reason: "only_organization",
      confidence: 1,
    });
    expect(route("Anything", [])).toEqual({ status: "no_organization" });
  });

  it("TC-WA-022: remembers the club of the last 24 hours, and any clue is stronger", () => {
    const text = "Lovely evening, nothing else";
    const last = (hours: number) => ({ organizationId: "marys", at: now - hours * HOUR_MS });
    expect(describeRoute(route(text, clubs, last(1)))).toBe("marys by recent_note");
    expect(describeRoute(route(text, clubs, last(24)))).toBe("marys by recent_note");
    expect(describeRoute(route(text, clubs, last(25)))).toBe("ask");
    expect(describeRoute(route("Grange: lovely evening", clubs, last(1)))).toBe("grange by explicit_mention");
    expect(describeRoute(route(text, [grange, united], last(1)))).toBe("ask");
  });

  it("never chooses outside the clubs that a stronger clue left open", () => {
    const last = { organizationId: "united", at: now - HOUR_MS };
    // Grange and St. Mary's have an under-12 team; the memory of a third club must not take the note there.
    expect(describeRoute(route("The u12s were flat tonight", clubs, last))).toBe("ask");
    expect(describeRoute(route("The u12s were flat, sliotar skills poor", clubs, last))).toBe(
      "grange by sport",
    );
    expect(describeRoute(route("The u12s met Tom tonight", clubs))).toBe("ask");
  });

  it("TC-WA-040: offers all clubs in the order in which they were given", () => {
    expect(route("Lovely evening")).toEqual({
      status: "ask",
      organizationIds: ["grange", "marys", "united"],
    });
  });

  it("routes only to clubs of the coach, whatever is said, and not by their order", () => {
    const word = fc.constantFrom(
      "Grange",
      "@Grange",
      "for",
      "St.",
      "Mary's",
      "u12",
      "under",
      "14",
      "scrum",
      "Emma",
      "Sean",
      "Byrne",
      "Tom",
      ":",
      "seniors",
    );
    const said = fc.oneof(
      fc.array(word, { maxLength: 8 }).map((words) => words.join(" ")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(said, fc.subarray(clubs), (text, organizations) => {
        const routing = route(text, organizations);
        const ids = organizations.map(({ organizationId }) => organizationId);
        if (routing.status === "routed") expect(ids).toContain(routing.organizationId);
        expect(describeRoute(route(text, [...organizations].reverse()))).toBe(describeRoute(routing));
      }),
    );
  });
});

describe("age groups", () => {
  it.each([
    ["u12", ["u12"]],
    ["U-14s and under 16", ["u14", "u16"]],
    ["the twelves and the sixes", ["u12", "u6"]],
    ["under twelves", ["u12"]],
    ["the 10s", ["u10"]],
    ["minors, senior panel", ["minor", "senior"]],
    ["12 players ran 40s drills for 100 metres", []],
    ["under pressure at 14 all", []],
  ])("reads %j", (text, groups) => {
    expect([...ageGroups(text)].sort()).toEqual([...groups].sort());
  });
});

describe("resolveAssignedTeams", () => {
  const teams = [
    { teamId: "t1", name: "U12 Boys" },
    { teamId: "t2", name: "Senior Ladies" },
  ];

  it("TC-WA-030, TC-WA-031: takes names, ids, and both", () => {
    expect(resolveAssignedTeams(["u12 boys"], teams)).toEqual([teams[0]]);
    expect(resolveAssignedTeams(["t2"], teams)).toEqual([teams[1]]);
    expect(resolveAssignedTeams(["t1", "Senior Ladies", "gone", ""], teams)).toEqual(teams);
    expect(resolveAssignedTeams([], teams)).toEqual([]);
  });
});
