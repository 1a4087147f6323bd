// @vitest-environment node
import type { PipelineEventType } from "@voice-flow/domain/vocabulary/pipeline";
import { expect, test } from "vitest";
import { seedClub, settle } from "./harness";
import { rollUpAll } from "./metrics";
import { createWhatsApp, hurryJobs } from "./whatsapp";

/** The full burst of 200 runs against the whole stack: `npx tsx bench/burst.ts` in `packages/dev-stack`. */
const NOTES = 40;
const COACHES = 6;
const SETTLED = ["completed", "failed", "rejected", "cancelled", "awaiting_coach"];
const SAMPLES = ["one-player", "three-players", "injury", "injury-shawn", "todo", "team-note", "two-alexes"];
const PLAYERS = ["Aoife", "Niamh", "Cian", "Caoimhe", "Fergal"];

test(`${NOTES} notes at once, with a tenth of the providers' answers faulty: each ends, is answered and counted once`, async () => {
  const { t, club, phone, simulator } = await createWhatsApp({ seed: 7 });
  await hurryJobs(t);
  const phones = [club.phone];
  for (let index = 1; index < COACHES; index += 1) {
    const coach = `+35386200000${index}`;
    await seedClub(t, { organizationId: `org-${index}`, phone: coach, clubName: `Club ${index}` });
    phones.push(coach);
  }
  simulator.faults.set([
    { kind: "server_error", target: "openai", share: 0.05 },
    { kind: "rate_limit", target: "openai", share: 0.05 },
    { kind: "server_error", target: "twilio", share: 0.1 },
  ]);
  const sent = await Promise.all(
    Array.from({ length: NOTES }, async (_, index) => {
      const coach = phones[index % COACHES] ?? club.phone;
      // A coach's every recording is another one: the same one twice is a duplicate.
      const sampleId = SAMPLES[Math.floor(index / COACHES)];
      return index % 2 === 0 && sampleId
        ? await phone.sendSample({ phone: coach, sampleId })
        : await phone.sendText({
            phone: coach,
            text: `${PLAYERS[index % PLAYERS.length]} worked very hard in session number ${index} this evening`,
          });
    }),
  );
  expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200));
  await settle(t, 100_000);

  const stored = await t.run(async (ctx) => ({
    messages: await ctx.db.query("whatsappMessages").collect(),
    artifacts: await ctx.db.query("voiceNoteArtifacts").collect(),
    outbound: await ctx.db.query("outboundMessages").collect(),
    events: await ctx.db.query("voicePipelineEvents").collect(),
  }));
  expect(stored.messages).toHaveLength(NOTES);
  expect(stored.messages.filter(({ status }) => !["completed", "failed"].includes(status))).toEqual([]);
  expect(stored.artifacts.filter(({ status }) => !SETTLED.includes(status))).toEqual([]);
  // Faults were met, and notes came through. How many depends on when the breaker opens: from then on notes fail at once.
  const ended = (status: string) => stored.artifacts.filter((artifact) => artifact.status === status).length;
  expect(ended("failed")).toBeGreaterThan(0);
  expect(ended("completed")).toBeGreaterThan(0);
  for (const { _id, artifactId } of stored.messages) {
    const own = artifactId ? stored.outbound.filter((row) => row.artifactId === artifactId) : [];
    expect({ _id, answered: own.length > 0 }).toEqual({ _id, answered: true });
  }
  // Once, whatever the number of attempts.
  const ids = stored.events.map(({ eventId }) => eventId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const artifact of stored.artifacts) {
    const own = stored.events.filter((event) => event.artifactId === artifact._id);
    const count = (type: PipelineEventType) => own.filter(({ eventType }) => eventType === type).length;
    expect(count("artifact_received")).toBe(1);
    expect(count("artifact_completed")).toBe(artifact.status === "completed" ? 1 : 0);
    expect(count("artifact_failed")).toBe(artifact.status === "failed" ? 1 : 0);
  }
  // The roll-up counts what the events tell, once.
  await rollUpAll(t);
  const buckets = await t.run(async (ctx) => ctx.db.query("voicePipelineMetricsBuckets").collect());
  const ofPlatform = buckets.filter(({ scopeKind }) => scopeKind === "platform");
  const counted = (key: "artifactsReceived" | "artifactsCompleted" | "artifactsFailed") =>
    ofPlatform.reduce((sum, { bucket }) => sum + (bucket.counters[key] ?? 0), 0);
  expect(counted("artifactsReceived")).toBe(stored.artifacts.length);
  expect(counted("artifactsCompleted")).toBe(ended("completed"));
  expect(counted("artifactsFailed")).toBe(ended("failed"));
}, 120_000);
