import { expect, test } from "vitest";
import { createBackend, settle, signIn } from "../../test/harness";
import { api, components } from "../_generated/api";

async function signedIn() {
  const t = createBackend();
  const { authUserId, caller } = await signIn(t, { name: "Stella Staff", isPlatformStaff: true });
  const kind = async () => (await caller.query(api.models.platform.getViewer, {})).kind;
  const where = [{ field: "userId" as const, value: authUserId }];
  return { t, caller, kind, where };
}

test("whoever is signed in is known by name, address and role", async () => {
  const { t, caller } = await signedIn();
  expect(await caller.query(api.models.platform.getViewer, {})).toMatchObject({
    kind: "signed_in",
    name: "Stella Staff",
    isPlatformStaff: true,
    isCoach: false,
  });
  expect(await t.query(api.models.platform.getViewer, {})).toEqual({ kind: "signed_out" });
  await settle(t);
});

test("a session that has run out lets nobody in, whatever the token says", async () => {
  const { t, caller, kind, where } = await signedIn();
  await t.mutation(components.betterAuth.adapter.updateOne, {
    input: { model: "session", where, update: { expiresAt: Date.now() - 1 } },
  });
  expect(await kind()).toBe("signed_out");
  await expect(caller.query(api.models.heartbeats.list, { now: 0 })).rejects.toThrow(/not_signed_in/);
});

test("a session that was ended lets nobody in", async () => {
  const { t, kind, where } = await signedIn();
  await t.mutation(components.betterAuth.adapter.deleteOne, { input: { model: "session", where } });
  expect(await kind()).toBe("signed_out");
});

test("a token can't borrow another account's session", async () => {
  const { t, kind, where } = await signedIn();
  await t.mutation(components.betterAuth.adapter.updateOne, {
    input: { model: "session", where, update: { userId: "somebody-else" } },
  });
  expect(await kind()).toBe("signed_out");
});
