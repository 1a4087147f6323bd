// @vitest-environment node
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { storeFailure } from "./alert-rows";
import { finishChain } from "./chains";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendText, useProviders } from "./providers";
import { bulkFinished, closeBreaker, overrideSetting, publicIdOf, retryRows } from "./retries";

const { simulator } = useProviders();

const TEXT = "Aoife Kelly was brilliant in goal tonight.";
const HOUR_MS = 3_600_000;
const { bulkRetry } = api.models;
const { getRecentArtifacts } = api.models.voiceNoteArtifacts;
const FIRST_PAGE = { numItems: 50, cursor: null };

/** So many notes whose extraction failed. */
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

const window = () => ({ from: Date.now() - HOUR_MS, to: Date.now() + HOUR_MS });

/** An incident about the failures of an hour of yesterday. */
async function storeIncident(t: Backend) {
  const windowTo = Date.now() - DAY_MS;
  const windowFrom = windowTo - HOUR_MS;
  const alertId = await t.run((ctx) =>
    ctx.db.insert("voicePipelineAlerts", {
      ...{ type: "HIGH_FAILURE_RATE", scope: "platform", status: "open", severity: "high", severityRank: 2 },
      ...{ value: 0.5, threshold: 0.25, sentence: "Half of the notes failed.", reopenedCount: 0 },
      ...{ windowFrom, windowTo, openedAt: windowTo, lastSeenAt: windowTo, notThis: [], errorGroups: [] },
    }),
  );
  return { alertId, at: windowTo - HOUR_MS / 2 };
}

test("the notes behind an incident are listed and retried exactly, each once, also by their cause", async () => {
  const { t, staff, ids } = await failedNotes(3);
  const [twice, once, outside] = ids;
  if (!twice || !once || !outside) throw new Error("There are three notes.");
  const { alertId, at } = await storeIncident(t);
  const cause = { errorCode: "provider_timeout", fingerprint: "one" } as const;
  await storeFailure(t, at, { artifactId: twice, ...cause });
  await storeFailure(t, at + 1, { artifactId: twice, ...cause });
  await t.run((ctx) => ctx.db.patch("voiceNoteArtifacts", twice, { attempt: 2 }));
  await storeFailure(t, at + 2, { artifactId: once, fingerprint: "two" });
  await storeFailure(t, at - HOUR_MS, { artifactId: outside });

  const listed = async (filters: Omit<(typeof getRecentArtifacts)["_args"], "paginationOpts">) =>
    (await staff.query(getRecentArtifacts, { ...filters, paginationOpts: FIRST_PAGE })).page.map(
      ({ _id }) => _id,
    );
  expect(await listed({ alertId })).toEqual([once, twice]);
  expect(await listed({ alertId, errorFingerprint: "one" })).toEqual([twice]);
  expect(await listed({ alertId, statuses: ["completed"] })).toEqual([]);
  expect(await listed({ alertId: "nonsense" })).toEqual([]);

  const seenAt = Date.now();
  const count = async (errorFingerprint?: string) => {
    const filter = { ...window(), alertId, ...(errorFingerprint ? { errorFingerprint } : {}) };
    return await staff.query(bulkRetry.previewBulkRetry, { filter, kind: "recommended", now: seenAt });
  };
  expect(await count()).toMatchObject({ count: 2, allowed: 2, countCapped: false });
  expect(await count("two")).toMatchObject({ count: 1 });
  const { bulkRetryId } = await staff.mutation(bulkRetry.retryMany, {
    filter: { ...window(), alertId },
    kind: "recommended",
    seenAt,
  });
  const bulk = await bulkFinished(t, staff, bulkRetryId);
  expect(bulk.counts).toMatchObject({ collected: 2, succeeded: 2 });
  expect(await retryRows(t, outside)).toEqual([]);
  // They are the incident's notes for ever; what has been retried since is told as not failed.
  expect(await listed({ alertId, statuses: ["completed"] })).toEqual([once, twice]);
  const after = await staff.query(bulkRetry.previewBulkRetry, {
    filter: { ...window(), alertId },
    kind: "recommended",
    now: Date.now(),
  });
  expect(after).toMatchObject({ count: 2, allowed: 0, refused: [{ code: "not_failed", count: 2 }] });
});

test("the filters of the grid choose the notes, as the grid shows them", async () => {
  const { t, club, staff, ids } = await failedNotes(3);
  const [handled, , last] = ids;
  if (!handled || !last) throw new Error("There are three notes.");
  await t.run((ctx) => ctx.db.patch("voiceNoteArtifacts", handled, { handledAt: 1 }));
  const now = Date.now();
  const count = async (filter: object) =>
    (
      await staff.query(bulkRetry.previewBulkRetry, {
        filter: { ...window(), ...filter },
        kind: "recommended",
        now,
      })
    ).count;
  const { artifact } = await recordsOf(t, last);
  expect(await count({})).toBe(3);
  expect(await count({ onlyUnhandled: true })).toBe(2);
  expect(await count({ organizationId: club.organizationId, onlyUnhandled: true })).toBe(2);
  expect(await count({ sourceChannel: artifact.sourceChannel })).toBe(3);
  expect(await count({ sourceChannel: "app_recorded" })).toBe(0);
  expect(await count({ idPrefix: (await publicIdOf(t, last)).slice(0, 8) })).toBe(1);
  expect(await count({ errorFingerprint: artifact.error?.fingerprint })).toBe(3);
  expect(await count({ errorFingerprint: "another" })).toBe(0);
});

test("the preview counts the rows that go and the rows that stay", async () => {
  const { staff } = await failedNotes(2);
  const asked = { filter: window(), kind: "recommended", now: Date.now() } as const;
  expect(await staff.query(bulkRetry.previewBulkRetry, asked)).toMatchObject({
    allowed: 2,
    destructive: 0,
    deletes: [],
    keeps: [{ kind: "transcripts", count: 2, text: "2 transcripts" }],
    rowsCapped: false,
    atOnce: 10,
  });
  expect(
    await staff.query(bulkRetry.previewBulkRetry, { ...asked, kind: "retryFullPipeline" }),
  ).toMatchObject({
    destructive: 2,
    deletes: [{ kind: "transcripts", count: 2 }],
    keeps: [],
  });
});

test("a bulk retry is deleted with its results when it is 30 days over, in bounded steps; a running one never", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const { coachUserId } = await seedClub(t);
  const old = Date.now() - 31 * DAY_MS;
  await overrideSetting(t, "CLEANUP_BATCH_SIZE", 10);
  const insert = async (status: "completed" | "cancelled" | "running", at: number) =>
    await t.run(async (ctx) => {
      const counts = {
        ...{ collected: 8, waiting: 0, running: 0, succeeded: 8, failed: 0, refused: 0, cancelled: 0 },
      };
      const bulkRetryId = await ctx.db.insert("voicePipelineBulkRetries", {
        ...{ filter: { from: 0, to: 1 }, kind: "recommended", seenAt: at, status, counts, costMicros: 0 },
        ...{ requestedBy: "somebody", requestedByName: "Stella", truncated: false, cursor: null },
        ...{ step: 3, nextStepAt: at, createdAt: at, updatedAt: at },
      });
      const artifactId = await ctx.db.insert("voiceNoteArtifacts", {
        ...{ artifactId: crypto.randomUUID(), status: "completed", sourceChannel: "app_typed" },
        ...{
          senderUserId: coachUserId,
          orgCandidates: [],
          noteType: "training",
          currentStage: "confirmation",
        },
        totals: { claimCount: 0, disambiguationCount: 0, draftCount: 0, confirmedCount: 0, aiCost: 0 },
        ...{ stageStartedAt: at, attempt: 1, createdAt: at, updatedAt: at },
      });
      for (let item = 0; item < 8; item += 1) {
        await ctx.db.insert("voicePipelineBulkRetryItems", { bulkRetryId, artifactId, status: "succeeded" });
      }
      return bulkRetryId;
    });
  await insert("completed", old);
  await insert("cancelled", old);
  const running = await insert("running", old);
  const recent = await insert("completed", Date.now() - 29 * DAY_MS);
  await t.mutation(internal.models.bulkRetry.cleanupBulkRetries, {});
  const cleaned = await finishChain(t, "cleanup-bulk-retries");
  expect(cleaned?.steps).toBeGreaterThan(1);
  await settle(t);
  const list = await staff.query(bulkRetry.listBulkRetries, { paginationOpts: FIRST_PAGE });
  expect(list.page.map(({ _id }) => _id).sort()).toEqual([running, recent].sort());
  expect(
    await t.run(async (ctx) => (await ctx.db.query("voicePipelineBulkRetryItems").collect()).length),
  ).toBe(16);
});
