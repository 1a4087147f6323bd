"use client";

import { useConvex, useConvexAuth } from "convex/react";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { currentTime } from "@/lib/clock";
import type { PauseReason } from "./live-state";
import { readRememberedPause, rememberPause, subscribeToRememberedPause } from "./remembered-pause";

export type Live = {
  pause: PauseReason | undefined;
  isPaused: boolean;
  /** Holds new rows back; `by_hand` also over reloads. */
  pauseFor: (reason: PauseReason) => void;
  /** Ends one reason, such as when a detail is closed; without one, all of them. */
  resume: (reason?: PauseReason) => void;
  toggle: () => void;
  isConnected: boolean;
  lostAt: number | undefined;
};

const LiveContext = createContext<Live | undefined>(undefined);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === undefined) {
    throw new Error("useLive is used outside of <LiveProvider>.");
  }
  return live;
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const isPausedByHand = useSyncExternalStore(subscribeToRememberedPause, readRememberedPause, () => false);
  const [passing, setPassing] = useState<readonly PauseReason[]>([]);
  const connection = useConnection();
  const pause = isPausedByHand ? "by_hand" : passing.at(-1);

  const pauseFor = useCallback((reason: PauseReason) => {
    if (reason === "by_hand") {
      rememberPause(true);
    } else {
      setPassing((reasons) => [...reasons.filter((each) => each !== reason), reason]);
    }
  }, []);

  const resume = useCallback((reason?: PauseReason) => {
    if (reason === undefined || reason === "by_hand") {
      rememberPause(false);
    }
    setPassing((reasons) => reasons.filter((each) => reason !== undefined && each !== reason));
  }, []);

  const live = useMemo<Live>(
    () => ({
      pause,
      isPaused: pause !== undefined,
      pauseFor,
      resume,
      toggle: () => (pause === undefined ? pauseFor("by_hand") : resume()),
      ...connection,
    }),
    [pause, pauseFor, resume, connection],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

type Connection = { isConnected: boolean; lostAt: number | undefined };

/** Whether the socket stands, and since when not. A page that never had one counts from its opening. */
function useConnection(): Connection {
  const convex = useConvex();
  const { isAuthenticated } = useConvexAuth();
  const [connection, setConnection] = useState<Connection>({ isConnected: true, lostAt: undefined });
  useEffect(() => {
    const follow = (isConnected: boolean) =>
      setConnection((before) => {
        if (isConnected) {
          return before.isConnected ? before : { isConnected, lostAt: undefined };
        }
        return before.isConnected ? { isConnected, lostAt: currentTime() } : before;
      });
    follow(convex.connectionState().isWebSocketConnected);
    return convex.subscribeToConnectionState((state) => follow(state.isWebSocketConnected));
  }, [convex]);
  // A socket over which nothing may be read yet brings no news either.
  return useMemo(
    () => ({ ...connection, isConnected: connection.isConnected && isAuthenticated }),
    [connection, isAuthenticated],
  );
}

/** Whether the page is up to date. Without a connection, nothing may claim to be healthy. */
export const useIsCurrent = (): boolean => useLive().isConnected;
