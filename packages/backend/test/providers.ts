/**
 * The providers for tests of the pipeline: the simulator on a free port, and an environment that points to it. Only in
 * tests with `// @vitest-environment node`.
 */
import {
  developmentDefaults,
  readSample,
  type Simulator,
  startSimulator,
} from "@voice-flow/provider-simulator";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import type { Id } from "../convex/_generated/dataModel";
import { ingestNote } from "../convex/lib/pipeline/ingest";
import type { Backend, SeededClub } from "./harness";

/** Starts the simulator for a test file and resets it before each test. */
export function useProviders(): { simulator: () => Simulator } {
  let running: Simulator | undefined;
  const simulator = (): Simulator => {
    if (!running) throw new Error("The simulator is not running yet.");
    return running;
  };
  beforeAll(async () => {
    running = await startSimulator({ port: 0 });
    vi.stubEnv("OPENAI_API_KEY", developmentDefaults.openaiApiKey);
    vi.stubEnv("OPENAI_BASE_URL", running.openaiBaseUrl);
    vi.stubEnv("TWILIO_ACCOUNT_SID", developmentDefaults.accountSid);
    vi.stubEnv("TWILIO_AUTH_TOKEN", developmentDefaults.authToken);
    vi.stubEnv("TWILIO_WHATSAPP_FROM", developmentDefaults.whatsappFrom);
    vi.stubEnv("TWILIO_API_BASE_URL", running.url);
  });
  beforeEach(() => simulator().reset());
  afterAll(async () => {
    vi.unstubAllEnvs();
    await running?.close();
  });
  return { simulator };
}

/** A sample voice note of the coach, as the WhatsApp side hands it over. */
export async function sendSample(t: Backend, club: SeededClub, sampleId: string) {
  const bytes = new Uint8Array(readSample(sampleId));
  return await ingested(t, async (ctx) => {
    const audioStorageId = await ctx.storage.store(new Blob([bytes], { type: "audio/ogg" }));
    return await ingestNote(ctx, {
      userId: club.coachUserId,
      organizationId: club.organizationId,
      channel: "whatsapp_audio",
      noteType: "training",
      audioStorageId,
      contentType: "audio/ogg",
    });
  });
}

/** A typed note of the coach. */
export async function sendText(t: Backend, club: SeededClub, text: string) {
  return await ingested(t, async (ctx) =>
    ingestNote(ctx, {
      userId: club.coachUserId,
      organizationId: club.organizationId,
      channel: "whatsapp_text",
      noteType: "training",
      text,
    }),
  );
}

async function ingested(
  t: Backend,
  ingest: (
    ctx: Parameters<Parameters<Backend["run"]>[0]>[0],
  ) => Promise<{ voiceNoteId: Id<"voiceNotes">; artifactDocId?: Id<"voiceNoteArtifacts"> }>,
) {
  const { voiceNoteId, artifactDocId } = await t.run(ingest);
  if (!artifactDocId) throw new Error("The note has no artifact.");
  return { voiceNoteId, artifactDocId };
}

/** Everything that the pipeline has stored of a note, for assertions. */
export async function recordsOf(t: Backend, artifactDocId: Id<"voiceNoteArtifacts">) {
  return await t.run(async (ctx) => {
    const artifact = await ctx.db.get("voiceNoteArtifacts", artifactDocId);
    if (!artifact) throw new Error("The artifact is gone.");
    const events = await ctx.db
      .query("voicePipelineEvents")
      .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactDocId))
      .collect();
    const claims = await ctx.db
      .query("voiceNoteClaims")
      .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactDocId))
      .collect();
    const resolutions = await ctx.db
      .query("voiceNoteEntityResolutions")
      .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactDocId))
      .collect();
    const drafts = await ctx.db
      .query("insightDrafts")
      .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactDocId))
      .collect();
    const transcripts = await ctx.db
      .query("voiceNoteTranscripts")
      .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactDocId))
      .collect();
    const messages = await ctx.db
      .query("outboundMessages")
      .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactDocId))
      .collect();
    const usage = (await ctx.db.query("aiUsageLog").collect()).filter(
      (row) => row.artifactId === artifactDocId,
    );
    const note = artifact.voiceNoteId ? await ctx.db.get("voiceNotes", artifact.voiceNoteId) : null;
    claims.sort((a, b) => a.position - b.position);
    events.sort((a, b) => Number(a.commitTs) - Number(b.commitTs) || a._creationTime - b._creationTime);
    return { artifact, note, events, claims, resolutions, drafts, transcripts, messages, usage };
  });
}
