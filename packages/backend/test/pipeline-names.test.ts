// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Id } from "../convex/_generated/dataModel";
import { chooseName } from "../convex/lib/pipeline/nameChoices";
import { createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";

useProviders();

async function askedAboutAlex() {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId: artifactId } = await sendSample(t, club, "two-alexes");
  await settle(t);
  const base = { coachUserId: club.coachUserId, artifactId, spokenText: "alex", now: Date.now() };
  return { t, club, artifactId, base };
}

describe("a coach's choice of a player", () => {
  test("makes the draft that waited and is remembered for the next note", async () => {
    const { t, club, artifactId, base } = await askedAboutAlex();
    const playerId = club.playerId("Alex Keane");
    const choose = () => t.run((ctx) => chooseName(ctx, { ...base, answer: { type: "player", playerId } }));
    expect(await choose()).toEqual({
      outcome: "resolved",
      playerId,
      playerName: "Alex Keane",
      drafts: 1,
    });
    expect(await choose()).toEqual({ outcome: "nothing_open" });
    const { artifact, claims, resolutions, drafts } = await recordsOf(t, artifactId);
    expect(claims[0]).toMatchObject({ status: "resolved" });
    expect(claims[0]?.noDraftReason).toBeUndefined();
    expect(resolutions[0]).toMatchObject({
      status: "user_resolved",
      resolvedEntityId: playerId,
      resolvedByUserId: club.coachUserId,
      resolutionConfidence: 1,
    });
    expect(drafts).toMatchObject([{ playerId, status: "pending" }]);
    expect(artifact.totals).toMatchObject({ disambiguationCount: 0, draftCount: 1 });

    const next = await sendText(t, club, "Alex was brilliant in goal tonight.");
    await settle(t);
    const later = await recordsOf(t, next.artifactDocId);
    expect(later.resolutions[0]).toMatchObject({ status: "auto_resolved", resolvedEntityId: playerId });
    expect(later.resolutions[0]?.candidates[0]?.reasons).toContain("coach_alias");
    const aliases = await t.run((ctx) => ctx.db.query("coachPlayerAliases").collect());
    expect(aliases).toMatchObject([
      { coachUserId: club.coachUserId, organizationId: club.organizationId, rawText: "alex", useCount: 2 },
    ]);
  });

  test("holds among the players of that time: a namesake who joins later is asked about", async () => {
    const { t, club, base } = await askedAboutAlex();
    const playerId = club.playerId("Alex Keane");
    await t.run((ctx) => chooseName(ctx, { ...base, answer: { type: "player", playerId } }));
    const { organizationId, teamId } = club;
    await t.run(async (ctx) => {
      const joined = { organizationId, firstName: "Alex", lastName: "Doran", createdAt: Date.now() };
      await ctx.db.insert("teamPlayers", {
        teamId,
        playerId: await ctx.db.insert("players", joined),
        organizationId,
      });
    });
    const { artifactDocId } = await sendText(t, club, "Alex was late for training again");
    await settle(t);
    const { resolutions } = await recordsOf(t, artifactDocId);
    expect(resolutions).toMatchObject([{ status: "needs_disambiguation" }]);
  });

  test("can be a full name; one that does not tell the players apart leaves the question open", async () => {
    const { t, base } = await askedAboutAlex();
    const choose = (text: string) =>
      t.run((ctx) => chooseName(ctx, { ...base, answer: { type: "text", text } }));
    expect(await choose("Alex")).toEqual({ outcome: "not_found" });
    expect(await choose("Fergal Quinn")).toEqual({ outcome: "not_found" });
    expect(await choose("Alex Murphy")).toMatchObject({ outcome: "resolved", playerName: "Alex Murphy" });
  });

  test("is of the coach's own roster and the coach's own note", async () => {
    const { t, base } = await askedAboutAlex();
    const other = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
    const foreignPlayer: Id<"players"> = other.playerId("Alex Keane");
    const choose = (changes: object) =>
      t.run((ctx) =>
        chooseName(ctx, { ...base, answer: { type: "player", playerId: foreignPlayer }, ...changes }),
      );
    expect(await choose({})).toEqual({ outcome: "not_found" });
    expect(await choose({ coachUserId: other.coachUserId })).toEqual({ outcome: "nothing_open" });
  });

  test("of nobody puts the claim aside", async () => {
    const { t, artifactId, base } = await askedAboutAlex();
    const choose = () => t.run((ctx) => chooseName(ctx, { ...base, answer: { type: "nobody" } }));
    expect(await choose()).toEqual({ outcome: "dismissed" });
    expect(await choose()).toEqual({ outcome: "nothing_open" });
    const { claims, drafts, resolutions } = await recordsOf(t, artifactId);
    expect(claims[0]).toMatchObject({ status: "discarded", noDraftReason: "name_unresolved" });
    expect(resolutions[0]?.status).toBe("unresolved");
    expect(drafts).toEqual([]);
  });
});
