"use client";

import { useConvexAuth } from "convex/react";

/**
 * The arguments of a guarded query, or "skip" until the deployment has accepted the session, so that a page which opens is
 * not refused for the moment in which nobody is known yet.
 */
export function useSignedInArgs<Args>(args: Args): Args | "skip" {
  const { isAuthenticated } = useConvexAuth();
  return isAuthenticated ? args : "skip";
}

/** The arguments of a query for staff; see `useSignedInArgs`. */
export const useStaffArgs = <Args>(args: Args): Args | "skip" => useSignedInArgs(args);
