// @vitest-environment node
import { expect, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { BULK_CHAIN } from "../convex/lib/retry/bulkSteps";
import type { BulkRetryFilter } from "../convex/tables/retries";
import { loseStep } from "./chains";
import { asStaff, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendText, useProviders } from "./providers";
import { bulkFinished, closeBreaker, overrideSetting, publicIdOf, retryRows } from "./retries";

const { simulator } = useProviders();

const TEXT = "Aoife Kelly was brilliant in goal tonight.";
const HOUR_MS = 3_600_000;
const { bulkRetry } = api.models;

/** So many notes whose extraction failed, as one group of errors. */
async function failedNotes(count: number) {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const ids: Id<"voiceNoteArtifacts">[] = [];
  for (let index = 0; index < count; index += 1) {
    simulator().faults.set([{ kind: "rate_limit", target: "chat", retryAfterSeconds: 0 }]);
    ids.push((await sendText(t, club, `${TEXT} Number ${index}.`)).artifactDocId);
    await settle(t);
    await closeBreaker(t);
  }
  simulator().faults.clear();
  return { t, club, staff, ids };
}

/** The steps of a job come one after another, each when a busy machine gets to it. */
const PATIENCE = { timeout: 15_000, interval: 10 };
const window = () => ({ from: Date.now() - HOUR_MS, to: Date.now() + HOUR_MS });

test("all notes of an error group are retried, a few at a time, with an outcome each", async () => {
  const { t, club, staff, ids } = await failedNotes(5);
  await overrideSetting(t, "BULK_RETRY_BATCH_SIZE", 2);
  const [first] = ids;
  if (!first) throw new Error("There are five notes.");
  const errorFingerprint = (await recordsOf(t, first)).artifact.error?.fingerprint;
  // Another failure, of another cause: not a part of the group.
  simulator().faults.set([{ kind: "server_error", target: "chat", nextCalls: 1 }]);
  const other = (await sendText(t, club, `${TEXT} The other one.`)).artifactDocId;
  await settle(t);

  const filter = { ...window(), pipelineStage: "claims_extraction" as const, errorFingerprint };
  const seenAt = Date.now();
  const preview = await staff.query(bulkRetry.previewBulkRetry, { filter, kind: "recommended", now: seenAt });
  expect(preview).toMatchObject({
    count: 5,
    countCapped: false,
    planned: 5,
    allowed: 5,
    byKind: [{ kind: "retryClaimsExtraction", label: "Extract claims again", count: 5 }],
    refused: [],
    destructive: 0,
  });
  const asked = { filter, kind: "recommended", seenAt, reason: "The quota was raised." } as const;
  const { bulkRetryId } = await staff.mutation(bulkRetry.retryMany, asked);
  const bulk = await bulkFinished(t, staff, bulkRetryId);
  expect(bulk).toMatchObject({ status: "completed", truncated: false, requestedByName: "Stella Staff" });
  expect(bulk.counts).toEqual({
    ...{ collected: 5, waiting: 0, running: 0, succeeded: 5, failed: 0, refused: 0, cancelled: 0 },
  });
  expect(bulk.costMicros).toBeGreaterThan(0);
  for (const id of ids) {
    expect((await recordsOf(t, id)).artifact).toMatchObject({ status: "completed", attempt: 2 });
    expect(await retryRows(t, id)).toMatchObject([
      { outcome: "succeeded", bulkRetryId, reason: "The quota was raised." },
    ]);
  }
  expect((await recordsOf(t, other)).artifact).toMatchObject({ status: "failed", attempt: 1 });
  const paginationOpts = { numItems: 50, cursor: null };
  const items = await staff.query(bulkRetry.listBulkRetryItems, { bulkRetryId, paginationOpts });
  expect(items.page).toHaveLength(5);
  expect(items.page[0]).toMatchObject({ status: "succeeded", artifactStatus: "completed", attempt: 2 });
  const list = await staff.query(bulkRetry.listBulkRetries, { paginationOpts });
  expect(list.page).toEqual([bulk]);
});

test("what is refused is told before and after, with the reason, and what failed later is left out", async () => {
  const { t, club, staff, ids } = await failedNotes(2);
  const fine = (await sendText(t, club, "Cian Doyle trained well today with the team.")).artifactDocId;
  await settle(t);
  const filter = { ...window(), statuses: ["failed" as const, "completed" as const] };
  const seenAt = Date.now();
  const preview = await staff.query(bulkRetry.previewBulkRetry, {
    filter,
    kind: "retryFullPipeline",
    now: seenAt,
  });
  expect(preview).toMatchObject({ count: 3, allowed: 2, destructive: 2 });
  expect(preview.refused).toEqual([
    { code: "not_failed", count: 1, message: expect.stringContaining("has been completed") },
  ]);
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(seenAt));
  simulator().faults.set([{ kind: "server_error", target: "chat", nextCalls: 1 }]);
  const later = (await sendText(t, club, `${TEXT} It came later.`)).artifactDocId;
  await settle(t);
  const asked = { filter, kind: "retryFullPipeline", seenAt } as const;
  const { bulkRetryId } = await staff.mutation(bulkRetry.retryMany, asked);
  const bulk = await bulkFinished(t, staff, bulkRetryId);
  expect(bulk.counts).toMatchObject({ collected: 3, succeeded: 2, refused: 1 });
  const refused = await staff.query(bulkRetry.listBulkRetryItems, {
    bulkRetryId,
    status: "refused",
    paginationOpts: { numItems: 50, cursor: null },
  });
  expect(refused.page).toMatchObject([{ refusal: { code: "not_failed" }, artifactStatus: "completed" }]);
  expect((await recordsOf(t, fine)).artifact.attempt).toBe(1);
  expect((await recordsOf(t, later)).artifact.attempt).toBe(1);
  for (const id of ids) expect((await recordsOf(t, id)).artifact.status).toBe("completed");
});

test("cancelling begins nothing more, and what has begun has its outcome", async () => {
  const { t, staff, ids } = await failedNotes(4);
  await overrideSetting(t, "BULK_RETRY_BATCH_SIZE", 1);
  simulator().faults.set([{ kind: "latency", target: "chat", delayMs: 400 }]);
  const asked = { filter: window(), kind: "recommended", seenAt: Date.now() } as const;
  const { bulkRetryId } = await staff.mutation(bulkRetry.retryMany, asked);
  await vi.waitFor(async () => {
    const begun = await Promise.all(ids.map((id) => retryRows(t, id)));
    expect(begun.flat()).toHaveLength(1);
  }, PATIENCE);
  expect(await staff.mutation(bulkRetry.cancelBulkRetry, { bulkRetryId })).toEqual({ cancelled: true });
  const bulk = await bulkFinished(t, staff, bulkRetryId);
  expect(bulk.status).toBe("cancelled");
  expect(bulk.counts).toMatchObject({ collected: 4, waiting: 0, running: 0, succeeded: 1, cancelled: 3 });
  const retries = await Promise.all(ids.map((id) => retryRows(t, id)));
  expect(retries.flat()).toMatchObject([{ outcome: "succeeded" }]);
  expect(await staff.mutation(bulkRetry.cancelBulkRetry, { bulkRetryId })).toEqual({ cancelled: false });
});

test("a note whose retry was scheduled but had not begun when it was cancelled is not retried", async () => {
  const { t, staff, ids } = await failedNotes(1);
  const asked = { filter: window(), kind: "recommended", seenAt: Date.now() } as const;
  const { bulkRetryId } = await staff.mutation(bulkRetry.retryMany, asked);
  const itemId = await t.run(async (ctx) => {
    const startedAt = Date.now();
    await ctx.db.patch("voicePipelineBulkRetries", bulkRetryId, {
      status: "running",
      counts: { collected: 1, waiting: 0, running: 1, succeeded: 0, failed: 0, refused: 0, cancelled: 0 },
    });
    const [artifactId] = ids;
    if (!artifactId) throw new Error("No note has failed.");
    return await ctx.db.insert("voicePipelineBulkRetryItems", {
      bulkRetryId,
      artifactId,
      status: "running",
      startedAt,
    });
  });
  await staff.mutation(bulkRetry.cancelBulkRetry, { bulkRetryId });
  await t.mutation(internal.models.bulkRetry.startItem, { itemId });
  const bulk = await bulkFinished(t, staff, bulkRetryId);
  expect(bulk).toMatchObject({ status: "cancelled", counts: { running: 0, cancelled: 1 } });
  expect((await Promise.all(ids.map((id) => retryRows(t, id)))).flat()).toEqual([]);
});

test.each([
  ["an open breaker", { circuitBreakerState: "open" }, "breaker_open"],
  ["what a provider asked for", { circuitBreakerState: "closed", waitMs: 60_000 }, "provider_asks_to_wait"],
] as const)("%s is waited for: no retry is used up on it", async (_name, state, code) => {
  const { t, staff, ids } = await failedNotes(2);
  const openedAt = Date.now();
  await closeBreaker(t);
  await t.run((ctx) =>
    ctx.db.insert("aiServiceHealth", {
      provider: "openai",
      circuitBreakerState: state.circuitBreakerState,
      recentFailures: [],
      ...("waitMs" in state ? { waitUntil: openedAt + state.waitMs } : { openedAt }),
      updatedAt: openedAt,
    }),
  );
  const filter = window();
  const preview = await staff.query(bulkRetry.previewBulkRetry, {
    filter,
    kind: "recommended",
    now: openedAt,
  });
  expect(preview.refused).toMatchObject([{ code, count: 2 }]);
  const asked = { filter, kind: "recommended", seenAt: Date.now() } as const;
  const { bulkRetryId } = await staff.mutation(bulkRetry.retryMany, asked);
  const waiting = await vi.waitFor(async () => {
    const bulk = await staff.query(bulkRetry.getBulkRetry, { bulkRetryId });
    expect(bulk?.pausedUntil).toBeGreaterThan(openedAt);
    return bulk;
  }, PATIENCE);
  expect(waiting?.counts).toMatchObject({ collected: 2, waiting: 2, running: 0 });
  expect((await Promise.all(ids.map((id) => retryRows(t, id)))).flat()).toEqual([]);
  // The breaker is closed by hand, which ends the provider's wish too, and the step that waits is lost: the fallback goes on.
  await closeBreaker(t);
  await loseStep(t, BULK_CHAIN, bulkRetryId);
  expect(await t.mutation(internal.models.chains.tendChains, {})).toEqual({ lost: 1 });
  expect((await bulkFinished(t, staff, bulkRetryId)).counts).toMatchObject({ succeeded: 2 });
});

test("no more notes are collected than one bulk retry may act on, over as many pages as it takes", async () => {
  const { t, staff } = await failedNotes(1);
  await overrideSetting(t, "BULK_RETRY_MAX_ARTIFACTS", 120);
  await overrideSetting(t, "BULK_RETRY_BATCH_SIZE", 1);
  await t.run(async (ctx) => {
    const artifact = await ctx.db.query("voiceNoteArtifacts").first();
    if (!artifact) throw new Error("There is a note.");
    const { _id, _creationTime, ...fields } = artifact;
    for (let index = 0; index < 150; index += 1) {
      await ctx.db.insert("voiceNoteArtifacts", { ...fields, artifactId: `copy-${index}` });
    }
  });
  const asked = { filter: window(), kind: "recommended", seenAt: Date.now() } as const;
  const { bulkRetryId } = await staff.mutation(bulkRetry.retryMany, asked);
  await vi.waitFor(async () => {
    const bulk = await staff.query(bulkRetry.getBulkRetry, { bulkRetryId });
    expect(bulk).toMatchObject({ status: "running", truncated: true });
  }, PATIENCE);
  await staff.mutation(bulkRetry.cancelBulkRetry, { bulkRetryId });
  const bulk = await bulkFinished(t, staff, bulkRetryId);
  expect(bulk.counts.collected).toBe(120);
  const { waiting, running, succeeded, failed, refused, cancelled } = bulk.counts;
  expect([waiting, running]).toEqual([0, 0]);
  expect(succeeded + failed + refused + cancelled).toBe(120);
});

test("the notes that failed in a window are found by when they failed, without those that are handled; or by name", async () => {
  const { t, staff, ids } = await failedNotes(3);
  const [early, handled, late] = ids;
  if (!early || !handled || !late) throw new Error("There are three notes.");
  const failedAt = async (id: Id<"voiceNoteArtifacts">) => (await recordsOf(t, id)).artifact.error?.at ?? 0;
  await t.run((ctx) => ctx.db.patch("voiceNoteArtifacts", handled, { handledAt: 1 }));
  const now = Date.now();
  const count = async (filter: Partial<BulkRetryFilter>) => {
    const whole = { timeOf: "failed" as const, ...window(), ...filter };
    return (await staff.query(bulkRetry.previewBulkRetry, { filter: whole, kind: "recommended", now })).count;
  };
  expect(await count({})).toBe(2);
  // From inclusive, to exclusive: the window of an incident ends with `windowTo + 1`.
  expect(await count({ from: await failedAt(late) })).toBe(1);
  expect(await count({ to: await failedAt(late) })).toBe(1);
  expect(await count({ to: (await failedAt(late)) + 1 })).toBe(2);

  const artifactIds = [await publicIdOf(t, late), "no-such-note"];
  expect(await count({ artifactIds })).toBe(1);
  const filter = { ...window(), artifactIds };
  const { bulkRetryId } = await staff.mutation(bulkRetry.retryMany, {
    filter,
    kind: "recommended",
    seenAt: now,
  });
  expect((await bulkFinished(t, staff, bulkRetryId)).counts).toMatchObject({ collected: 1, succeeded: 1 });
  expect(await retryRows(t, late)).toHaveLength(1);
  expect(await retryRows(t, early)).toEqual([]);
});

test("a window that is none is refused", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const asked = { filter: { from: 2, to: 1 }, kind: "recommended", seenAt: 1 } as const;
  await expect(staff.mutation(bulkRetry.retryMany, asked)).rejects.toMatchObject({
    data: { code: "invalid_argument" },
  });
});
