import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import { asCoach, asStaff, createBackend, seedClub, settle } from "./harness";

test("staff are signed in as staff, coaches as coaches, everybody else not at all", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const coach = await asCoach(t, club.coachUserId);

  expect(await t.query(api.models.platform.getViewer, {})).toEqual({ kind: "signed_out" });
  expect(await staff.query(api.models.platform.getViewer, {})).toMatchObject({ isPlatformStaff: true });
  expect(await coach.query(api.models.platform.getViewer, {})).toMatchObject({ isPlatformStaff: false });
  await settle(t);
});
