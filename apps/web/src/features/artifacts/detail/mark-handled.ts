import { api } from "@voice-flow/backend/api";
import type { BulkRetryFilter } from "@voice-flow/backend/convex/tables/retries";
import { pluralise } from "@voice-flow/domain/format/number";
import type { ConvexReactClient } from "convex/react";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { words } from "./words";

/** Notes that the server marks in one call. */
const AT_ONCE = 100;

/** Resolves failures or reopens them, and shows the result. */
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
    const title =
      changed === 0 ? words.marked.nothingChanged : words.marked.onlySome(pluralise(changed, "failure"));
    notify.error(title, { description: readFailure(error).message });
    return;
  }
  if (changed === 0) {
    notify.warning(words.marked.nothingChanged, { description: words.marked.changedMeanwhile });
  } else if (handled) {
    tellMarked(convex, artifactIds, changed);
  } else {
    notify.success(changed === 1 ? words.marked.reopened : words.marked.reopenedMany(changed));
  }
}

type Matching = {
  filter: BulkRetryFilter;
  /** ms: what has changed since is left alone. */
  seenAt: number;
  signal: AbortSignal;
  onProgress: (marked: number) => void;
};

/** Resolves every matching failure, page by page, until it is stopped. Shows the result. */
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
    const title = marked.length === 0 ? words.marked.notResolved : words.marked.notAll;
    notify.error(title, { description: readFailure(error).message });
    hasFailed = true;
  }
  if (marked.length > 0) {
    tellMarked(convex, marked, marked.length);
  } else if (!signal.aborted && !hasFailed) {
    notify.warning(words.marked.notResolved, { description: words.marked.noneOpen });
  }
}

type NextPage = { artifactIds: string[]; isDone: boolean; continueCursor: string };

function tellMarked(convex: ConvexReactClient, artifactIds: readonly string[], count: number): void {
  notify.success(words.marked.resolved(pluralise(count, "failure")), {
    action: { label: words.marked.undo, onClick: () => void markNotes(convex, artifactIds, false) },
  });
}
