"use client";

import { createContext, useCallback, useContext, useState } from "react";
import { authClient } from "@/lib/auth-client";

type SessionAuth = {
  isLoading: boolean;
  isAuthenticated: boolean;
  /** Resolves with a token for the deployment, or null when the session is over. */
  fetchAccessToken: (options: { forceRefreshToken: boolean }) => Promise<string | null>;
};

/** The token that the server fetched for the page, given by whoever renders the provider. */
export const FirstToken = createContext<string | null>(null);

/**
 * The sign-in state for `ConvexProviderWithAuth` on a page that the server rendered with a token. The vendor's own
 * provider signs in again once the browser has read the session, and for that moment the page goes blank. Here only a
 * different session does that. A session ends when the server says so, not when the server can't be reached: a page
 * that loses its connection waits.
 */
export function useSessionAuth(): SessionAuth {
  const firstToken = useContext(FirstToken);
  const { data: session, isPending, error } = authClient.useSession();
  const sessionId = session?.session.id;
  const [seen, setSeen] = useState<{ id: string | undefined; changes: number }>({
    id: undefined,
    changes: 0,
  });
  if (sessionId !== undefined && sessionId !== seen.id) {
    setSeen({ id: sessionId, changes: seen.id === undefined ? 0 : seen.changes + 1 });
  }
  const { changes } = seen;
  const fetchAccessToken = useCallback(
    async ({ forceRefreshToken }: { forceRefreshToken: boolean }) =>
      changes === 0 && !forceRefreshToken ? firstToken : await askForToken(),
    [changes, firstToken],
  );
  const isUnknown = isPending || (error !== null && error.status !== UNAUTHORIZED);
  return { isLoading: false, isAuthenticated: isUnknown || sessionId !== undefined, fetchAccessToken };
}

const UNAUTHORIZED = 401;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** Asks until there is an answer: a token, or null for a session that is over. */
async function askForToken(): Promise<string | null> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const { data, error } = await authClient.convex
      .token({ fetchOptions: { throw: false } })
      // Without a connection there is no answer to read a status from.
      .catch(() => ({ data: null, error: { status: 0 } }));
    if (data?.token) return data.token;
    if (error === null || error.status === UNAUTHORIZED) return null;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
