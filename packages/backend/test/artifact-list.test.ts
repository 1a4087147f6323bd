import { ARTIFACT_STAGES, ARTIFACT_STATUSES, SOURCE_CHANNELS } from "@voice-flow/domain/vocabulary/pipeline";
import fc from "fast-check";
import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import type { Doc } from "../convex/_generated/dataModel";
import { startArtifact } from "../convex/lib/pipeline/transition";
import type { ArtifactFilters } from "../convex/tables/artifacts";
import { asStaff, type Backend, createBackend, seedClub } from "./harness";
import { TEN_OCLOCK } from "./metrics";

/** Documents that one page of a list may read, whatever is stored. */
const PAGE_BUDGET = 300;
const PAGE = 50;
const CLUBS = 52;

/** Runs of as many coaches and clubs, in every status and of every channel, several at the same time. */
async function manyArtifacts(t: Backend): Promise<Doc<"voiceNoteArtifacts">[]> {
  await t.run(async (ctx) => {
    // The worker runs beside the test and is held to the same number of documents.
    const row = { key: "ROLLUP_BATCH_SIZE", value: 10, updatedBy: "t", updatedAt: 0 };
    await ctx.db.insert("platformSettings", row);
  });
  const clubs = [];
  for (let index = 0; index < CLUBS; index += 1) {
    const phone = `+35386124${String(index).padStart(4, "0")}`;
    clubs.push(await seedClub(t, { organizationId: `org-${index}`, phone, roster: [] }));
  }
  const artifacts = [];
  for (let index = 0; index < 240; index += 1) {
    const club = clubs[(index * 7) % (index % 3 === 0 ? 2 : CLUBS)];
    const sourceChannel = SOURCE_CHANNELS[(index * 5) % SOURCE_CHANNELS.length];
    const status = ARTIFACT_STATUSES[(index * 7) % ARTIFACT_STATUSES.length];
    if (!club || !sourceChannel || !status) continue;
    const note = {
      artifactId: `${(index * 37) % 16 ? "b" : "a"}${String(index).padStart(3, "0")}`,
      senderUserId: club.coachUserId,
      organizationId: club.organizationId,
      orgCandidates: [],
      sourceChannel,
      noteType: "training" as const,
    };
    artifacts.push(
      await t.run(async (ctx) => {
        const { _id } = await startArtifact(ctx, note, TEN_OCLOCK + Math.floor(index / 3) * 1000);
        const at = TEN_OCLOCK + index;
        const error = { stage: "transcription", code: "provider_timeout", at } as const;
        const failure = {
          error: { ...error, fingerprint: `f${index % 4}` },
          ...(index % 5 ? {} : { handledAt: at }),
        };
        const currentStage = ARTIFACT_STAGES[(index * 5) % ARTIFACT_STAGES.length];
        const place = { status, ...(currentStage && { currentStage }) };
        const ended = status === "failed" ? failure : { statusReason: "not_answered" as const };
        await ctx.db.patch("voiceNoteArtifacts", _id, { ...place, ...ended });
        const stored = await ctx.db.get("voiceNoteArtifacts", _id);
        if (!stored) throw new Error("The artifact is gone.");
        return stored;
      }),
    );
  }
  return artifacts;
}

const passes = (filters: ArtifactFilters, artifact: Doc<"voiceNoteArtifacts">): boolean =>
  (!filters.statuses?.length || filters.statuses.includes(artifact.status)) &&
  (filters.organizationId === undefined || artifact.organizationId === filters.organizationId) &&
  (filters.sourceChannel === undefined || artifact.sourceChannel === filters.sourceChannel) &&
  (filters.pipelineStage === undefined || artifact.currentStage === filters.pipelineStage) &&
  artifact.artifactId.startsWith(filters.idPrefix ?? "") &&
  (filters.errorFingerprint === undefined || artifact.error?.fingerprint === filters.errorFingerprint) &&
  (!filters.onlyUnhandled || (artifact.status === "failed" && artifact.handledAt === undefined)) &&
  artifact.createdAt >= (filters.from ?? 0) &&
  artifact.createdAt < (filters.to ?? Number.MAX_SAFE_INTEGER);

/** Others look at more than they show, so that a page may be short. */
const isExact = (filters: ArtifactFilters): boolean => {
  const { idPrefix, errorFingerprint, onlyUnhandled, pipelineStage, organizationId, sourceChannel } = filters;
  const isOfStage = pipelineStage !== undefined && (organizationId ?? sourceChannel) !== undefined;
  return idPrefix === undefined && errorFingerprint === undefined && !onlyUnhandled && !isOfStage;
};

test("M6-004 every combination of filters gives exactly its runs, newest first, each page within its budget", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: PAGE_BUDGET } });
  const staff = await asStaff(t);
  const artifacts = await manyArtifacts(t);
  const read = (filters: ArtifactFilters, cursor: string | null) =>
    staff.query(api.models.voiceNoteArtifacts.getRecentArtifacts, {
      ...filters,
      statuses: filters.statuses && [...filters.statuses],
      paginationOpts: { numItems: PAGE, cursor },
    });
  const check = async (filters: ArtifactFilters) => {
    const rows = [];
    let cursor: string | null = null;
    for (let isDone = false; !isDone; ) {
      const page: Awaited<ReturnType<typeof read>> = await read(filters, cursor);
      rows.push(...page.page);
      ({ isDone, continueCursor: cursor } = page);
      if (!isDone && isExact(filters)) expect(page.page).toHaveLength(PAGE);
    }
    const expected = artifacts.filter((artifact) => passes(filters, artifact));
    expect(rows.map((row) => row.artifactId).sort()).toEqual(expected.map((row) => row.artifactId).sort());
    if (filters.idPrefix === undefined) {
      const times = rows.map((row) => row.createdAt);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }
  };
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const moment = fc.integer({ min: 0, max: 80 }).map((second) => TEN_OCLOCK + second * 1000);
  const filters = fc.record({
    statuses: maybe(fc.subarray([...ARTIFACT_STATUSES])),
    organizationId: maybe(fc.constantFrom("org-0", "org-1", "org-40", "org-none")),
    sourceChannel: maybe(fc.constantFrom(...SOURCE_CHANNELS)),
    pipelineStage: maybe(fc.constantFrom(...ARTIFACT_STAGES)),
    idPrefix: maybe(fc.constantFrom("a", "b1", "b003", "zz")),
    errorFingerprint: maybe(fc.constantFrom("f0", "f2", "none")),
    onlyUnhandled: maybe(fc.boolean()),
    from: maybe(moment),
    to: maybe(moment),
  });
  // The dearest: everything, all ranges merged, and a search that looks at rows of every coach and club.
  await check({});
  await check({ statuses: [...ARTIFACT_STATUSES], organizationId: "org-0" });
  await check({ pipelineStage: "transcription" });
  await check({ pipelineStage: "transcription", organizationId: "org-0" });
  await check({ idPrefix: "b" });
  await check({ onlyUnhandled: true });
  await check({ onlyUnhandled: true, errorFingerprint: "f0", sourceChannel: "app_typed" });
  await fc.assert(fc.asyncProperty(filters, check), { numRuns: 20 });
}, 60_000);

test("an event and a club can be found by the ids that a link has", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await seedClub(t, { organizationId: "org-1", phone: "+353861240001", roster: [] });
  expect(await staff.query(api.models.clubs.getOrganizationName, { organizationId: "org-1" })).toBeTruthy();
  expect(await staff.query(api.models.clubs.getOrganizationName, { organizationId: "none" })).toBeNull();
  expect(await staff.query(api.models.voicePipelineEvents.getEvent, { eventId: "none" })).toBeNull();
});
