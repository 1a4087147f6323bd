import { pluralise } from "@voice-flow/domain/format/number";
import { BULK_ITEM_LABELS, BULK_ITEM_STATUSES, type BulkRetry } from "./bulk-views";

type Counts = BulkRetry["counts"];

/** "2 succeeded, 1 failed again": what there is of each, in the order in which it is told. */
export const countsInWords = (counts: Counts): string =>
  BULK_ITEM_STATUSES.filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${BULK_ITEM_LABELS[status].label.toLowerCase()}`)
    .join(", ");

export type BulkResult = { kind: "success" | "warning" | "error"; title: string; description: string };

/** How a bulk retry that is over has ended, in one sentence and its figures: nothing is called a success that is none. */
export function resultOf({
  status,
  counts,
  truncated,
}: Pick<BulkRetry, "status" | "counts" | "truncated">): BulkResult {
  const { collected, succeeded } = counts;
  const description = [
    countsInWords(counts),
    truncated ? "there were more notes than one bulk retry takes" : "",
  ]
    .filter((part) => part !== "")
    .join("; ");
  const notes = pluralise(collected, "note");
  if (status === "cancelled") {
    return { kind: "warning", title: `The retry of ${notes} was stopped.`, description };
  }
  if (collected === 0) {
    return {
      kind: "warning",
      title: "Nothing was retried.",
      description: "The notes had changed since they were selected.",
    };
  }
  if (succeeded === collected) {
    const title = collected === 1 ? "The note was retried and succeeded." : `All ${notes} succeeded.`;
    return { kind: truncated ? "warning" : "success", title, description };
  }
  if (succeeded === 0) {
    return { kind: "error", title: `None of ${notes} succeeded.`, description };
  }
  return { kind: "warning", title: `${succeeded} of ${notes} succeeded.`, description };
}
