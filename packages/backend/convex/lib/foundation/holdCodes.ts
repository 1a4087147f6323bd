import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";

/** Why a message waits to be taken up. They are its `statusReason` while it does. */
export const HOLD_CODES = ["held_platform_limit", "held_emergency"] as const;
export const holdCodeValidator = literals(...HOLD_CODES);
export type HoldCode = Infer<typeof holdCodeValidator>;

/** Why a job waits without a failure. */
export const DEFER_CODES = [...HOLD_CODES, "after_earlier_message"] as const;
export const deferCodeValidator = literals(...DEFER_CODES);
export type DeferCode = Infer<typeof deferCodeValidator>;

export const isDeferCode = (code: string): code is DeferCode => DEFER_CODES.some((defer) => defer === code);
