/** What people and the health check set off: lists of notes, a retry, alone and in bulk, and one look at a scope. */
import { buildScope, PLATFORM_SCOPE } from "@voice-flow/domain/keys/scope";
import type { JSONValue } from "convex/values";
import { z } from "zod";
import type { BenchClient } from "./client";
import { type LoadedNote, organizationName } from "./load";
import type { Measured } from "./result";

const planSchema = z.object({ allowed: z.literal(true), token: z.string() });
const recentSchema = z.object({ page: z.array(z.object({ artifactId: z.string() })) });
/** A full page of a list. */
const FAILED_NOTES = 50;

/** Fails some of the notes as a stage that meets an outage does. Resolves with their public ids, newest first. */
async function failNotes(client: BenchClient, notes: readonly LoadedNote[]): Promise<string[]> {
  const failure = { code: "provider_unavailable", message: "The provider did not answer." };
  for (const { artifactId } of notes.slice(0, FAILED_NOTES)) {
    await client.mutation("models/voiceNoteArtifacts:failStage", { artifactId, attempt: 1, failure });
  }
  await client.idle();
  const recent = await client.query("models/voiceNoteArtifacts:getRecentArtifacts", {
    statuses: ["failed"],
    paginationOpts: { numItems: FAILED_NOTES, cursor: null },
  });
  return recentSchema.parse(recent).page.map(({ artifactId }) => artifactId);
}

/** `now` in ms. */
export async function measureOperations(
  client: BenchClient,
  notes: readonly LoadedNote[],
  now: number,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  const keep = async (group: Measured["group"], name: string, work: () => Promise<unknown>) => {
    measured.push({ group, name, cost: await client.cost(work) });
  };
  const gather = async (scope: string) =>
    await client.query("models/voicePipelineAlertChecks:gather", { scope, now }, "system");
  const club = buildScope(organizationName(0));
  for (const [name, scope] of [
    ["platform", PLATFORM_SCOPE],
    ["one organisation", club],
  ] as const) {
    await keep("job", `health check of ${name}: facts`, () => gather(scope));
    const found = await gather(scope);
    await keep("job", `health check of ${name}: incidents`, () =>
      client.mutation("models/voicePipelineAlertChecks:record", { scope, now, found }),
    );
  }
  await keep("job", "health check: organisations to look at, 100 at a time", () =>
    client.query("models/voicePipelineAlertChecks:listActive", { now, cursor: null }, "system"),
  );

  const [artifactId = ""] = await failNotes(client, notes);
  const paginationOpts = { numItems: FAILED_NOTES, cursor: null };
  const notesModel = "models/voiceNoteArtifacts";
  const events = "models/voicePipelineEvents";
  for (const [name, path, args] of [
    ["getRecentArtifacts, 50 rows, no filter", `${notesModel}:getRecentArtifacts`, { paginationOpts }],
    [
      "getRecentArtifacts, 50 rows, failed and not dealt with",
      `${notesModel}:getRecentArtifacts`,
      { paginationOpts, statuses: ["failed"], onlyUnhandled: true },
    ],
    ["getFailedArtifacts, 50 rows", `${events}:getFailedArtifacts`, { paginationOpts }],
    ["getFailureGroups, 50 failures", `${events}:getFailureGroups`, {}],
    ["getActiveArtifacts, 10 notes", `${events}:getActiveArtifacts`, {}],
    ["getArtifactDetail", `${notesModel}:getArtifactDetail`, { artifactId }],
  ] satisfies [string, string, JSONValue][]) {
    await keep("list", name, () => client.query(path, args));
  }
  const kind = "retryFullPipeline";
  const retry = "models/voicePipelineRetry";
  await keep("retry", "getRetryOptions, all kinds", () =>
    client.query(`${retry}:getRetryOptions`, { artifactId, now }),
  );
  const preview = await client.query(`${retry}:previewRetry`, { artifactId, kind, now });
  const { token } = planSchema.parse(preview);
  await keep("retry", kind, () => client.mutation(`${retry}:${kind}`, { artifactId, token }, "staff"));
  const filter = { statuses: ["failed"], from: now - 86_400_000, to: now + 300_000 };
  const bulk = { filter, kind: "recommended", now: Date.now() };
  await keep("retry", `previewBulkRetry, ${FAILED_NOTES - 1} notes`, () =>
    client.query("models/bulkRetry:previewBulkRetry", bulk),
  );
  return measured;
}
