// @vitest-environment node
import { EXTRACTION_VERSION } from "@voice-flow/domain/claims/prompt";
import { labelledNoteSchema } from "@voice-flow/domain/quality/labelled-note";
import { describe, expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { confirmDrafts, rejectDrafts } from "../convex/lib/pipeline/decideDrafts";
import { asCoach, asStaff, type Backend, createBackend, type SeededClub, seedClub, settle } from "./harness";
import { rollUpAll } from "./metrics";
import { recordsOf, sendText, useProviders } from "./providers";

useProviders();

const NOTE =
  "Aoife Kelly's hamstring is tight. Niamh Walsh was brilliant in goal. Cian Doyle was late again.";

/** A note whose first draft was confirmed and whose second was rejected; the third waits. */
async function decideOn(t: Backend, club: SeededClub) {
  const { artifactDocId } = await sendText(t, club, NOTE);
  await settle(t);
  const { drafts, events } = await recordsOf(t, artifactDocId);
  const [first, second] = drafts;
  if (!first || !second) throw new Error("The note has two drafts.");
  const answer = { coachUserId: club.coachUserId, now: Date.now() };
  await t.run(async (ctx) => {
    await confirmDrafts(ctx, { ...answer, draftIds: [first._id] });
    await rejectDrafts(ctx, { ...answer, draftIds: [second._id] });
  });
  await settle(t);
  return { artifactDocId, drafts, events };
}

describe("the quality of a model", () => {
  test("is what coaches did with its claims, per prompt version and club", async () => {
    const t = createBackend();
    const staff = await asStaff(t);
    const club = await seedClub(t);
    const { drafts } = await decideOn(t, club);
    await rollUpAll(t);
    const read = (organizationId?: string) =>
      staff.query(api.models.modelQuality.getModelQuality, { range: "24h", now: Date.now(), organizationId });
    const { rows } = await read();
    expect(rows).toEqual([
      expect.objectContaining({
        model: "gpt-4o",
        version: EXTRACTION_VERSION,
        notes: 1,
        drafts: drafts.length,
        confirmed: 1,
        corrected: 0,
        rejected: 1,
      }),
    ]);
    expect(rows[0]?.aiCost).toBeGreaterThan(0);
    expect(rows[0]?.p95).toBeGreaterThan(0);
    expect((await read(club.organizationId)).rows).toEqual(rows);
    expect((await read("another-club")).rows).toEqual([]);
  });
});

describe("what was saved without asking", () => {
  test("counts as undone once the coach takes it back", async () => {
    const t = createBackend();
    const staff = await asStaff(t);
    const club = await seedClub(t);
    await t.run(async (ctx) => {
      const row = await ctx.db
        .query("organizations")
        .withIndex("by_organizationId", (q) => q.eq("organizationId", club.organizationId))
        .unique();
      if (row) await ctx.db.patch("organizations", row._id, { autoApplyTopics: ["performance"] });
    });
    await sendText(t, club, NOTE);
    await settle(t);
    const coach = await asCoach(t, club.coachUserId);
    const [saved] = await coach.query(api.models.voiceNoteInsights.getMyInsights, {
      organizationId: club.organizationId,
    });
    if (!saved) throw new Error("The praise is saved without asking.");
    const insight = await t.run(async (ctx) => ctx.db.get("voiceNoteInsights", saved._id));
    if (!insight) throw new Error("The insight is gone.");
    await coach.mutation(api.models.coachNotes.undoSaved, { draftId: insight.draftId });
    await settle(t);
    await rollUpAll(t);
    const { rows } = await staff.query(api.models.modelQuality.getModelQuality, {
      range: "24h",
      now: Date.now(),
    });
    expect(rows).toEqual([expect.objectContaining({ unasked: 1, undone: 1, confirmed: 0 })]);
  });
});

describe("the export of decisions", () => {
  const exported = async (t: Backend, organizationId: string) => {
    const lines = await t.action(internal.models.decisionExports.exportDecisions, {
      organizationId,
      operator: "someone on duty",
    });
    return lines.map((line) => labelledNoteSchema.parse(JSON.parse(line)));
  };

  test("has what was decided as labels, without a name, and is on the record", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const { drafts } = await decideOn(t, club);
    const notes = await exported(t, club.organizationId);
    expect(notes).toHaveLength(1);
    const [note] = notes;
    expect(note?.expected.map(({ topics }) => topics[0])).toEqual([drafts[0]?.topic]);
    expect(note?.forbidden.map(({ topics }) => topics)).toEqual([[drafts[1]?.topic]]);
    expect(note?.allowed).toHaveLength(drafts.length - 2);
    const text = JSON.stringify(notes);
    for (const name of ["Aoife", "Kelly", "Niamh", "Walsh", "Cian", "Doyle"])
      expect(text).not.toContain(name);
    const audit = await t.run((ctx) => ctx.db.query("auditLog").collect());
    expect(audit).toContainEqual(
      expect.objectContaining({ action: "decisions_exported", actorAuthUserId: "operator:someone on duty" }),
    );
  });

  test("leaves other clubs and undecided notes out", async () => {
    const t = createBackend();
    const club = await seedClub(t);
    const other = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
    await decideOn(t, other);
    await sendText(t, club, NOTE);
    await settle(t);
    expect(await exported(t, club.organizationId)).toEqual([]);
  });
});
