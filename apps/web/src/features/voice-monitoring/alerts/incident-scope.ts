import type { Incident } from "./alert-labels";

/** Whose incident it is: a club, or the whole platform. */
export const scopeOf = ({ organizationId, organizationName }: Incident): string =>
  organizationId === undefined ? "Whole platform" : (organizationName ?? "A club without a name");
