import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";

/** `gave_up`: the step failed on every attempt. The chain's subject says so, and an incident is open. */
export const CHAIN_STATUSES = ["running", "completed", "gave_up"] as const;
export const chainStatusValidator = literals(...CHAIN_STATUSES);
export type ChainStatus = Infer<typeof chainStatusValidator>;

export const chainTables = {
  /** Work that takes more than one transaction: one row per chain of steps, such as an erasure or a nightly clean-up. */
  chains: defineTable({
    /** A name of the registry in `models/chainRegistry`. */
    name: v.string(),
    /** What the chain works on: an id, or "" where a name has only one chain. */
    key: v.string(),
    status: chainStatusValidator,
    /** Where the next step continues; null at the beginning. */
    cursor: v.union(v.string(), v.null()),
    /** Number of the step that runs next: a step with any other number does nothing. */
    step: v.number(),
    /** Failures of the current step in a row. */
    attempt: v.number(),
    /** A stable code, never the message of an exception. */
    lastError: v.optional(v.string()),
    /** Steps done, and rows they wrote or deleted. */
    steps: v.number(),
    rows: v.number(),
    /** ms; a step that is overdue by a minute was lost. */
    nextStepAt: v.number(),
    startedAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_name_and_key", ["name", "key"])
    .index("by_status_and_nextStepAt", ["status", "nextStepAt"])
    .index("by_status_and_updatedAt", ["status", "updatedAt"]),
};
