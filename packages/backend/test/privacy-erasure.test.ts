// @vitest-environment node
import { describe, expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { startChain } from "../convex/lib/foundation/chain";
import { confirmDrafts } from "../convex/lib/pipeline/decideDrafts";
import { ERASURE_CHAIN } from "../convex/lib/privacy/erasure";
import schema from "../convex/schema";
import { finishChain, loseStep } from "./chains";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";
import { createWhatsApp, say } from "./whatsapp";

const { simulator } = useProviders();

const TABLES = Object.keys(schema.tables).filter((name): name is keyof typeof schema.tables =>
  Object.hasOwn(schema.tables, name),
);

/** Everything that is stored, row by row, as text. */
const dump = (t: Backend): Promise<{ table: string; row: string }[]> =>
  t.run(async (ctx) => {
    const found: { table: string; row: string }[] = [];
    for (const table of TABLES) {
      for (const row of await ctx.db.query(table).collect()) {
        const text = JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? `${value}` : value));
        found.push({ table, row: text });
      }
    }
    return found;
  });

/** The tables in which any of the words stands. */
async function tablesWith(t: Backend, words: readonly string[]): Promise<string[]> {
  const pattern = new RegExp(words.join("|"), "i");
  const rows = await dump(t);
  return [...new Set(rows.filter(({ row }) => pattern.test(row)).map(({ table }) => table))];
}

const rowCounts = async (t: Backend, tables: readonly string[]) => {
  const rows = await dump(t);
  return Object.fromEntries(tables.map((name) => [name, rows.filter(({ table }) => table === name).length]));
};

/** Both passes: the second one is not waited for. */
async function erase(t: Backend, playerId: Id<"players">): Promise<Id<"playerErasures">> {
  const erasureId = await t.mutation(internal.models.privacy.erasePlayerAsOperator, { playerId });
  await settle(t);
  await finishChain(t, ERASURE_CHAIN, erasureId);
  return erasureId;
}

const KEPT = [
  "voicePipelineEvents",
  "aiUsageLog",
  "voiceNoteArtifacts",
  "voiceNoteClaims",
  "voiceNoteEntityResolutions",
  "insightDrafts",
  "voiceNoteInsights",
  "outboundMessages",
  "players",
];

describe("erasing a player", () => {
  test("leaves the name and the words in no table, and counts, costs and times as they were", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const spoken = await sendSample(t, club, "one-player");
    const typed = await sendText(
      t,
      club,
      "Aoife Kelly was outstanding at centre back. Niamh scored four points from play.",
    );
    await settle(t);
    const [draft] = (await recordsOf(t, spoken.artifactDocId)).drafts;
    if (!draft) throw new Error("The note has no draft.");
    await t.run((ctx) =>
      confirmDrafts(ctx, { coachUserId: club.coachUserId, draftIds: [draft._id], now: Date.now() }),
    );
    // A failed note has no claims that would tell who is meant.
    simulator().faults.set([{ kind: "server_error", target: "chat" }]);
    const failed = await sendText(t, club, "aoife was sobbing in the dressing room afterwards");
    await settle(t);
    const staff = await asStaff(t);
    await t.run(async (ctx) => {
      await ctx.db.insert("platformMessagingSettings", {
        emergencyMode: true,
        reason: "Aoife Kelly's notes went to another club",
        changedAt: 0,
        changedBy: "x",
        changedByName: "Stella Staff",
      });
      await ctx.db.insert("auditLog", {
        actorAuthUserId: "x",
        action: "note",
        detail: "Asked about Aoife Kelly",
        at: 0,
      });
      await ctx.db.insert("savedViews", {
        ...{ ownerAuthUserId: "x", page: "artifacts", columns: [], createdAt: 0, updatedAt: 0 },
        ...{ name: "Notes about Aoife Kelly", search: "q=aoife+kelly" },
      });
      await ctx.db.insert("coachPlayerAliases", {
        coachUserId: club.coachUserId,
        organizationId: club.organizationId,
        rawText: "eefah",
        resolvedEntityId: club.playerId("Aoife Kelly"),
        useCount: 1,
        lastUsedAt: 0,
        createdAt: 0,
      });
    });
    // None of them is made of hexadecimal digits alone, as random ids are.
    const words = ["aoife", "kelly", "eefah", "penalties", "outstanding", "centre back", "sobbing"];
    expect(await tablesWith(t, words)).toEqual(
      expect.arrayContaining(["players", "voiceNoteClaims", "insightDrafts", "voiceNoteInsights"]),
    );
    const before = await rowCounts(t, KEPT);
    const usage = (await recordsOf(t, spoken.artifactDocId)).usage;

    const playerId = club.playerId("Aoife Kelly");
    const erasureId = await staff.mutation(api.models.privacy.erasePlayer, { playerId, name: "aoife kelly" });
    await settle(t);
    expect(await tablesWith(t, words)).toEqual(["playerErasures"]);
    await finishChain(t, ERASURE_CHAIN, erasureId);

    expect(await tablesWith(t, words)).toEqual([]);
    expect(await rowCounts(t, KEPT)).toEqual(before);
    expect((await recordsOf(t, spoken.artifactDocId)).usage).toEqual(usage);
    const { note, transcripts, claims } = await recordsOf(t, spoken.artifactDocId);
    expect(note).not.toHaveProperty("audioStorageId");
    expect(transcripts).toEqual([]);
    expect(claims[0]?.title).toBe("[erased]");
    expect(await t.run(async (ctx) => (await ctx.db.system.query("_storage").collect()).length)).toBe(0);
    const links = await t.run(async (ctx) => ctx.db.query("teamPlayers").collect());
    expect(links.map((link) => link.playerId)).not.toContain(playerId);
    expect((await recordsOf(t, failed.artifactDocId)).note).not.toHaveProperty("transcription");

    // The claim about the other player of the typed note is as it was.
    const others = (await recordsOf(t, typed.artifactDocId)).drafts;
    expect(others.map(({ playerId: id }) => id)).toContain(club.playerId("Niamh Walsh"));
    const niamh = others.find(({ playerId: id }) => id === club.playerId("Niamh Walsh"));
    expect(niamh).toMatchObject({ status: "pending" });
    expect(niamh?.description).toMatch(/four points/);

    expect(await staff.query(api.models.privacy.getErasure, { erasureId })).toMatchObject({
      status: "completed",
      notesErased: 3,
    });
    const [view] = await t.run(async (ctx) => ctx.db.query("savedViews").collect());
    expect(view).toMatchObject({ name: "Notes about [erased]", search: "" });
    const audit = await t.run(async (ctx) => ctx.db.query("auditLog").collect());
    expect(audit.filter(({ action }) => action === "player_erased")).toMatchObject([{ detail: playerId }]);
  });

  test("changes nothing of notes about others, in this club and in others", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const other = await seedClub(t, {
      organizationId: "org-2",
      phone: "+353861230000",
      clubName: "Ballyboden",
    });
    await sendSample(t, club, "three-players");
    await sendText(t, other, "Aoife Kelly was brilliant in goal tonight.");
    await settle(t);
    const rowsOf = async () =>
      (await dump(t)).filter(({ table }) => /^(voiceNote|insightDrafts|outbound|teamCoaches)/.test(table));
    const before = await rowsOf();
    expect(before.length).toBeGreaterThan(10);
    await erase(t, club.playerId("Aoife Kelly"));
    expect(await rowsOf()).toEqual(before);
    expect(await t.run(async (ctx) => ctx.db.get("players", other.playerId("Aoife Kelly")))).toMatchObject({
      firstName: "Aoife",
    });
  });

  test("takes the erased one of two Alexes out of the candidates, and leaves the other's note", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const text = "Alex Keane was quick to every ball tonight.";
    const keane = await sendText(t, club, text);
    await settle(t);
    await erase(t, club.playerId("Alex Murphy"));
    const kept = await recordsOf(t, keane.artifactDocId);
    expect(kept.transcripts[0]?.fullText).toBe(text);
    expect(kept.drafts).toMatchObject([{ playerId: club.playerId("Alex Keane"), status: "pending" }]);
    expect(JSON.stringify(kept.resolutions)).not.toMatch(/Alex Murphy/);
  });

  test("again changes nothing, and a lost step is started again", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    await sendSample(t, club, "one-player");
    await settle(t);
    const playerId = club.playerId("Aoife Kelly");
    const erasureId = await erase(t, playerId);
    const before = await dump(t);
    expect(await t.mutation(internal.models.privacy.erasePlayerAsOperator, { playerId })).toBe(erasureId);
    await settle(t);
    expect(await dump(t)).toEqual(before);

    const niamh = club.playerId("Niamh Walsh");
    const lost = await t.run(async (ctx) => {
      const names = { full: ["Niamh Walsh"], own: ["Niamh Walsh"], any: ["Niamh Walsh"] };
      return await ctx.db.insert("playerErasures", {
        ...{ playerId: niamh, organizationId: club.organizationId, requestedBy: "x", names },
        ...{ status: "running", pass: 2, phase: "bulk_retries", cursor: null },
        ...{ nextStepAt: 0, notesErased: 0, textsErased: 0, startedAt: 0 },
      });
    });
    await t.run((ctx) => startChain(ctx, ERASURE_CHAIN, { key: lost, now: Date.now() }));
    await loseStep(t, ERASURE_CHAIN, lost);
    await t.mutation(internal.models.chains.tendChains, {});
    await settle(t);
    expect(await t.run(async (ctx) => ctx.db.get("playerErasures", lost))).toMatchObject({
      status: "completed",
    });
  });

  // The last one: it takes the environment of the file away when it ends.
  test("takes the messages that came and went", async () => {
    const whatsapp = await createWhatsApp();
    const { t, club } = whatsapp;
    await say(whatsapp, "Aoife Kelly was brilliant in goal tonight");
    await say(whatsapp, "Who is Aoife Kelly again please");
    const words = ["aoife", "kelly", "brilliant"];
    expect(await tablesWith(t, words)).toEqual(
      expect.arrayContaining(["whatsappMessages", "outboundMessages"]),
    );
    await erase(t, club.playerId("Aoife Kelly"));
    expect(await tablesWith(t, words)).toEqual([]);
  });
});
