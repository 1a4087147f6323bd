import { expect, test } from "vitest";
import { asCoach, asStaff, createBackend, seedClub } from "../../test/harness";
import { api, internal } from "../_generated/api";

test("TC-WA-004: a coach is found by phone however the number is written", async () => {
  const t = createBackend();
  const { coachUserId, phone } = await seedClub(t);
  for (const written of [phone, `whatsapp:${phone}`, "086 123 4567", "00353861234567"]) {
    const found = await t.query(internal.models.users.getByPhone, { phone: written });
    expect(found?.userId).toBe(coachUserId);
  }
  expect(await t.query(internal.models.users.getByPhone, { phone: "nobody" })).toBeNull();
});

test("a coach sees and changes their own profile", async () => {
  const t = createBackend();
  const coach = await asCoach(t, (await seedClub(t)).coachUserId);
  const change = { firstName: " Gráinne ", lastName: "O'Malley" };
  await coach.mutation(api.models.users.updateOwnProfile, change);
  expect(await coach.query(api.models.users.getOwnProfile, {})).toEqual({
    firstName: "Gráinne",
    lastName: "O'Malley",
    phone: "+353861234567",
    clubs: ["Grange GAA"],
    subscriptionStatus: null,
  });
  const nameless = { firstName: "  ", lastName: "" };
  await expect(coach.mutation(api.models.users.updateOwnProfile, nameless)).rejects.toThrow(
    /invalid_argument/,
  );
});

test("registering a coach twice by the same number makes one", async () => {
  const t = createBackend();
  const { teamId } = await seedClub(t);
  const coach = { phone: "+353869999999", firstName: "Nuala", lastName: "Keogh", teamIds: [teamId], now: 1 };
  const first = await t.mutation(internal.models.users.registerCoach, coach);
  const spaced = { ...coach, phone: "086 999 9999" };
  expect(await t.mutation(internal.models.users.registerCoach, spaced)).toBe(first);
  const noNumber = { ...coach, phone: "twelve" };
  await expect(t.mutation(internal.models.users.registerCoach, noNumber)).rejects.toThrow(/invalid_argument/);
});

test("a coach who lost the role is nobody to the webhook", async () => {
  const t = createBackend();
  const { coachUserId, phone } = await seedClub(t);
  await t.mutation(internal.models.users.setRole, { userId: coachUserId, role: "coach", granted: false });
  await t.mutation(internal.models.whatsappMessages.recordInbound, {
    messageSid: "SM1",
    fromPhone: phone,
    toPhone: "+14155238886",
    senderPhone: phone,
    media: [],
    body: "Aoife Kelly was brilliant in goal today.",
  });
  const messages = await t.run(async (ctx) => ctx.db.query("whatsappMessages").take(5));
  expect(messages).toMatchObject([{ status: "unmatched" }]);
});

test("staff choose what is applied without asking, and never a sensitive topic", async () => {
  const t = createBackend();
  const { organizationId } = await seedClub(t);
  const staff = await asStaff(t);
  const set = (topics: ("attendance" | "injury" | "parent_communication")[], id = organizationId) =>
    staff.mutation(api.models.clubs.setAutoApplyTopics, { organizationId: id, topics });
  await set(["attendance", "attendance"]);
  await expect(set(["injury"])).rejects.toThrow(/invalid_argument/);
  await expect(set(["parent_communication"])).rejects.toThrow(/invalid_argument/);
  await expect(set(["attendance"], "org-nowhere")).rejects.toThrow(/not_found/);
  const [club, audit] = await t.run(async (ctx) => [
    await ctx.db.query("organizations").first(),
    await ctx.db.query("auditLog").first(),
  ]);
  expect(club).toMatchObject({ autoApplyTopics: ["attendance"] });
  expect(audit).toMatchObject({
    action: "auto_apply_changed",
    change: { organizationId, from: false, to: true },
  });
});

test("clubs are listed by name, and narrowed by the beginning of the name", async () => {
  const t = createBackend();
  await seedClub(t);
  const riverside = { organizationId: "org-r", clubName: "Riverside Rovers", phone: "+353861234568" };
  await seedClub(t, riverside);
  const staff = await asStaff(t);
  const names = async (search?: string) =>
    (await staff.query(api.models.clubs.listForFilter, search === undefined ? {} : { search })).map(
      ({ name }) => name,
    );
  expect(await names()).toEqual(["Grange GAA", "Riverside Rovers"]);
  expect(await names("Riv")).toEqual(["Riverside Rovers"]);
  expect(await names("rover")).toEqual([]);
});
