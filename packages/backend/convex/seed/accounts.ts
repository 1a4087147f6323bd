/** Accounts and organisations of a demonstration, in Better Auth's own tables. Each is made once. */
import { z } from "zod";
import { components } from "../_generated/api";
import type { ActionCtx, MutationCtx } from "../_generated/server";
import { createAuth } from "../auth";

const MAX_MEMBERSHIPS = 50;
const membershipsSchema = z.object({ page: z.array(z.object({ organizationId: z.string() })) });
const storedSchema = z.object({ _id: z.string() }).nullable();

/** The account's id; signs it up with the password if there is none. Throws for a password that Better Auth refuses. */
export async function ensureAccount(
  ctx: ActionCtx,
  { email, password, name }: { email: string; password: string; name: string },
): Promise<string> {
  const existing = storedSchema.parse(
    await ctx.runQuery(components.betterAuth.adapter.findOne, {
      model: "user",
      where: [{ field: "email", value: email }],
    }),
  );
  if (existing) return existing._id;
  const { user } = await createAuth(ctx).api.signUpEmail({ body: { email, password, name } });
  return user.id;
}

/** The id of the organisation with this slug. */
export async function ensureOrganization(
  ctx: MutationCtx,
  { slug, name, now }: { slug: string; name: string; now: number },
): Promise<string> {
  const existing = storedSchema.parse(
    await ctx.runQuery(components.betterAuth.adapter.findOne, {
      model: "organization",
      where: [{ field: "slug", value: slug }],
    }),
  );
  if (existing) return existing._id;
  const created = storedSchema.parse(
    await ctx.runMutation(components.betterAuth.adapter.create, {
      input: { model: "organization", data: { slug, name, createdAt: now } },
    }),
  );
  if (!created) throw new Error("The organisation could not be made.");
  return created._id;
}

export async function ensureMember(
  ctx: MutationCtx,
  { organizationId, userId, now }: { organizationId: string; userId: string; now: number },
): Promise<void> {
  const { page } = membershipsSchema.parse(
    await ctx.runQuery(components.betterAuth.adapter.findMany, {
      model: "member",
      where: [{ field: "userId", value: userId }],
      paginationOpts: { cursor: null, numItems: MAX_MEMBERSHIPS },
    }),
  );
  if (page.some((member) => member.organizationId === organizationId)) return;
  await ctx.runMutation(components.betterAuth.adapter.create, {
    input: { model: "member", data: { organizationId, userId, role: "member", createdAt: now } },
  });
}
