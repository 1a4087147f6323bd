"use client";

import { ConvexProviderWithAuth, ConvexReactClient, useConvexAuth } from "convex/react";
import { type ReactNode, useEffect, useState } from "react";
import { loginPath } from "@/lib/session/next-path";
import { leaving } from "./leaving";
import { FirstToken, useSessionAuth } from "./use-session-auth";

/** One connection per browser tab, signed in from the first render with the token that the server fetched. */
export function ConvexClientProvider({
  convexUrl,
  initialToken,
  children,
}: {
  convexUrl: string;
  initialToken: string;
  children: ReactNode;
}) {
  const [client] = useState(() => new ConvexReactClient(convexUrl));
  const [firstToken] = useState(initialToken);
  return (
    <FirstToken value={firstToken}>
      <ConvexProviderWithAuth client={client} useAuth={useSessionAuth}>
        <SessionWatch />
        {children}
      </ConvexProviderWithAuth>
    </FirstToken>
  );
}

/** Leads to the login page when the session ends while a page is open: it expired, or was ended in another tab. */
function SessionWatch() {
  const { isLoading, isAuthenticated } = useConvexAuth();
  const isOver = !isLoading && !isAuthenticated;
  useEffect(() => {
    if (isOver && !leaving.isUnderWay()) {
      window.location.assign(loginPath(`${window.location.pathname}${window.location.search}`));
    }
  }, [isOver]);
  return null;
}
