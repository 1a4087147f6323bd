import "server-only";
import { convexBetterAuthNextJs } from "@convex-dev/better-auth/nextjs";
import { environment } from "./environment";

/** Sign-in requests go through this server to the Convex deployment, so that the session cookie is of this origin. */
export const { handler, getToken, fetchAuthQuery } = convexBetterAuthNextJs({
  convexUrl: environment.convexUrl,
  convexSiteUrl: environment.convexSiteUrl,
});
