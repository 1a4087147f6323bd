/** The scopes that metrics and incidents are kept for: the platform, and each club. */

export const PLATFORM_SCOPE = "platform";
const CLUB_PREFIX = "org:";

/** @param organizationId undefined for the platform */
export const buildScope = (organizationId: string | undefined): string =>
  organizationId === undefined ? PLATFORM_SCOPE : CLUB_PREFIX + organizationId;

/** The club of a scope; undefined for the platform. */
export const parseScope = (scope: string): string | undefined =>
  scope.startsWith(CLUB_PREFIX) ? scope.slice(CLUB_PREFIX.length) : undefined;
