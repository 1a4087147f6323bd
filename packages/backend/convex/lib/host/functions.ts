/**
 * The only builders of public functions. `staff*` is for platform staff, `coach*` for a coach's own data, and
 * `anyone*` for the few functions that a signed-out person may call; a test enumerates every public function and
 * checks which builder's guard it has.
 */
import { customCtx, customMutation, customQuery } from "convex-helpers/server/customFunctions";
import type { Doc } from "../../_generated/dataModel";
import { type MutationCtx, mutation, type QueryCtx, query } from "../../_generated/server";
import { functionError } from "../foundation/errors";
import { findAccount } from "./account";
import { findCoachByAccount } from "./people";

/** The member of staff who calls; `authUserId` is Better Auth's id and goes into the audit log. */
export interface Staff {
  authUserId: string;
  name: string;
}

/** Throws ConvexError `not_signed_in` or `not_platform_staff`. */
export async function requireStaffOrThrow(ctx: QueryCtx | MutationCtx): Promise<Staff> {
  const account = await findAccount(ctx);
  if (!account) throw functionError("not_signed_in");
  if (!account.isPlatformStaff) throw functionError("not_platform_staff");
  return { authUserId: account.authUserId, name: account.name };
}

/** Throws ConvexError `not_signed_in` or `not_a_coach`. */
export async function requireCoachOrThrow(ctx: QueryCtx | MutationCtx): Promise<Doc<"users">> {
  const account = await findAccount(ctx);
  if (!account) throw functionError("not_signed_in");
  const coach = await findCoachByAccount(ctx.db, account.authUserId);
  if (!coach) throw functionError("not_a_coach");
  return coach;
}

export const staffQuery = customQuery(
  query,
  customCtx(async (ctx) => ({ staff: await requireStaffOrThrow(ctx) })),
);
export const staffMutation = customMutation(
  mutation,
  customCtx(async (ctx) => ({ staff: await requireStaffOrThrow(ctx) })),
);
export const coachQuery = customQuery(
  query,
  customCtx(async (ctx) => ({ coach: await requireCoachOrThrow(ctx) })),
);
export const coachMutation = customMutation(
  mutation,
  customCtx(async (ctx) => ({ coach: await requireCoachOrThrow(ctx) })),
);

/** Named so that nobody reaches for it by accident. */
export const anyoneQuery = customQuery(
  query,
  customCtx(() => ({})),
);
