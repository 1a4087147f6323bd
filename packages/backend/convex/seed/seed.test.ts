import { nextArtifactState } from "@voice-flow/domain/state-machine/artifact";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Backend, createBackend, settle } from "../../test/harness";
import { components, internal } from "../_generated/api";
import { SEED_CLUBS } from "./clubs";
import { DAY_MS, planDay } from "./planDay";

const NOW = Date.UTC(2026, 4, 14, 22, 30);
const ARGS = {
  staff: { email: "staff@voiceflow.test", password: "watch-the-flow" },
  coach: { email: "coach@voiceflow.test", password: "send-a-note" },
  days: 2,
  now: NOW,
};

let t: Backend;
let seeded: { clubs: number; coaches: number; notes: number };

beforeAll(async () => {
  t = createBackend();
  seeded = await t.action(internal.seed.seed.run, ARGS);
  await settle(t, 60_000);
}, 90_000);
afterAll(() => settle(t));

const artifacts = () => t.run(async (ctx) => ctx.db.query("voiceNoteArtifacts").take(500));
const events = () => t.run(async (ctx) => ctx.db.query("voicePipelineEvents").take(5000));

test("makes three clubs, six teams, sixty players and eight coaches, one of them in two clubs", async () => {
  expect(seeded).toMatchObject({ clubs: 3, coaches: 8 });
  const counts = await t.run(async (ctx) => ({
    organizations: (await ctx.db.query("organizations").take(50)).length,
    teams: (await ctx.db.query("teams").take(50)).length,
    players: (await ctx.db.query("players").take(200)).length,
  }));
  expect(counts).toEqual({ organizations: 3, teams: 6, players: 60 });
  const phonebook = await t.query(internal.seed.seed.phonebook, {});
  expect(phonebook).toHaveLength(8);
  expect(phonebook.filter(({ club }) => club.includes(","))).toHaveLength(1);
  for (const { phone } of phonebook) expect(phone).toMatch(/^\+35386\d{7}$/);
});

test("U12 Gold has two called Alex; Dean is of another club than Seán", () => {
  const gold = SEED_CLUBS[0]?.teams.find((team) => team.name === "U12 Gold");
  expect(gold?.players.filter((name) => name.startsWith("Alex "))).toEqual(["Alex Murphy", "Alex Nolan"]);
  const clubOf = (first: string) =>
    SEED_CLUBS.filter((club) =>
      club.teams.some((team) => team.players.some((name) => name.split(" ")[0] === first)),
    ).map((club) => club.slug);
  expect(clubOf("Dean")).not.toEqual(clubOf("Seán"));
  expect(clubOf("Dean")).toHaveLength(1);
});

test("running it again adds nothing", async () => {
  const before = (await artifacts()).length;
  const again = await t.action(internal.seed.seed.run, ARGS);
  await settle(t, 60_000);
  expect(again.notes).toBe(0);
  expect((await artifacts()).length).toBe(before);
  expect(seeded.notes).toBe(before);
});

test("the staff account is staff, and the coach's account is not", async () => {
  const staffOf = async (email: string) =>
    await t.query(components.betterAuth.adapter.findOne, {
      model: "user",
      where: [{ field: "email", value: email }],
    });
  expect(await staffOf(ARGS.staff.email)).toMatchObject({ isPlatformStaff: true });
  expect((await staffOf(ARGS.coach.email))?.isPlatformStaff).not.toBe(true);
});

test("history is in the past, has an event for every move, times and costs, and ends in every way", async () => {
  const all = await artifacts();
  const log = await events();
  expect(all.length).toBeGreaterThan(40);
  expect(new Set(all.map(({ status }) => status))).toEqual(
    new Set(
      ["completed", "failed", "rejected"].filter((status) => all.some((each) => each.status === status)),
    ),
  );
  expect(all.every((artifact) => artifact.createdAt >= NOW - 3 * DAY_MS && artifact.updatedAt <= NOW)).toBe(
    true,
  );
  for (const artifact of all) {
    const own = log.filter((event) => event.artifactId === artifact._id);
    expect(own.some((event) => event.eventType === "artifact_received")).toBe(true);
    const last = own.filter((event) => event.newStatus).at(-1);
    expect(last?.newStatus).toBe(artifact.status);
  }
  const transcribed = log.filter((event) => event.eventType === "transcription_completed");
  expect(
    transcribed.every(({ durationMs, metadata }) => (durationMs ?? 0) > 0 && (metadata?.aiCost ?? 0) > 0),
  ).toBe(true);
});

test("each note with a result has its summary, on the phone or failed, and the time that took", async () => {
  const completed = (await artifacts()).filter(({ status }) => status === "completed");
  const sent = await t.run(async (ctx) => ctx.db.query("outboundMessages").take(500));
  const log = (await events()).filter(({ pipelineStage }) => pipelineStage === "delivery");
  expect(sent).toHaveLength(completed.length);
  for (const { artifactId, status, body } of sent) {
    const own = log.filter((event) => event.artifactId === artifactId);
    const end = `message_${status}`;
    expect(own.map(({ eventType }) => eventType)).toEqual(["message_queued", "message_sent", end]);
    expect(own.at(-1)?.metadata?.timeToCoachMs).toBeGreaterThan(30_000);
    expect(body).toMatch(/^From your \d\d:\d\d note/);
  }
});

test("every mention has a resolution, and every claim a draft or a reason", async () => {
  const { claims, resolutions, drafts } = await t.run(async (ctx) => ({
    claims: await ctx.db.query("voiceNoteClaims").take(2000),
    resolutions: await ctx.db.query("voiceNoteEntityResolutions").take(2000),
    drafts: await ctx.db.query("insightDrafts").take(2000),
  }));
  for (const claim of claims) {
    expect(resolutions.filter((row) => row.claimId === claim._id)).toHaveLength(claim.mentions.length);
    const hasDraft = drafts.some((draft) => draft.claimId === claim._id);
    expect(hasDraft !== (claim.noDraftReason !== undefined)).toBe(true);
  }
  expect(new Set(resolutions.map(({ status }) => status))).toContain("auto_resolved");
});

test("a failed note of the past can be retried", async () => {
  const failed = (await artifacts()).filter((artifact) => artifact.status === "failed");
  for (const artifact of failed) {
    expect(artifact.error?.fingerprint).toBeTruthy();
    const retried = nextArtifactState(artifact, { type: "retry", kind: "retryFullPipeline" }, NOW);
    expect(retried.ok).toBe(true);
  }
});

test("a day is the same whenever it is planned, busiest in the evening, and never in the future", () => {
  const thursday = Date.UTC(2026, 4, 14);
  const whole = planDay(thursday, thursday + 2 * DAY_MS);
  expect(planDay(thursday, thursday + 2 * DAY_MS)).toEqual(whole);
  const evening = whole.filter(({ at }) => new Date(at).getUTCHours() >= 18);
  expect(evening.length).toBeGreaterThan(whole.length / 2);
  for (let now = thursday; now <= thursday + DAY_MS; now += 600_000) {
    for (const note of planDay(thursday, now)) {
      const last = note.decision === "none" ? note.at : note.at + note.decidedAfterMs;
      expect(last).toBeLessThan(now);
    }
  }
});

test("a deployment that isn't for demonstrations refuses to be seeded", async () => {
  const empty = createBackend();
  for (const value of ["", "false", "yes"]) {
    vi.stubEnv("VOICE_FLOW_ALLOW_SEED", value);
    const refusal = /VOICE_FLOW_ALLOW_SEED=true/;
    await expect(empty.action(internal.seed.seed.run, ARGS)).rejects.toThrow(refusal);
    await expect(
      empty.mutation(internal.seed.seed.people, { coachAuthId: "coach", now: NOW }),
    ).rejects.toThrow(refusal);
    await expect(
      empty.mutation(internal.seed.seed.day, { dayStart: NOW - DAY_MS, now: NOW }),
    ).rejects.toThrow(refusal);
  }
  vi.unstubAllEnvs();
  expect(await empty.run((ctx) => ctx.db.query("organizations").first())).toBeNull();
});
