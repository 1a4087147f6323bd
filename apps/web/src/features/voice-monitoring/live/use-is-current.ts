"use client";

import { useLive } from "./live-provider";

/** Whether what is shown is of now: without a connection nobody knows how anything is doing. */
export const useIsCurrent = (): boolean => useLive().isConnected;
