"use client";

import dynamic from "next/dynamic";
import type { RetryAct } from "./use-retry-act";

// Most retries delete nothing and need no dialog.
const RetryDialog = dynamic(() => import("./retry-dialog").then((module) => module.RetryDialog));

/** The dialog of a retry that deletes rows, while it is asked about; otherwise why the last one did not begin. */
export function RetryQuestion({ act: { question, isBeginning, problem } }: { act: Omit<RetryAct, "run"> }) {
  if (question !== undefined) {
    return <RetryDialog {...question} isBeginning={isBeginning} problem={problem} />;
  }
  return problem === undefined ? null : (
    <p role="alert" className="text-tone-danger">
      {problem}
    </p>
  );
}
