import "server-only";
import { convexBetterAuthNextJs } from "@convex-dev/better-auth/nextjs";
import { readEnvironment } from "./environment";

/** Read when the server starts, not when it is built, so that one build can serve any deployment. */
export const { environment } = readEnvironment(process.env);

/** Passes sign-in requests through this server to the Convex deployment, so that the session cookie belongs to this origin. */
export const { handler, getToken } = convexBetterAuthNextJs({
  convexUrl: environment.convexUrl,
  convexSiteUrl: environment.convexSiteUrl,
});
