import { api } from "@voice-flow/backend/api";
import type { BulkRetryFilter } from "@voice-flow/backend/convex/tables/retries";
import { pluralise } from "@voice-flow/domain/format/number";
import type { ConvexReactClient } from "convex/react";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";

/** Notes that the server marks in one call. */
const AT_ONCE = 100;

/** Marks failures as dealt with, or open again, and says what came of it. */
export async function markNotes(
  convex: ConvexReactClient,
  artifactIds: readonly string[],
  handled: boolean,
): Promise<void> {
  let changed = 0;
  try {
    for (let first = 0; first < artifactIds.length; first += AT_ONCE) {
      const some = artifactIds.slice(first, first + AT_ONCE);
      const args = { artifactIds: some, handled };
      changed += (await convex.mutation(api.models.voicePipelineEvents.markHandled, args)).changed;
    }
  } catch (error) {
    const title = changed === 0 ? "Nothing was changed." : `Only ${pluralise(changed, "failure")} changed.`;
    notify.error(title, { description: readFailure(error).message });
    return;
  }
  if (changed === 0) {
    notify.warning("Nothing was changed.", { description: "Somebody has retried or marked it meanwhile." });
  } else if (handled) {
    tellMarked(convex, artifactIds, changed);
  } else {
    notify.success(changed === 1 ? "The failure is open again." : `${changed} failures are open again.`);
  }
}

type Matching = {
  filter: BulkRetryFilter;
  /** ms: what has changed since is left alone. */
  seenAt: number;
  signal: AbortSignal;
  onProgress: (marked: number) => void;
};

/** Marks every failure that matches as dealt with, a page after the other, until it is stopped; says what came of it. */
export async function markMatching(convex: ConvexReactClient, matching: Matching): Promise<void> {
  const { filter, seenAt, signal, onProgress } = matching;
  const marked: string[] = [];
  let cursor: string | null = null;
  let hasFailed = false;
  try {
    for (let isDone = false; !isDone && !signal.aborted; ) {
      const args = { filter, seenAt, cursor };
      const page: NextPage = await convex.mutation(api.models.voicePipelineEvents.markMatchingHandled, args);
      marked.push(...page.artifactIds);
      onProgress(marked.length);
      ({ isDone, continueCursor: cursor } = page);
    }
  } catch (error) {
    const title = marked.length === 0 ? "Nothing was marked." : "Not every failure was marked.";
    notify.error(title, { description: readFailure(error).message });
    hasFailed = true;
  }
  if (marked.length > 0) {
    tellMarked(convex, marked, marked.length);
  } else if (!signal.aborted && !hasFailed) {
    notify.warning("Nothing was marked.", { description: "None of the selected notes is an open failure." });
  }
}

type NextPage = { artifactIds: string[]; isDone: boolean; continueCursor: string };

function tellMarked(convex: ConvexReactClient, artifactIds: readonly string[], count: number): void {
  notify.success(`${pluralise(count, "failure")} marked as dealt with.`, {
    action: { label: "Undo", onClick: () => void markNotes(convex, artifactIds, false) },
  });
}
