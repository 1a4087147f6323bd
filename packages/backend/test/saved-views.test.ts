import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import { asCoach, asStaff, createBackend, seedClub } from "./harness";

const views = api.models.savedViews;
const refusal = (code: string) => ({ data: { code } });
const aView = (name: string, search = "status=failed") => ({
  page: "artifacts" as const,
  name,
  search,
  columns: ["id", "status"],
});

test("a view is kept, replaced under its name, renamed and deleted by its owner alone", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const colleague = await asStaff(t);
  const viewId = await staff.mutation(views.save, aView("  Failures of Grange "));
  expect(await staff.mutation(views.save, aView("Failures of Grange", "club=org-1"))).toBe(viewId);
  expect(await staff.query(views.list, { page: "artifacts" })).toEqual([
    { _id: viewId, ...aView("Failures of Grange", "club=org-1") },
  ]);
  expect(await colleague.query(views.list, { page: "artifacts" })).toEqual([]);
  for (const call of [
    colleague.mutation(views.rename, { viewId, name: "Mine" }),
    colleague.mutation(views.remove, { viewId }),
  ]) {
    await expect(call).rejects.toMatchObject(refusal("not_found"));
  }
  await staff.mutation(views.save, aView("Another"));
  await expect(staff.mutation(views.rename, { viewId, name: "Another" })).rejects.toMatchObject(
    refusal("invalid_argument"),
  );
  await staff.mutation(views.rename, { viewId, name: "Grange" });
  await staff.mutation(views.rename, { viewId, name: "Grange" });
  expect((await staff.query(views.list, { page: "artifacts" })).map(({ name }) => name)).toEqual([
    "Another",
    "Grange",
  ]);
  await staff.mutation(views.remove, { viewId });
  expect(await staff.query(views.list, { page: "artifacts" })).toHaveLength(1);
});

test("nobody keeps more than 50 views, or one that is too long; a coach keeps none", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  for (let view = 0; view < 50; view += 1) await staff.mutation(views.save, aView(`View ${view}`));
  await expect(staff.mutation(views.save, aView("One more"))).rejects.toMatchObject({
    data: { message: expect.stringContaining("delete one first") },
  });
  // One that exists can still be replaced.
  await staff.mutation(views.save, aView("View 7", "status=completed"));
  for (const view of [aView(" "), aView("x".repeat(61)), aView("View 7", "q=".padEnd(2_001, "a"))]) {
    await expect(staff.mutation(views.save, view)).rejects.toMatchObject(refusal("invalid_argument"));
  }
  const coach = await asCoach(t, (await seedClub(t)).coachUserId);
  await expect(coach.query(views.list, { page: "artifacts" })).rejects.toMatchObject(
    refusal("not_platform_staff"),
  );
});

test("two views that an erased name has left alike can still be replaced, renamed and deleted", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const [first, second] = [
    await staff.mutation(views.save, aView("A")),
    await staff.mutation(views.save, aView("B")),
  ];
  await t.run(async (ctx) => {
    for (const id of [first, second]) await ctx.db.patch("savedViews", id, { name: "[erased]" });
  });
  expect(await staff.mutation(views.save, aView("[erased]", "club=org-1"))).toBe(first);
  await staff.mutation(views.rename, { viewId: second, name: "Mine" });
  await staff.mutation(views.remove, { viewId: first });
  expect((await staff.query(views.list, { page: "artifacts" })).map(({ name }) => name)).toEqual(["Mine"]);
});
