// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { asCoach, asStaff, type Backend, createBackend, type SeededClub, seedClub, settle } from "./harness";
import { recordsOf, sendSample, sendText, useProviders } from "./providers";

useProviders();

const DAY_MS = 86_400_000;
const { adjustThresholds } = internal.models.insightThresholds;
const { listForOrganization, resetThreshold, listChanges } = api.models.insightThresholds;

async function setTopics(t: Backend, { organizationId }: SeededClub, autoApplyTopics: "performance"[]) {
  await t.run(async (ctx) => {
    const club = await ctx.db
      .query("organizations")
      .withIndex("by_organizationId", (q) => q.eq("organizationId", organizationId))
      .unique();
    if (club) await ctx.db.patch("organizations", club._id, { autoApplyTopics });
  });
}

let sentences = 0;
/** A note on the topic `performance`; its one draft. */
async function performanceDraft(t: Backend, club: SeededClub) {
  sentences += 1;
  const text = `Aoife Kelly was brilliant in goal tonight, for the ${sentences}. time.`;
  const { artifactDocId } = await sendText(t, club, text);
  await settle(t);
  const { drafts } = await recordsOf(t, artifactDocId);
  const [draft] = drafts;
  if (draft?.topic !== "performance") throw new Error("A draft on performance was expected.");
  return draft;
}

/** A club that has `performance` applied without asking, with a history of it. */
/** `told`: of how many the coach saw the message; of all of them by default. */
type History = { applied: number; undone: number; told?: number; daysAgo?: number };

async function world(history: History) {
  const t = createBackend();
  const club = await seedClub(t);
  await setTopics(t, club, ["performance"]);
  const draft = await performanceDraft(t, club);
  const staff = await asStaff(t);
  await addHistory(t, history);
  const threshold = async () =>
    (await staff.query(listForOrganization, { organizationId: club.organizationId })).find(
      ({ topic }) => topic === "performance",
    );
  return { t, club, draft, staff, threshold };
}

/** Copies of the one row that is there, which then goes. */
async function addHistory(t: Backend, { applied, undone, told = applied, daysAgo = 2 }: History) {
  await t.run(async (ctx) => {
    const row = await ctx.db.query("autoAppliedInsights").first();
    if (!row) throw new Error("Nothing was applied without asking.");
    const { _id, _creationTime, ...fields } = row;
    const appliedAt = Date.now() - daysAgo * DAY_MS;
    for (let index = 0; index < applied; index += 1) {
      const shownAt = index < told ? appliedAt + 500 : undefined;
      const undoneAt = index < undone ? appliedAt + 1000 : undefined;
      await ctx.db.insert("autoAppliedInsights", {
        ...fields,
        appliedAt: appliedAt + index,
        shownAt,
        undoneAt,
      });
    }
    await ctx.db.delete("autoAppliedInsights", _id);
  });
}

async function calibrate(t: Backend) {
  await t.mutation(adjustThresholds, {});
  await settle(t);
}

test("TC-WA-080 TC-WA-081 TC-WA-082: applied only for a topic that the club has switched on, and never an injury", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  expect(await performanceDraft(t, club)).toMatchObject({
    status: "pending",
    confirmationReason: "auto_apply_off",
  });
  await setTopics(t, club, ["performance"]);
  const applied = await performanceDraft(t, club);
  expect(applied).toMatchObject({ status: "applied", requiresConfirmation: false });
  const coach = await asCoach(t, club.coachUserId);
  const { getMyInsights } = api.models.voiceNoteInsights;
  const { undoSaved } = api.models.coachNotes;
  const mine = () => coach.query(getMyInsights, { organizationId: club.organizationId });
  const [insight] = await mine();
  if (!insight) throw new Error("An insight was expected.");
  if (!applied) throw new Error("A draft was expected.");
  await coach.mutation(undoSaved, { draftId: applied._id });
  expect(await mine()).toEqual([]);
  await t.run(async (ctx) => {
    const row = await ctx.db.query("organizations").first();
    if (row) await ctx.db.patch("organizations", row._id, { autoApplyTopics: ["injury"] });
  });
  const injury = await sendSample(t, club, "injury");
  await settle(t);
  const { drafts } = await recordsOf(t, injury.artifactDocId);
  expect(drafts).toMatchObject([{ status: "pending", confirmationReason: "sensitive_topic" }]);
});

test("nothing undone in 30 days lowers the threshold by a step, once a day, on the record", async () => {
  const { t, staff, threshold } = await world({ applied: 12, undone: 0 });
  expect(await threshold()).toEqual({ topic: "performance", autoApply: true, threshold: 0.85 });
  await calibrate(t);
  await calibrate(t);
  expect(await threshold()).toMatchObject({ threshold: 0.8, calibrated: { applied: 12, undone: 0 } });
  const { page } = await staff.query(listChanges, { paginationOpts: { numItems: 10, cursor: null } });
  expect(page).toMatchObject([
    { by: "Daily calibration", key: "performance", scopeName: "Grange GAA", from: 0.85, to: 0.8 },
  ]);
  const beats = await staff.query(api.models.heartbeats.list, { now: Date.now() });
  expect(beats.find(({ name }) => name === "adjust-insight-thresholds")).toMatchObject({
    status: "ok",
    lastRows: 0,
  });
});

test("the same evidence does not count again on another day, and new evidence does", async () => {
  const { t, threshold } = await world({ applied: 12, undone: 0 });
  await calibrate(t);
  const yesterday = () =>
    t.run(async (ctx) => {
      const row = await ctx.db.query("autoApplyThresholds").first();
      if (row) await ctx.db.patch("autoApplyThresholds", row._id, { changedAt: Date.now() - DAY_MS });
    });
  await yesterday();
  await calibrate(t);
  expect(await threshold()).toMatchObject({ threshold: 0.8 });
  await addHistory(t, { applied: 10, undone: 5, daysAgo: 0.5 });
  await calibrate(t);
  expect(await threshold()).toMatchObject({ threshold: 0.85, calibrated: { applied: 10, undone: 5 } });
});

test.each([
  ["nine", { applied: 9, undone: 0 }],
  ["more than thirty days old", { applied: 50, undone: 50, daysAgo: 31 }],
  ["nine that the coach has seen, among fifty", { applied: 50, undone: 0, told: 9 }],
  ["between three and ten per cent undone", { applied: 20, undone: 1 }],
])("%s leave the threshold alone", async (_case, history) => {
  const { t, threshold } = await world(history);
  await calibrate(t);
  expect(await threshold()).toEqual({ topic: "performance", autoApply: true, threshold: 0.85 });
});

test("the calibrated threshold is what drafting uses, for that club and topic alone", async () => {
  const { t, club, draft, staff, threshold } = await world({ applied: 20, undone: 10 });
  // As low as the draft's own confidence, so that a step up is above it.
  const base = Math.floor(draft.overallConfidence * 100) / 100;
  const { setSetting } = api.models.settings;
  await staff.mutation(setSetting, { key: "CALIBRATION_MAX_THRESHOLD", value: 1 });
  await staff.mutation(setSetting, { key: "AUTO_APPLY_THRESHOLD", value: base });
  expect(await performanceDraft(t, club)).toMatchObject({ status: "applied" });
  await calibrate(t);
  expect((await threshold())?.threshold).toBeGreaterThan(draft.overallConfidence);
  expect(await performanceDraft(t, club)).toMatchObject({
    status: "pending",
    confirmationReason: "low_confidence",
  });
  const other = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
  await setTopics(t, other, ["performance"]);
  expect(await performanceDraft(t, other)).toMatchObject({ status: "applied" });
  // A value that staff set resets the calibration.
  await staff.mutation(setSetting, { key: "AUTO_APPLY_THRESHOLD", value: base - 0.01 });
  expect(await threshold()).not.toHaveProperty("calibrated");
  expect(await performanceDraft(t, club)).toMatchObject({ status: "applied" });
});

test("staff take a calibration back, on the record, once", async () => {
  const { t, club, staff, threshold } = await world({ applied: 12, undone: 0 });
  await calibrate(t);
  const reset = { organizationId: club.organizationId, topic: "performance" as const, reason: "Too bold" };
  expect(await staff.mutation(resetThreshold, reset)).toEqual({ changed: true });
  expect(await staff.mutation(resetThreshold, reset)).toEqual({ changed: false });
  expect(await threshold()).toEqual({ topic: "performance", autoApply: true, threshold: 0.85 });
  const { page } = await staff.query(listChanges, { paginationOpts: { numItems: 10, cursor: null } });
  expect(page).toMatchObject([{ by: "Stella Staff", from: 0.8, to: null, reason: "Too bold" }, { to: 0.8 }]);
});

test("many clubs are calibrated in steps, each bounded", async () => {
  const { t, threshold } = await world({ applied: 250, undone: 0 });
  for (let index = 0; index < 7; index += 1) {
    const organizationId = `org-a${index}`;
    await seedClub(t, { organizationId, phone: `+35386199000${index}`, roster: [] });
  }
  await calibrate(t);
  // The newest are enough to know.
  expect(await threshold()).toMatchObject({ threshold: 0.8, calibrated: { applied: 200 } });
  const beat = await t.run(async (ctx) =>
    ctx.db
      .query("heartbeats")
      .withIndex("by_name", (q) => q.eq("name", "adjust-insight-thresholds"))
      .unique(),
  );
  expect(beat).toMatchObject({ lastOk: true, lastRows: 1, lastSteps: 3 });
});
