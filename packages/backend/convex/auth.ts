import { createClient, type GenericCtx } from "@convex-dev/better-auth";
import { convex } from "@convex-dev/better-auth/plugins";
import { type BetterAuthOptions, betterAuth } from "better-auth/minimal";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import authConfig from "./auth.config";
import { organizationPlugin, userAdditionalFields } from "./betterAuth/options";
import authSchema from "./betterAuth/schema";
import { environment } from "./lib/environment";

export const authComponent = createClient<DataModel, typeof authSchema>(components.betterAuth, {
  local: { schema: authSchema },
});

/** Everything Better Auth is told. An account by itself opens nothing: pages and functions ask for a role. */
export const createAuthOptions = (ctx: GenericCtx<DataModel>) =>
  ({
    baseURL: environment("SITE_URL"),
    secret: environment("BETTER_AUTH_SECRET"),
    trustedOrigins: [environment("SITE_URL")],
    database: authComponent.adapter(ctx),
    emailAndPassword: { enabled: true, requireEmailVerification: false },
    user: { additionalFields: userAdditionalFields },
    telemetry: { enabled: false },
    plugins: [organizationPlugin(), convex({ authConfig })],
  }) satisfies BetterAuthOptions;

export const createAuth = (ctx: GenericCtx<DataModel>) => betterAuth(createAuthOptions(ctx));
