"use client";

import { useState } from "react";

export type Kept<Value> = {
  value: Value | undefined;
  /** What is shown is the answer to an earlier question; the new one is on its way. */
  isOld: boolean;
};

/** Keeps the last answer of a query on the screen while the next is loading. */
export function useKept<Value>(value: Value | undefined): Kept<Value> {
  const [kept, setKept] = useState(value);
  // State follows what came in, in the same render: an effect would show one frame of the old answer as the new one.
  if (value !== undefined && value !== kept) {
    setKept(value);
  }
  return { value: value ?? kept, isOld: value === undefined && kept !== undefined };
}
