// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { COUNTED_PER_STEP, countStep } from "../convex/lib/pipeline/waitingForCoaches";
import { asStaff, createBackend } from "./harness";
import { HOUR, TEN_OCLOCK } from "./metrics";
import { storeWaiting } from "./waiting";

const { getWaiting, getWaitingNotes } = api.models.waitingForCoaches;
const count = internal.models.waitingForCoaches.countWaiting;

test("what waits for coaches is counted by note, draft, question and name, with the oldest of each", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  expect(await staff.query(getWaiting, {})).toEqual({
    drafts: 0,
    notesWithDrafts: 0,
    askedNotes: 0,
    openNames: 0,
    countedAt: null,
  });
  await storeWaiting(t, { drafts: 7, perNote: 3, asked: 2, names: 5, now: TEN_OCLOCK });
  // Before a count has seen it, what is there is known to be there.
  expect(await staff.query(getWaiting, {})).toMatchObject({ drafts: 1, notesWithDrafts: 1, openNames: 1 });
  await t.action(count, {});
  expect(await staff.query(getWaiting, {})).toMatchObject({
    drafts: 7,
    notesWithDrafts: 3,
    askedNotes: 2,
    openNames: 5,
    countedAt: expect.any(Number),
    oldestDraftSince: TEN_OCLOCK - 2 * HOUR,
    oldestAskedSince: TEN_OCLOCK - HOUR,
    oldestNameSince: TEN_OCLOCK - 4 * HOUR,
  });
  // Everything is decided: nobody is told of drafts until the next count.
  await t.run(async (ctx) => {
    for (const draft of await ctx.db.query("insightDrafts").collect()) {
      await ctx.db.patch("insightDrafts", draft._id, { status: "rejected" });
    }
  });
  expect(await staff.query(getWaiting, {})).toMatchObject({ drafts: 0, notesWithDrafts: 0, askedNotes: 2 });
});

test("a count goes through as many pages as there are, and a note whose drafts lie on two of them counts once", async () => {
  const t = createBackend();
  await storeWaiting(t, { drafts: COUNTED_PER_STEP + 3, perNote: 4, now: TEN_OCLOCK });
  const steps = await t.run(async (ctx) => {
    const first = await countStep(ctx.db, "drafts", null, undefined);
    return first;
  });
  expect(steps).toMatchObject({ rows: COUNTED_PER_STEP, notes: COUNTED_PER_STEP / 4 });
  await t.action(count, {});
  const staff = await asStaff(t);
  expect(await staff.query(getWaiting, {})).toMatchObject({
    drafts: COUNTED_PER_STEP + 3,
    notesWithDrafts: COUNTED_PER_STEP / 4 + 1,
  });
}, 60_000);

test("the notes that have waited longest come first, and a long list says that there are more", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: 200 } });
  const staff = await asStaff(t);
  const ids = await storeWaiting(t, { drafts: 6, perNote: 2, asked: 1, now: TEN_OCLOCK });
  const { notes, truncated } = await staff.query(getWaitingNotes, {});
  expect(truncated).toBe(false);
  expect(notes.map(({ waitsFor, drafts, since }) => [waitsFor, drafts, since])).toEqual([
    ["decision", 2, TEN_OCLOCK - 2 * HOUR],
    ["decision", 2, TEN_OCLOCK - HOUR],
    ["answer", 0, TEN_OCLOCK],
    ["decision", 2, TEN_OCLOCK],
  ]);
  expect(
    notes.flatMap(({ waitsFor, artifact }) => (waitsFor === "decision" ? [artifact.artifactId] : [])),
  ).toEqual(ids);
  await storeWaiting(t, { drafts: 100, perNote: 2, asked: 50, now: TEN_OCLOCK });
  const many = await staff.query(getWaitingNotes, {});
  expect(many.truncated).toBe(true);
  expect(many.notes.length).toBe(40);
});
