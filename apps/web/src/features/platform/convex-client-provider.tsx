"use client";

import { type AuthClient, ConvexBetterAuthProvider } from "@convex-dev/better-auth/react";
import { ConvexReactClient } from "convex/react";
import { type ReactNode, useState } from "react";
import { authClient } from "@/lib/auth-client";
import { environment } from "@/lib/environment";
import { SessionWatch } from "./session-watch";

// better-auth 1.6.18 and later widened a type that the provider's declaration compares too strictly; the value is the
// one the provider asks for. To be dropped when @convex-dev/better-auth declares its peer's newer types.
const providerAuthClient = authClient as unknown as AuthClient;

/** One connection per browser tab, signed in from the first render with the token that the server fetched. */
export function ConvexClientProvider({
  initialToken,
  children,
}: {
  initialToken: string;
  children: ReactNode;
}) {
  const [client] = useState(() => new ConvexReactClient(environment.convexUrl));
  return (
    <ConvexBetterAuthProvider client={client} authClient={providerAuthClient} initialToken={initialToken}>
      <SessionWatch />
      {children}
    </ConvexBetterAuthProvider>
  );
}
