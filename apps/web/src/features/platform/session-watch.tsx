"use client";

import { useConvexAuth } from "convex/react";
import { useEffect } from "react";
import { loginPath } from "@/features/auth/next-path";
import { leaving } from "./leaving";

/** Leads to the login page when the session ends while a page is open: it expired, or was ended in another tab. */
export function SessionWatch() {
  const { isLoading, isAuthenticated } = useConvexAuth();
  const isOver = !isLoading && !isAuthenticated;
  useEffect(() => {
    if (isOver && !leaving.isUnderWay()) {
      window.location.assign(loginPath(`${window.location.pathname}${window.location.search}`));
    }
  }, [isOver]);
  return null;
}
