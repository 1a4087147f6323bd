import type { Watch } from "convex/react";

/**
 * Looks at each answer of a query until `isOver` says that there is nothing more to wait for, wherever the reader is by then.
 * An answer that is an error ends it as well.
 *
 * @param isOver tells what there is to tell, and says whether that was the end
 */
export function followQuery<Answer>(
  watch: Watch<Answer>,
  { isOver, onFailure }: { isOver: (answer: Answer) => boolean; onFailure: (error: unknown) => void },
): void {
  let hasEnded = false;
  const stop = watch.onUpdate(check);
  check();

  function check() {
    if (hasEnded) {
      return;
    }
    try {
      const answer = watch.localQueryResult();
      if (answer === undefined || !isOver(answer)) {
        return;
      }
    } catch (error) {
      onFailure(error);
    }
    hasEnded = true;
    // Not from within its own call.
    queueMicrotask(stop);
  }
}
