import { createClient, type GenericCtx } from "@convex-dev/better-auth";
import { convex } from "@convex-dev/better-auth/plugins";
import { type BetterAuthOptions, betterAuth } from "better-auth/minimal";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { env } from "./_generated/server";
import authConfig from "./auth.config";
import { organizationPlugin, userAdditionalFields } from "./betterAuth/options";
import authSchema from "./betterAuth/schema";
import { environment } from "./lib/foundation/environment";

export const authComponent = createClient<DataModel, typeof authSchema>(components.betterAuth, {
  local: { schema: authSchema },
});

/**
 * Everything Better Auth is told. An account by itself opens nothing: pages and functions ask for a role.
 * The component's adapter calls this too, where no environment exists: hence nothing here may throw for a missing one.
 */
export const createAuthOptions = (ctx: GenericCtx<DataModel>) =>
  ({
    baseURL: env.SITE_URL,
    secret: env.BETTER_AUTH_SECRET,
    trustedOrigins: env.SITE_URL ? [env.SITE_URL] : [],
    database: authComponent.adapter(ctx),
    emailAndPassword: { enabled: true, requireEmailVerification: false },
    user: { additionalFields: userAdditionalFields },
    telemetry: { enabled: false },
    plugins: [organizationPlugin(), convex({ authConfig })],
  }) satisfies BetterAuthOptions;

/** Throws when the deployment lacks a variable that sessions need, naming it. */
export function createAuth(ctx: GenericCtx<DataModel>) {
  environment("SITE_URL");
  environment("BETTER_AUTH_SECRET");
  return betterAuth(createAuthOptions(ctx));
}
