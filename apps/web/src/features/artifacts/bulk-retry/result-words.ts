import { pluralise } from "@voice-flow/domain/format/number";
import { BULK_ITEM_LABELS, BULK_ITEM_STATUSES, type BulkRetry } from "./bulk-views";
import { words } from "./words";

type Counts = BulkRetry["counts"];

/** "2 succeeded, 1 failed again": every outcome that occurred, in the order of the labels. */
export const countsInWords = (counts: Counts): string =>
  BULK_ITEM_STATUSES.filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${BULK_ITEM_LABELS[status].label.toLowerCase()}`)
    .join(", ");

export type BulkResult = { kind: "success" | "warning" | "error"; title: string; description: string };

/** The result of a finished bulk retry: one sentence and its figures. Only a full success is called one. */
export function resultOf({
  status,
  counts,
  truncated,
}: Pick<BulkRetry, "status" | "counts" | "truncated">): BulkResult {
  const { collected, succeeded } = counts;
  const description = [countsInWords(counts), truncated ? words.result.truncated : ""]
    .filter((part) => part !== "")
    .join("; ");
  const notes = pluralise(collected, "note");
  if (status === "cancelled") {
    return { kind: "warning", title: words.result.stopped(notes), description };
  }
  if (collected === 0) {
    return {
      kind: "warning",
      title: words.result.none,
      description: words.result.noneHint,
    };
  }
  if (succeeded === collected) {
    const title = collected === 1 ? words.result.one : words.result.all(notes);
    return { kind: truncated ? "warning" : "success", title, description };
  }
  if (succeeded === 0) {
    return { kind: "error", title: words.result.noneOf(notes), description };
  }
  return { kind: "warning", title: words.result.someOf(succeeded, notes), description };
}
