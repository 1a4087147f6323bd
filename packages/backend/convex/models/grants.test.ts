import { expect, test } from "vitest";
import { type Backend, createBackend, settle } from "../../test/harness";
import { components, internal } from "../_generated/api";

const EMAIL = "somebody@example.test";
const PASSWORD = "a-long-enough-password";

async function signUp(t: Backend, extra: Record<string, unknown> = {}) {
  return await t.fetch("/api/auth/sign-up/email", {
    method: "POST",
    headers: { "content-type": "application/json", origin: "http://localhost:3000" },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD, name: "Somebody", ...extra }),
  });
}

const account = (t: Backend) =>
  t.query(components.betterAuth.adapter.findOne, {
    model: "user",
    where: [{ field: "email", value: EMAIL }],
  });

test("signing up makes nobody staff, also where the request asks for it", async () => {
  const t = createBackend();
  await signUp(t, { isPlatformStaff: true });
  const stored = await account(t);
  if (!stored) await signUp(t);
  expect((await account(t))?.isPlatformStaff ?? false).toBe(false);
  await settle(t);
});

test("updating one's own account makes nobody staff", async () => {
  const t = createBackend();
  const signedUp = await signUp(t);
  expect(signedUp.status).toBe(200);
  const cookie = signedUp.headers
    .getSetCookie()
    .map((each) => each.split(";", 1)[0])
    .join("; ");
  const updated = await t.fetch("/api/auth/update-user", {
    method: "POST",
    headers: { "content-type": "application/json", origin: "http://localhost:3000", cookie },
    body: JSON.stringify({ name: "Somebody else", isPlatformStaff: true }),
  });
  // The session was good: what was refused is the field.
  expect(updated.status).not.toBe(401);
  expect((await account(t))?.isPlatformStaff ?? false).toBe(false);
  await settle(t);
});

test("the internal grant makes an account staff, and takes it back", async () => {
  const t = createBackend();
  await signUp(t);
  const grant = (isPlatformStaff: boolean) =>
    t.mutation(internal.models.grants.setPlatformStaff, {
      email: " Somebody@Example.test ",
      isPlatformStaff,
    });
  await grant(true);
  expect((await account(t))?.isPlatformStaff).toBe(true);
  await grant(false);
  expect((await account(t))?.isPlatformStaff).toBe(false);
  await settle(t);
});

test("granting to an address that nobody signed up with is an error", async () => {
  const t = createBackend();
  const nobody = { email: "nobody@example.test", isPlatformStaff: true };
  await expect(t.mutation(internal.models.grants.setPlatformStaff, nobody)).rejects.toThrow(/not_found/);
});
