import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";

/** Why a message waits to be taken up. They are its `statusReason` while it does. */
export const HOLD_CODES = ["held_platform_limit", "held_emergency"] as const;
export const holdCodeValidator = literals(...HOLD_CODES);
export type HoldCode = Infer<typeof holdCodeValidator>;

export const isHoldCode = (code: string): code is HoldCode => HOLD_CODES.some((hold) => hold === code);
