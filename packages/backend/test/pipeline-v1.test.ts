// @vitest-environment node
import { readSample } from "@voice-flow/provider-simulator";
import { expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { ingestNote } from "../convex/lib/pipeline/ingest";
import { createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, useProviders } from "./providers";

const { simulator } = useProviders();

test("a note whose artifact cannot be made is transcribed all the same", async () => {
  for (const broken of [false, true]) {
    const t = createBackend();
    const club = await seedClub(t);
    if (broken) simulator().faults.set([{ kind: "server_error", target: "transcription" }]);
    const { voiceNoteId, artifactDocId } = await t.run(async (ctx) =>
      ingestNote(ctx, {
        userId: club.coachUserId,
        organizationId: club.organizationId,
        channel: "whatsapp_audio",
        noteType: "training",
        audioStorageId: await ctx.storage.store(new Blob([new Uint8Array(readSample("one-player"))])),
        contentType: "audio/ogg",
        // Not an id of that table: making the artifact throws, as a defect of v2 would.
        whatsappMessageId: club.coachUserId as string as Id<"whatsappMessages">,
      }),
    );
    expect(artifactDocId).toBeUndefined();
    await settle(t);
    const note = await t.run((ctx) => ctx.db.get("voiceNotes", voiceNoteId));
    expect(note?.transcriptionStatus).toBe(broken ? "failed" : "completed");
    expect(note?.insightsStatus).toBe("failed");
    if (!broken) expect(note?.transcription).toContain("Aoife Kelly was brilliant");
    expect(await t.run((ctx) => ctx.db.query("voiceNoteArtifacts").collect())).toEqual([]);
  }
});

test("a note is made by the channel that carries its kind", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const typed = {
    userId: club.coachUserId,
    noteType: "training",
    channel: "whatsapp_audio",
    text: "Hi",
  } as const;
  await expect(t.run((ctx) => ingestNote(ctx, typed))).rejects.toThrow(/must carry audio/);
});

test("a note that nobody answers is cancelled in time, and not before", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const { artifactDocId } = await sendSample(t, club, "unclear");
  await settle(t);
  const { cancelUnanswered } = internal.models.voiceNoteArtifacts;
  expect(await t.mutation(cancelUnanswered, {})).toEqual({ cancelled: 0 });
  await t.run(async (ctx) => {
    await ctx.db.patch("voiceNoteArtifacts", artifactDocId, { stageStartedAt: Date.now() - 25 * 3_600_000 });
  });
  expect(await t.mutation(cancelUnanswered, {})).toEqual({ cancelled: 1 });
  await settle(t);
  expect((await recordsOf(t, artifactDocId)).artifact.status).toBe("cancelled");
});
