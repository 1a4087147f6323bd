import { formatCount, formatShare } from "@voice-flow/domain/format/number";

/** What is left of the promise that notes are ready in time. */
import type { RealTime } from "@/components/flow/stage-nodes";
import { words } from "./words";

export type TargetState = {
  /** Notes that were late, or failed at their first attempt, and how many of all might have been. */
  late: number;
  allowed: number;
  /** Share of what is allowed that is not used up, 0–1. */
  left: number;
  isKept: boolean;
};

/** Undefined where no first attempt ended: there is nothing to judge. */
export function targetState(target: RealTime["serviceTarget"]): TargetState | undefined {
  const { samples, shareInTime, targetShare } = target;
  if (samples === 0) {
    return undefined;
  }
  const late = Math.round(samples * (1 - shareInTime));
  const allowed = samples * (1 - targetShare);
  const left = allowed === 0 ? (late === 0 ? 1 : 0) : Math.max(0, 1 - late / allowed);
  return { late, allowed: Math.floor(allowed + 1e-9), left, isKept: shareInTime >= targetShare };
}

/** "+25 % on yesterday by now (12)"; `change` is null where yesterday had none by this time of the day. */
export function changeInWords(change: number | null, before: number): string {
  if (change === null) {
    return words.change.noneYesterday;
  }
  const sign = change > 0 ? "+" : "";
  const amount = change === 0 ? words.change.same : words.change.moved(sign, formatShare(change));
  return words.change.yesterday(amount, formatCount(before));
}
