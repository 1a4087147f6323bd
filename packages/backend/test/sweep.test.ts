// @vitest-environment node
import { describe, expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import { startArtifact } from "../convex/lib/pipeline/transition";
import { override } from "./costs";
import { type Backend, createBackend, type SeededClub, seedClub, settle } from "./harness";

describe("the sweep", () => {
  const longAgo = Date.now() - 86_400_000;
  const stalled = (t: Backend, club: SeededClub, count: number, now: number) =>
    t.run(async (ctx) => {
      for (let index = 0; index < count; index += 1) {
        await startArtifact(
          ctx,
          {
            artifactId: `stalled-${index}`,
            senderUserId: club.coachUserId,
            organizationId: club.organizationId,
            orgCandidates: [],
            sourceChannel: "whatsapp_text",
            noteType: "training",
          },
          now,
        );
      }
    });
  const statuses = (t: Backend) =>
    t.run(async (ctx) => (await ctx.db.query("voiceNoteArtifacts").collect()).map((row) => row.status));

  test("fails what is past its stage's deadline and continues until nothing is", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    await override(t, "SWEEP_BATCH_SIZE", 10);
    await stalled(t, club, 12, longAgo);
    await t.mutation(internal.models.voiceNoteArtifacts.failStalledArtifacts, {});
    expect((await statuses(t)).filter((status) => status === "failed")).toHaveLength(10);
    await settle(t);
    expect(await statuses(t)).toEqual(Array.from({ length: 12 }, () => "failed"));
    const [first] = await t.run((ctx) => ctx.db.query("voiceNoteArtifacts").take(1));
    expect(first?.error).toMatchObject({ stage: "ingestion", code: "deadline_exceeded" });
  });

  test("leaves alone what is on time", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    await stalled(t, club, 1, Date.now());
    await t.mutation(internal.models.voiceNoteArtifacts.failStalledArtifacts, {});
    expect(await statuses(t)).toEqual(["received"]);
  });
});
