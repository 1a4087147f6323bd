/**
 * Who is signed in. Better Auth's component knows it; its server, which signs people in, stays with `auth.ts`, so that no
 * other function has to load it.
 */
import { components } from "../../_generated/api";
import type { MutationCtx, QueryCtx } from "../../_generated/server";

export interface Account {
  /** Better Auth's id. */
  authUserId: string;
  name: string;
  email: string;
  isPlatformStaff: boolean;
}

/** Null for whoever isn't signed in, or no longer is. */
export async function findAccount(ctx: QueryCtx | MutationCtx): Promise<Account | null> {
  const identity = await ctx.auth.getUserIdentity();
  const sessionId = identity?.sessionId;
  if (!identity || typeof sessionId !== "string") return null;
  const found = await ctx.runQuery(components.betterAuth.accounts.findSignedIn, {
    sessionId,
    userId: identity.subject,
  });
  if (!found) return null;
  const { userId: authUserId, ...account } = found;
  return { authUserId, ...account };
}
