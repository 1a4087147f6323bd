import { formatCount, formatShare } from "@voice-flow/domain/format/number";

/** "+25 % on yesterday by now (12)"; `change` is null where yesterday had none by this time of the day. */
export function changeInWords(change: number | null, before: number): string {
  if (change === null) {
    return "none yesterday by this time";
  }
  const sign = change > 0 ? "+" : "";
  const amount = change === 0 ? "as many as" : `${sign}${formatShare(change)} on`;
  return `${amount} yesterday by now (${formatCount(before)})`;
}
