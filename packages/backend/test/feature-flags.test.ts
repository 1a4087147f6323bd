// @vitest-environment node
import { expect, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { runsV2 } from "../convex/lib/host/featureFlags";
import { asStaff, type Backend, createBackend, type SeededClub, seedClub, signIn } from "./harness";

const KEY = "voice_notes_v2";
const VARIABLE = "FEATURE_FLAG_VOICE_NOTES_V2";
const { setFlag, explainFlag, listFlags, listOverrides, listChanges } = api.models.featureFlags;
const PLATFORM = { scope: "platform" } as const;
const FIRST_PAGE = { numItems: 10, cursor: null };

const clubTarget = ({ organizationId }: SeededClub) => ({ scope: "organization" as const, organizationId });
const coachTarget = ({ coachUserId }: SeededClub) => ({ scope: "user" as const, userId: coachUserId });
const isOn = (t: Backend, { coachUserId: userId, organizationId }: SeededClub) =>
  t.run((ctx) => runsV2(ctx.db, { userId, organizationId }));

async function world() {
  const t = createBackend();
  const club = await seedClub(t, { v2: false });
  const other = await seedClub(t, { v2: false, organizationId: "org-other", phone: "+353861230000" });
  return { t, club, other, staff: await asStaff(t) };
}

test("DP-001: a fresh deployment has it off, for everybody", async () => {
  const { t, club, staff } = await world();
  expect(await isOn(t, club)).toBe(false);
  const subject = { key: KEY, organizationId: club.organizationId, userId: club.coachUserId } as const;
  expect(await staff.query(explainFlag, subject)).toEqual({
    enabled: false,
    decidedBy: "default",
    levels: [
      { level: "variable", state: "not_set" },
      { level: "user", state: "not_set" },
      { level: "organization", state: "not_set" },
      { level: "platform", state: "not_set" },
      { level: "default", state: "off" },
    ],
  });
});

test("DP-003: an organisation is switched on alone, and off on a platform that is on", async () => {
  const { t, club, other, staff } = await world();
  await staff.mutation(setFlag, { key: KEY, target: clubTarget(club), enabled: true });
  expect([await isOn(t, club), await isOn(t, other)]).toEqual([true, false]);
  await staff.mutation(setFlag, { key: KEY, target: PLATFORM, enabled: true });
  await staff.mutation(setFlag, { key: KEY, target: clubTarget(club), enabled: false });
  expect([await isOn(t, club), await isOn(t, other)]).toEqual([false, true]);
  await staff.mutation(setFlag, { key: KEY, target: clubTarget(club), enabled: null });
  expect(await isOn(t, club)).toBe(true);
});

test("DP-004: a coach is switched on alone, and wins over the organisation", async () => {
  const { t, club, other, staff } = await world();
  await staff.mutation(setFlag, { key: KEY, target: coachTarget(club), enabled: true });
  await staff.mutation(setFlag, { key: KEY, target: clubTarget(club), enabled: false });
  expect([await isOn(t, club), await isOn(t, other)]).toEqual([true, false]);
  const subject = { key: KEY, organizationId: club.organizationId, userId: club.coachUserId } as const;
  expect(await staff.query(explainFlag, subject)).toMatchObject({ enabled: true, decidedBy: "user" });
  // Nobody in particular is asked about.
  expect(await staff.query(explainFlag, { key: KEY })).toMatchObject({
    enabled: false,
    decidedBy: "default",
  });
});

test("the variable wins over every row, both ways; one that cannot be read is ignored and shown", async () => {
  const { t, club, staff } = await world();
  await staff.mutation(setFlag, { key: KEY, target: coachTarget(club), enabled: true });
  const shown = async () => (await staff.query(listFlags, {}))[0];
  try {
    vi.stubEnv(VARIABLE, "off");
    expect(await isOn(t, club)).toBe(false);
    expect(await shown()).toMatchObject({ variable: VARIABLE, variableState: "off", platform: null });
    vi.stubEnv(VARIABLE, "true");
    await staff.mutation(setFlag, { key: KEY, target: coachTarget(club), enabled: false });
    expect(await isOn(t, club)).toBe(true);
    vi.stubEnv(VARIABLE, "flase");
    expect(await isOn(t, club)).toBe(false);
    expect(await shown()).toMatchObject({ variableState: "unreadable" });
  } finally {
    vi.unstubAllEnvs();
  }
});

test("a note whose club is not known yet runs only if it would in each of the coach's clubs", async () => {
  const { t, club, other, staff } = await world();
  await t.run((ctx) =>
    ctx.db.insert("teamCoaches", {
      teamId: other.teamId,
      coachUserId: club.coachUserId,
      organizationId: other.organizationId,
    }),
  );
  const unrouted = () => t.run((ctx) => runsV2(ctx.db, { userId: club.coachUserId }));
  await staff.mutation(setFlag, { key: KEY, target: clubTarget(club), enabled: true });
  expect(await unrouted()).toBe(false);
  await staff.mutation(setFlag, { key: KEY, target: clubTarget(other), enabled: true });
  expect(await unrouted()).toBe(true);
});

test("every change is on the record, once, with who, from, to and why", async () => {
  const { t, club, staff } = await world();
  const set = (enabled: boolean | null, reason?: string) =>
    staff.mutation(setFlag, { key: KEY, target: clubTarget(club), enabled, reason });
  expect(await set(true, "  Pilot club  ")).toEqual({ changed: true });
  expect(await set(true)).toEqual({ changed: false });
  expect(await set(null)).toEqual({ changed: true });
  expect(await set(null)).toEqual({ changed: false });
  await staff.mutation(setFlag, { key: KEY, target: coachTarget(club), enabled: false });
  await t.mutation(internal.models.featureFlags.setForPlatform, { key: KEY, enabled: true });

  const { page } = await staff.query(listChanges, { paginationOpts: FIRST_PAGE });
  expect(page).toMatchObject([
    { by: "An operator", scope: "platform", from: null, to: true },
    { by: "Stella Staff", scope: "user", scopeName: "Carla Coach", from: null, to: false },
    { by: "Stella Staff", scope: "organization", scopeName: "Grange GAA", from: true, to: null },
    { scope: "organization", from: null, to: true, reason: "Pilot club" },
  ]);
  expect(page[0]?.scopeName).toBeUndefined();
  const first = await staff.query(listChanges, { paginationOpts: { numItems: 3, cursor: null } });
  expect(first).toMatchObject({ isDone: false });
  const rest = await staff.query(listChanges, {
    paginationOpts: { numItems: 3, cursor: first.continueCursor },
  });
  expect([...first.page, ...rest.page]).toEqual(page);
});

test("rows are listed by scope, with names, and leave none behind when cleared", async () => {
  const { club, other, staff } = await world();
  for (const each of [club, other]) {
    await staff.mutation(setFlag, { key: KEY, target: clubTarget(each), enabled: each === club });
  }
  await staff.mutation(setFlag, { key: KEY, target: coachTarget(club), enabled: true });
  const overrides = async (scope: "organization" | "user") =>
    (await staff.query(listOverrides, { key: KEY, scope, paginationOpts: FIRST_PAGE })).page;
  expect(await overrides("organization")).toMatchObject([
    { name: "Grange GAA", enabled: false, target: clubTarget(other), updatedByName: "Stella Staff" },
    { name: "Grange GAA", enabled: true, target: clubTarget(club) },
  ]);
  expect(await overrides("user")).toMatchObject([{ name: "Carla Coach", enabled: true }]);
  await staff.mutation(setFlag, { key: KEY, target: coachTarget(club), enabled: null });
  expect(await overrides("user")).toEqual([]);
});

test("a flag is not set for what there is not, and a reason is no essay", async () => {
  const { t, staff } = await world();
  const nowhere = { scope: "organization" as const, organizationId: "org-nowhere" };
  await expect(staff.mutation(setFlag, { key: KEY, target: nowhere, enabled: true })).rejects.toMatchObject({
    data: { code: "not_found" },
  });
  const admin = await t.run((ctx) =>
    ctx.db.insert("users", { roles: ["admin"], createdAt: 0, updatedAt: 0 }),
  );
  const noCoach = { scope: "user" as const, userId: admin };
  await expect(staff.mutation(setFlag, { key: KEY, target: noCoach, enabled: true })).rejects.toMatchObject({
    data: { code: "not_found" },
  });
  const reason = "x".repeat(501);
  await expect(
    staff.mutation(setFlag, { key: KEY, target: PLATFORM, enabled: true, reason }),
  ).rejects.toMatchObject({ data: { code: "invalid_argument" } });
  const { caller } = await signIn(t, { name: "Nobody", isPlatformStaff: false });
  await expect(caller.mutation(setFlag, { key: KEY, target: PLATFORM, enabled: true })).rejects.toMatchObject(
    { data: { code: "not_platform_staff" } },
  );
  expect(await t.run((ctx) => ctx.db.query("featureFlags").take(5))).toEqual([]);
});

test("a club's coaches are listed for choosing one, each once", async () => {
  const { t, club, staff } = await world();
  const teamId = await t.run((ctx) =>
    ctx.db.insert("teams", {
      organizationId: club.organizationId,
      name: "Senior",
      ageGroup: "senior",
      sport: "hurling",
      createdAt: 0,
    }),
  );
  const { coachUserId, organizationId } = club;
  await t.run((ctx) => ctx.db.insert("teamCoaches", { teamId, coachUserId, organizationId }));
  expect(await staff.query(api.models.clubs.listCoaches, { organizationId })).toEqual([
    { userId: coachUserId, name: "Carla Coach" },
  ]);
});
