// @vitest-environment node
import type { ExtractedClaim } from "@voice-flow/domain/claims/extracted";
import { describe, expect, test } from "vitest";
import { confirmDrafts } from "../convex/lib/pipeline/decideDrafts";
import { draftSubject } from "../convex/lib/pipeline/draftWords";
import { chooseName } from "../convex/lib/pipeline/nameChoices";
import { type Backend, createBackend, type SeededClub, type SeedOptions, seedClub, settle } from "./harness";
import { claimOf, type ModelAnswer, useModel } from "./model-answers";
import { recordsOf, sendText, useProviders } from "./providers";

useProviders();

interface World {
  t: Backend;
  club: SeededClub;
}

async function world(options: SeedOptions = {}): Promise<World> {
  const t = createBackend();
  const club = await seedClub(t, options);
  await t.run(async (ctx) => {
    const [row] = await ctx.db.query("organizations").collect();
    if (row) await ctx.db.patch("organizations", row._id, { autoApplyTopics: ["performance", "tactical"] });
  });
  return { t, club };
}

/** Sends a note that the model answers as given, and returns what happened to it. */
async function note({ t, club }: World, text: string, answer: ModelAnswer | ((text: string) => ModelAnswer)) {
  const asked = await useModel(({ transcript }) =>
    typeof answer === "function" ? answer(transcript) : answer,
  );
  const { artifactDocId } = await sendText(t, club, text);
  await settle(t);
  return { ...(await recordsOf(t, artifactDocId)), artifactDocId, asked };
}

const HAMSTRING = "Seán's hamstring is tight again, he pulled up in the second half.";
const injury = (quote: string, name: string | undefined, changes: Partial<ExtractedClaim> = {}) =>
  claimOf(quote, name, {
    topic: "injury",
    title: "Tight hamstring",
    description: "The hamstring is tight.",
    severity: "medium",
    ...changes,
  });

describe("quotes", () => {
  test("UN-001: one that a model shortened keeps its claim, marked, counted and never saved unasked", async () => {
    const here = await world();
    const { artifact, claims, drafts, events } = await note(here, HAMSTRING, [
      injury("Seán's hamstring is tight again ... second half", "Seán"),
      claimOf("Seán's hamstring is tight, he pulled up in the second half", "Seán", { title: "Pulled up" }),
      claimOf("Seán played a blinder of a match for us", "Seán", { title: "A blinder" }),
    ]);
    expect(claims.map(({ reviewReason }) => reviewReason)).toEqual([
      "quote_inexact",
      "quote_inexact",
      "quote_not_found",
    ]);
    expect(artifact.status).toBe("completed");
    expect(drafts.map(({ status, confirmationReason }) => [status, confirmationReason])).toEqual([
      ["pending", "sensitive_topic"],
      ["pending", "to_be_looked_at"],
      ["pending", "to_be_looked_at"],
    ]);
    const extracted = events.find((event) => event.eventType === "claims_extracted");
    expect(extracted?.metadata).toMatchObject({ claimCount: 3, toLookAtCount: 3 });
  });

  test("UN-005: nothing is saved unasked unless the name is in the quote", async () => {
    const here = await world();
    const { drafts } = await note(here, "Seán played well tonight. He scored twice from play.", [
      claimOf("Seán played well tonight", "Seán"),
      claimOf("He scored twice from play", "Seán", { title: "Scored" }),
    ]);
    expect(drafts.map(({ status, confirmationReason }) => [status, confirmationReason])).toEqual([
      ["applied", undefined],
      ["pending", "name_to_be_confirmed"],
    ]);
  });

  test("UN-011: links and numbers that nobody said never reach the coach", async () => {
    const here = await world();
    const { claims, drafts } = await note(here, HAMSTRING, [
      injury("Seán's hamstring is tight again", "Seán", {
        title: "Out for 6 weeks",
        description: "Book at https://evil.example or ring 087 123 4567.",
        recommendedAction: "See www.evil.example",
      }),
    ]);
    expect(JSON.stringify([claims, drafts])).not.toMatch(/evil|087|6 weeks/);
    expect(drafts[0]?.description).toBe("Seán's hamstring is tight again");
  });
});

describe("names", () => {
  test("UN-004: a full name in the note outranks roster uniqueness and remembered choices", async () => {
    const here = await world();
    const sean = "Sean Kelly from the under fourteens was up with us. Sean pulled his hamstring.";
    const { claims, resolutions, drafts } = await note(here, sean, [
      injury("Sean pulled his hamstring", "Sean"),
    ]);
    expect(claims[0]?.status).toBe("needs_disambiguation");
    expect(resolutions[0]).toMatchObject({ status: "needs_disambiguation", askReason: "rival_in_note" });
    expect(drafts).toEqual([]);

    const first = await note(here, "Alex was late tonight.", [claimOf("Alex was late tonight", "Alex")]);
    const playerId = here.club.playerId("Alex Murphy");
    const { artifactDocId: artifactId } = first;
    await here.t.run((ctx) =>
      chooseName(ctx, {
        coachUserId: here.club.coachUserId,
        artifactId,
        spokenText: "Alex",
        answer: { type: "player", playerId },
        now: Date.now(),
      }),
    );
    const carried = "Alex Nolan went over on his ankle. Alex had to be carried off.";
    const later = await note(here, carried, [
      injury("Alex had to be carried off", "Alex", { title: "Carried off" }),
    ]);
    expect(later.resolutions[0]).toMatchObject({
      status: "needs_disambiguation",
      askReason: "rival_in_note",
    });
  });

  test("a remembered choice is confirmed by hand until the coach has stood by it twice", async () => {
    const here = await world();
    const said = (text: string) => note(here, text, [claimOf(text, "Alex", { title: text })]);
    const { artifactDocId: artifactId } = await said("Alex was strong on the ball");
    const playerId = here.club.playerId("Alex Keane");
    const { coachUserId } = here.club;
    await here.t.run((ctx) =>
      chooseName(ctx, {
        coachUserId,
        artifactId,
        spokenText: "Alex",
        answer: { type: "player", playerId },
        now: Date.now(),
      }),
    );
    const second = await said("Alex was quick to the ball");
    expect(second.drafts).toMatchObject([
      { playerId, status: "pending", confirmationReason: "name_to_be_confirmed" },
    ]);
    const draftIds = second.drafts.map(({ _id }) => _id);
    await here.t.run((ctx) => confirmDrafts(ctx, { coachUserId, draftIds, now: Date.now() }));
    const third = await said("Alex was first to every ball");
    expect(third.drafts).toMatchObject([{ playerId, status: "applied" }]);
  });

  test("UN-003: a claim about a player whom nobody named is asked about, and becomes a draft by the answer", async () => {
    const here = await world();
    const text = "Somebody went down on the ankle near the end. The lads were flat.";
    const { artifact, claims, resolutions, drafts, artifactDocId } = await note(here, text, [
      injury("Somebody went down on the ankle near the end", undefined, { title: "Hurt ankle" }),
      claimOf("The lads were flat", "The lads", { topic: "team_culture", title: "Flat" }),
      claimOf("The lads were flat", "The lads", { topic: "performance", title: "Flat performance" }),
    ]);
    expect(claims.map(({ status }) => status)).toEqual(["unplaced", "resolved", "resolved"]);
    const open = resolutions.filter(({ status }) => status !== "auto_resolved");
    expect(open).toMatchObject([
      { rawText: "", mentionType: "player_name", status: "unresolved", askReason: "no_name" },
    ]);
    expect(artifact.totals.disambiguationCount).toBe(1);
    expect(drafts).toHaveLength(2);
    const playerId = here.club.playerId("Cian Doyle");
    const { coachUserId } = here.club;
    const answer = { type: "player", playerId } as const;
    const choice = {
      coachUserId,
      artifactId: artifactDocId,
      spokenText: "",
      claimId: open[0]?.claimId,
      answer,
      now: Date.now(),
    };
    expect(await here.t.run((ctx) => chooseName(ctx, choice))).toMatchObject({
      outcome: "resolved",
      drafts: 1,
    });
    const after = await recordsOf(here.t, artifactDocId);
    expect(after.claims[0]?.status).toBe("resolved");
    expect(after.drafts.some((draft) => draft.playerId === playerId && draft.topic === "injury")).toBe(true);
  });

  test("UN-006, UN-009: short names are candidates that ask, and a team tells namesakes apart", async () => {
    const here = await world({
      roster: [
        ["Daniel", "Roche"],
        ["Alex", "Murphy"],
        ["Alex", "Keane"],
      ],
    });
    await here.t.run(async (ctx) => {
      const { organizationId, coachUserId } = here.club;
      const teamId = await ctx.db.insert("teams", {
        organizationId,
        name: "U14 Gold",
        ageGroup: "u14",
        sport: "gaelic football",
        createdAt: Date.now(),
      });
      await ctx.db.insert("teamCoaches", { teamId, coachUserId, organizationId });
      const [link] = (await ctx.db.query("teamPlayers").collect()).filter(
        (row) => row.playerId === here.club.playerId("Alex Keane"),
      );
      if (link) await ctx.db.patch("teamPlayers", link._id, { teamId });
    });
    const text = "Danny was late. Alex from the U14s was brilliant. Possum scored.";
    const { resolutions } = await note(here, text, [
      claimOf("Danny was late", "Danny"),
      claimOf("Alex from the U14s was brilliant", "Alex"),
      claimOf("Possum scored", "Possum"),
    ]);
    const of = (rawText: string) => resolutions.find((row) => row.rawText === rawText);
    expect(of("Danny")).toMatchObject({
      status: "needs_disambiguation",
      candidates: [{ entityName: "Daniel Roche" }],
    });
    expect(of("Alex")).toMatchObject({
      status: "auto_resolved",
      resolvedEntityId: here.club.playerId("Alex Keane"),
    });
    expect(of("Alex")?.candidates[0]?.teamName).toBe("U14 Gold");
    expect(of("Possum")).toMatchObject({ status: "unresolved", candidates: [], askReason: "not_on_roster" });
  });

  test("UN-008: Coach Sarah is Sarah, and what is nobody's to do is nobody's", async () => {
    const here = await world();
    const sarah = await here.t.run(async (ctx) => {
      const now = Date.now();
      const userId = await ctx.db.insert("users", {
        phone: "+353861239999",
        roles: ["coach"],
        createdAt: now,
        updatedAt: now,
      });
      await ctx.db.insert("userProfiles", {
        userId,
        firstName: "Sarah",
        lastName: "Quirke",
        createdAt: now,
        updatedAt: now,
      });
      const { teamId, organizationId } = here.club;
      await ctx.db.insert("teamCoaches", { teamId, coachUserId: userId, organizationId });
      return userId;
    });
    const todo = (quote: string, changes: Partial<ExtractedClaim>) =>
      claimOf(quote, undefined, { topic: "todo", title: quote, ...changes });
    const text = "Coach Sarah will book the pitch. I'll bring the bibs. Somebody should pump the balls.";
    const { claims, drafts } = await note(here, text, [
      todo("Coach Sarah will book the pitch", { assignee: "named_coach", assigneeName: "Coach Sarah" }),
      todo("I'll bring the bibs", { assignee: "recording_coach" }),
      todo("Somebody should pump the balls", {}),
    ]);
    expect(claims.map(({ assigneeUserId }) => assigneeUserId)).toEqual([
      sarah,
      here.club.coachUserId,
      undefined,
    ]);
    const subjects = await here.t.run((ctx) =>
      Promise.all(drafts.map((draft) => draftSubject(ctx.db, draft))),
    );
    expect(subjects).toEqual(["Sarah Quirke", "you", "nobody in particular"]);
  });
});

describe("long notes and repeated matters", () => {
  const sentences = Array.from(
    { length: 260 },
    (_, index) => `Number ${index} was about passing and moving on.`,
  );

  test("a long note goes in parts, and what both hold is one claim", async () => {
    const here = await world();
    const text = sentences.join(" ");
    const { claims, asked, events } = await note(here, text, (part) =>
      [...part.matchAll(/Number (\d+) was about passing and moving on/g)].map(([quote, number]) =>
        claimOf(quote, undefined, {
          topic: "session_plan",
          title: `Plan ${number}`,
          description: `Plan ${number}`,
        }),
      ),
    );
    expect(asked.length).toBeGreaterThan(2);
    const kept = claims.filter(({ status }) => status !== "discarded");
    expect(kept.map(({ title }) => title)).toEqual(sentences.map((_, index) => `Plan ${index}`));
    expect(
      claims.every(({ noDraftReason }) => noDraftReason === undefined || noDraftReason === "duplicate_claim"),
    ).toBe(true);
    expect(events.find((event) => event.eventType === "claims_extracted")?.metadata?.claimCount).toBe(260);
  });

  test("UN-010: an answer that is cut off halves the note, and the claims of both halves are kept", async () => {
    const here = await world();
    const text = sentences.slice(0, 40).join(" ");
    const { artifact, claims, asked, usage } = await note(here, text, (part) =>
      part.length > 700
        ? "cut_off"
        : [...part.matchAll(/Number (\d+) was about passing and moving on/g)].map(([quote, number]) =>
            claimOf(quote, undefined, {
              topic: "session_plan",
              title: `Plan ${number}`,
              description: `Plan ${number}`,
            }),
          ),
    );
    expect(artifact.status).toBe("completed");
    const kept = claims.filter(({ status }) => status !== "discarded");
    expect(kept.map(({ title }) => title)).toEqual(sentences.slice(0, 40).map((_, index) => `Plan ${index}`));
    expect(usage).toHaveLength(asked.length);
    expect(artifact.totals.aiCost).toBe(usage.reduce((sum, row) => sum + row.cost, 0));
  });

  test("UN-010: one that is always cut off fails, after a bounded number of calls", async () => {
    const here = await world();
    const { artifact, asked } = await note(here, sentences.slice(0, 40).join(" "), "cut_off");
    expect(artifact.status).toBe("failed");
    expect(asked.length).toBeLessThanOrEqual(24);
  });

  test("UN-007: one ankle in three notes is one record", async () => {
    const here = await world();
    const { coachUserId, organizationId } = here.club;
    const told = (text: string, title: string) =>
      note(here, text, [injury(text, "Cian", { title, description: title })]);
    const confirm = async ({ drafts }: Awaited<ReturnType<typeof told>>) =>
      await here.t.run((ctx) =>
        confirmDrafts(ctx, { coachUserId, draftIds: drafts.map(({ _id }) => _id), now: Date.now() }),
      );
    const first = await told("Cian rolled his ankle tonight", "Rolled ankle");
    await confirm(first);
    const second = await told("Cian has a sore ankle still", "Sore ankle");
    expect(second.claims[0]).toMatchObject({ status: "merged", mergedIntoDraftId: first.drafts[0]?._id });
    expect(second.drafts[0]).toMatchObject({ status: "pending", sameAsDraftId: first.drafts[0]?._id });
    expect(second.drafts[0]?.recordedAt).toBeDefined();
    const third = await told("Cian has a swollen ankle now", "Swollen ankle");
    await confirm(third);
    await confirm(second);
    const other = await told("Cian has a sore knee now", "Sore knee");
    expect(other.claims[0]?.status).toBe("resolved");
    const insights = await here.t.run((ctx) =>
      ctx.db
        .query("voiceNoteInsights")
        .withIndex("by_coach_org_status", (q) =>
          q.eq("coachUserId", coachUserId).eq("organizationId", organizationId),
        )
        .collect(),
    );
    expect(insights.filter(({ status }) => status === "applied").map(({ title }) => title)).toEqual([
      "Sore ankle",
    ]);
  });
});
