// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { confirmDrafts } from "../convex/lib/pipeline/decideDrafts";
import { asCoach, asStaff, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";

const { simulator } = useProviders();

test("staff override a setting, on the record, and take it back; what is not allowed says why", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const { getSettings, setSetting, listChanges } = api.models.settings;
  const settingOf = async (key: string) =>
    (await staff.query(getSettings, {})).find((setting) => setting.key === key)?.value;
  const before = await settingOf("QUEUE_DEPTH_WARNING");
  const set = (value: number | null, reason?: string) =>
    staff.mutation(setSetting, { key: "QUEUE_DEPTH_WARNING", value, reason });
  expect(await set(80, " A busy season ")).toEqual({ changed: true });
  expect(await set(80)).toEqual({ changed: false });
  expect(await settingOf("QUEUE_DEPTH_WARNING")).toBe(80);
  const listed = await staff.query(getSettings, {});
  expect(listed.find(({ key }) => key === "QUEUE_DEPTH_WARNING")).toMatchObject({
    updatedByName: "Stella Staff",
    updatedAt: expect.any(Number),
  });
  await set(null);
  expect(await set(null)).toEqual({ changed: false });
  expect(await settingOf("QUEUE_DEPTH_WARNING")).toBe(before);
  const { page } = await staff.query(listChanges, { paginationOpts: { numItems: 9, cursor: null } });
  expect(page).toMatchObject([
    { by: "Stella Staff", key: "QUEUE_DEPTH_WARNING", from: 80, to: null },
    { by: "Stella Staff", from: null, to: 80, reason: "A busy season" },
  ]);

  const refused = (key: string, value: number, says: string) =>
    expect(staff.mutation(setSetting, { key, value })).rejects.toMatchObject({
      data: { code: "invalid_argument", message: expect.stringContaining(says) },
    });
  await refused("NO_SUCH_SETTING", 1, "NO_SUCH_SETTING");
  await refused("QUEUE_DEPTH_WARNING", -1, "Queue depth warning must be between 1 and 100,000");
  await refused("FAILURE_RATE_WARNING_THRESHOLD", 0.9, "must not exceed");
});

test("a stored value that is not allowed any more does not hold, and is shown as ignored", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const key = "QUEUE_DEPTH_WARNING";
  await t.run((ctx) =>
    ctx.db.insert("platformSettings", { key, value: -5, updatedBy: "older", updatedAt: 0 }),
  );
  const shown = async () =>
    (await staff.query(api.models.settings.getSettings, {})).find((setting) => setting.key === key);
  expect(await shown()).toMatchObject({ value: 50, ignored: -5, updatedByName: "Staff" });
  await staff.mutation(api.models.settings.setSetting, { key, value: null });
  expect(await shown()).toEqual({ key, value: 50 });
});

test("a club's model is used for its notes, the platform's for the others", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const config = { feature: "voice_transcription", provider: "openai", enabled: true } as const;
  const { setConfig, getConfigForFeatureInternal } = internal.models.aiModelConfig;
  await t.mutation(setConfig, { ...config, model: "whisper-1" });
  await t.mutation(setConfig, { ...config, organizationId: "org-grange", model: "gpt-4o-mini-transcribe" });
  const feature = { feature: config.feature };
  expect(await t.query(getConfigForFeatureInternal, feature)).toMatchObject({ model: "whisper-1" });

  const { artifactDocId } = await sendSample(t, club, "one-player");
  await settle(t);
  const { artifact, transcripts, usage } = await recordsOf(t, artifactDocId);
  expect(artifact.status).toBe("completed");
  expect(transcripts[0]).toMatchObject({ modelUsed: "gpt-4o-mini-transcribe", duration: 5.99 });
  expect(transcripts[0]?.segments).toHaveLength(1);
  expect(transcripts[0]?.confidence).toBeLessThan(1);
  expect(usage.find((row) => row.operation === "voice_transcription")?.cost).toBe(300);

  await t.mutation(setConfig, { ...config, organizationId: "org-grange", model: "x", enabled: false });
  const ofClub = { ...feature, organizationId: "org-grange" };
  expect(await t.query(getConfigForFeatureInternal, ofClub)).toMatchObject({ model: "whisper-1" });
});

test("staff see the breaker and close it by hand, once told and once recorded", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const { getPlatformServiceHealth, forceResetCircuitBreaker } = api.models.aiServiceHealth;
  const state = async () => (await staff.query(getPlatformServiceHealth, {}))[0]?.circuitBreakerState;
  expect(await state()).toBe("closed");
  simulator().faults.set([{ kind: "server_error", target: "chat" }]);
  for (let note = 0; note < 5; note += 1) {
    await sendText(t, club, `Aoife Kelly was brilliant in goal, part ${note}.`);
  }
  await settle(t);
  expect(await state()).toBe("open");
  await staff.mutation(forceResetCircuitBreaker, { provider: "openai" });
  await staff.mutation(forceResetCircuitBreaker, { provider: "openai" });
  expect(await state()).toBe("closed");
  await settle(t);
  const events = await t.run((ctx) => ctx.db.query("voicePipelineEvents").collect());
  const changes = events.map((event) => event.eventType).filter((type) => type.startsWith("circuit"));
  expect(changes).toEqual(["circuit_breaker_opened", "circuit_breaker_closed"]);
});

test("CO-012: a coach takes back what was saved, without asking or by a confirmation", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  await t.run(async (ctx) => {
    const row = await ctx.db.query("organizations").first();
    if (row) await ctx.db.patch("organizations", row._id, { autoApplyTopics: ["performance"] });
  });
  await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
  const asked = await sendSample(t, club, "injury");
  await settle(t);
  const { drafts } = await recordsOf(t, asked.artifactDocId);
  const draftIds = drafts.map((draft) => draft._id);
  const confirmed = { coachUserId: club.coachUserId, draftIds, now: Date.now() };
  await t.run((ctx) => confirmDrafts(ctx, confirmed));

  const coach = await asCoach(t, club.coachUserId);
  const { getMyInsights } = api.models.voiceNoteInsights;
  const { undoSaved } = api.models.coachNotes;
  const mine = () => coach.query(getMyInsights, { organizationId: club.organizationId });
  const [injury, performance] = await mine();
  if (!injury || !performance) throw new Error("Two insights were expected.");
  const draftOf = (insightId: typeof performance._id) =>
    t.run(async (ctx) => {
      const insight = await ctx.db.get("voiceNoteInsights", insightId);
      if (!insight) throw new Error("The insight is gone.");
      return insight.draftId;
    });
  const draftId = await draftOf(performance._id);
  expect(await coach.mutation(undoSaved, { draftId })).toBe(true);
  expect(await coach.mutation(undoSaved, { draftId })).toBe(false);
  expect((await mine()).map((insight) => insight.category)).toEqual(["injury"]);
  const undone = await t.run((ctx) => ctx.db.query("autoAppliedInsights").collect());
  expect(undone[0]?.undoneAt).toBeGreaterThan(0);
  expect(await coach.mutation(undoSaved, { draftId: await draftOf(injury._id) })).toBe(true);
  expect(await mine()).toEqual([]);
  const stranger = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
  const other = await asCoach(t, stranger.coachUserId);
  await expect(other.mutation(undoSaved, { draftId })).rejects.toMatchObject({
    data: { code: "not_found" },
  });
});
