/** A checked claim as it goes into a mutation. The rules of the check are the domain's. */
import { MAX_CLAIMS as MAX_LISTED } from "@voice-flow/domain/claims/check-claims";
import { type Infer, v } from "convex/values";
import { claimContentFields } from "../../tables/notes";

/** A claim as it is stored, without what its artifact knows. */
export const checkedClaimValidator = v.object({
  ...claimContentFields,
  /** The recording coach is to act. Another coach is a mention, and found by resolution. */
  forRecordingCoach: v.boolean(),
  status: v.union(v.literal("extracted"), v.literal("discarded")),
});
export type CheckedClaim = Infer<typeof checkedClaimValidator>;

/** Those that are listed, and one that stands for the rest. */
export const MAX_CLAIMS = MAX_LISTED + 1;
