"use client";

import { useState } from "react";
import { setServerTime } from "@/lib/clock";

/** Sets the page's clock by the server's before anything under it is drawn. `at` in ms. */
export function ServerClock({ at }: { at: number }) {
  useState(() => {
    if (typeof window !== "undefined") setServerTime(at);
  });
  return null;
}
