import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { createConversation, type World } from "./conversation-world";

/** A copy of conversations as the older shape kept them, with places instead of ids. */
const OLD: {
  userId: string;
  openQuestions: { kind: "summary" | "transcript" | "club"; note?: string; ago: number }[];
}[] = JSON.parse(readFileSync(new URL("./old-conversations.json", import.meta.url), "utf8"));

const HOUR = 3_600_000;

/** Two notes with a summary each. The older shape kept the second alone, as the copy shows. */
async function oldWorld() {
  const world = await createConversation();
  const lost = await world.prepare({ drafts: [{ player: "Seán Byrne", topic: "injury" }] });
  const kept = await world.prepare({
    drafts: [{ player: "Aoife Kelly" }, { player: "Niamh Walsh" }],
    names: [{ spokenText: "Alex", candidates: ["Alex Murphy", "Alex Keane"] }],
  });
  const heard = await world.prepare({});
  const notes = { lost, kept, heard };
  await world.t.run(async (ctx) => {
    await ctx.db.patch("voiceNoteArtifacts", heard, {
      status: "awaiting_coach",
      currentStage: "transcription",
      statusReason: "partly_unclear",
      sourceChannel: "whatsapp_audio",
    });
    const [old] = OLD;
    if (!old) throw new Error("The copy is empty.");
    const now = Date.now();
    const drafts = await ctx.db
      .query("insightDrafts")
      .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", kept))
      .collect();
    await ctx.db.insert("outboundMessages", {
      dedupeKey: "old-summary",
      toPhone: world.club.phone,
      userId: world.club.coachUserId,
      artifactId: kept,
      template: "summary",
      body: "Your note: 2 to confirm.",
      status: "delivered",
      providerMessageSid: "SMold",
      createdAt: now - 2 * HOUR,
      updatedAt: now - 2 * HOUR,
    });
    await ctx.db.insert("conversationState", {
      userId: world.club.coachUserId,
      lastOrganizationId: world.club.organizationId,
      lastNoteAt: now,
      updatedAt: now,
      openQuestions: old.openQuestions.map(({ kind, note, ago }) => {
        const asked = { at: now - ago * HOUR, expiresAt: now + 24 * HOUR };
        if (kind === "club") return { kind, organizationIds: [world.club.organizationId], ...asked };
        const artifactId = note === "heard" ? notes.heard : notes.kept;
        return kind === "transcript"
          ? { kind, artifactId, ...asked }
          : { kind, artifactId, draftIds: drafts.map(({ _id }) => _id), timesSnoozed: 1, ...asked };
      }),
    });
  });
  return { ...world, notes };
}

const migrate = async ({ t }: World) => {
  const batch = { oneBatchOnly: true, cursor: null, batchSize: 10, dryRun: false };
  await t.mutation(internal.migrations.openQuestions, batch);
};

test("open questions of the older shape become rows, with the numbers that the coach saw", async () => {
  const world = await oldWorld();
  await migrate(world);
  const of = async (id: Id<"voiceNoteArtifacts">) =>
    (await world.items()).filter(({ artifactId }) => artifactId === id);
  expect((await of(world.notes.kept)).map(({ kind, number, state }) => [kind, number, state])).toEqual([
    ["draft", 1, "open"],
    ["draft", 2, "open"],
    ["name", 3, "open"],
  ]);
  // What a later note had pushed out can be answered again.
  expect((await of(world.notes.lost)).map(({ number, state }) => [number, state])).toEqual([[4, "open"]]);
  expect((await world.questions()).map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
    "club shown",
    "summary queued",
    "summary shown",
    "transcript shown",
  ]);
  await world.say("CONFIRM 1 and 2");
  expect(await world.numbers("saved")).toEqual([1, 2]);
  expect((await world.say("R")).join("\n")).toMatch(/3\. .*Alex.*4\. Injury – Seán Byrne/s);
});

test("a swipe reply to the older summary acts on it", async () => {
  const world = await oldWorld();
  await migrate(world);
  const [message] = await world.messages();
  await world.say("CONFIRM", message && { quote: message });
  expect(await world.numbers("saved")).toEqual([1, 2]);
});

test("migrating again, or resuming, changes nothing", async () => {
  const world = await oldWorld();
  await migrate(world);
  const before = [await world.items(), await world.questions()];
  await migrate(world);
  expect([await world.items(), await world.questions()]).toEqual(before);
  const rows = await world.t.run(async (ctx) => ctx.db.query("conversationState").collect());
  expect(rows.map(({ openQuestions }) => openQuestions ?? null)).toEqual([null]);
  expect(rows[0]?.lastOrganizationId).toBe(world.club.organizationId);
});
