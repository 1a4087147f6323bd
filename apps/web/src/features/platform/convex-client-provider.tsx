"use client";

import { ConvexProviderWithAuth, ConvexReactClient } from "convex/react";
import { type ReactNode, useState } from "react";
import { environment } from "@/lib/environment";
import { SessionWatch } from "./session-watch";
import { FirstToken, useSessionAuth } from "./use-session-auth";

/** One connection per browser tab, signed in from the first render with the token that the server fetched. */
export function ConvexClientProvider({
  initialToken,
  children,
}: {
  initialToken: string;
  children: ReactNode;
}) {
  const [client] = useState(() => new ConvexReactClient(environment.convexUrl));
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
