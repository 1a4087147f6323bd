// @vitest-environment node
import type { ArtifactStatus, MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { expect, test } from "vitest";
import { readRealTime } from "../convex/lib/metrics/realTime";
import { readStageLoads } from "../convex/lib/pipeline/artifactRows";
import { paginateEvents } from "../convex/lib/pipeline/eventRows";
import { startArtifact } from "../convex/lib/pipeline/transition";
import { readSettings } from "../convex/lib/settings";
import { type Backend, createBackend, seedClub } from "./harness";
import { anEvent, DAY, HOUR, log, MINUTE, rollUpAll, TEN_OCLOCK } from "./metrics";

const NOW = TEN_OCLOCK + 30 * MINUTE;
const MIDNIGHT = Math.floor(NOW / DAY) * DAY;
const BUDGET = 150;

const PLACES: readonly [ArtifactStatus, MachineStage][] = [
  ["received", "ingestion"],
  ["transcribing", "transcription"],
  ["transcribed", "claims_extraction"],
  ["processing", "claims_extraction"],
  ["processing", "entity_resolution"],
  ["processing", "draft_generation"],
];

/** Clubs with one note each, spread over the stages; two days of events, the newest each of another note. */
async function busyPlatform(t: Backend, clubs: number): Promise<void> {
  const newest = [];
  for (let index = 0; index < clubs; index += 1) {
    const club = await seedClub(t, {
      organizationId: `org-${index}`,
      phone: `+35386123${String(index).padStart(4, "0")}`,
      roster: [],
    });
    const note = {
      artifactId: `artifact-${index}`,
      senderUserId: club.coachUserId,
      organizationId: club.organizationId,
      orgCandidates: [],
      sourceChannel: "whatsapp_audio" as const,
      noteType: "training" as const,
    };
    const [status, currentStage] = PLACES[index % PLACES.length] ?? PLACES[0] ?? ["received", "ingestion"];
    const artifactId = await t.run(async (ctx) => {
      const { _id } = await startArtifact(ctx, note, TEN_OCLOCK);
      // The test needs notes in every stage, not the way there.
      await ctx.db.patch("voiceNoteArtifacts", _id, { status, currentStage });
      return _id;
    });
    newest.push(
      anEvent("artifact_completed", NOW - index, {
        artifactId,
        organizationId: club.organizationId,
        coachUserId: club.coachUserId,
        durationMs: 1_000,
      }),
    );
  }
  const steps = Array.from({ length: (2 * DAY) / (5 * MINUTE) }, (_, index) =>
    anEvent("artifact_completed", NOW - HOUR / 60 - index * 5 * MINUTE, { durationMs: 1_000 }),
  );
  await log(t, [...steps, ...newest]);
  await rollUpAll(t);
}

/** Documents that the queries of the overview read together, as the page asks them. */
const overviewReads = async (t: Backend): Promise<number> =>
  await t.run(async (ctx) => {
    await readRealTime(ctx.db, NOW, MIDNIGHT);
    await readStageLoads(ctx.db, 3);
    await paginateEvents(ctx.db, {}, { numItems: 20, cursor: null });
    await readSettings(ctx.db);
    return (await ctx.meta.getTransactionMetrics()).documentsRead.used;
  });

test("the overview reads at most 150 documents where every event is of another club, and no more with more clubs", async () => {
  const few = createBackend();
  await busyPlatform(few, 48);
  const many = createBackend();
  await busyPlatform(many, 120);
  const [ofFew, ofMany] = [await overviewReads(few), await overviewReads(many)];
  console.log(`▸ The overview reads ${ofFew} documents at 48 clubs and ${ofMany} at 120.`);
  expect(ofMany).toBe(ofFew);
  expect(ofMany).toBeLessThanOrEqual(BUDGET);
});
