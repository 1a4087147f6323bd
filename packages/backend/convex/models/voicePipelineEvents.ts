import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { pipelineEventValidator } from "../tables/monitoring";

/** One transition emits a handful; a note's drafts one each. */
const MAX_EVENTS_PER_CALL = 200;

/**
 * Appends the events of one transition, in order. An `eventId` that is there already is left as it is, so that a call
 * that runs twice writes once. Throws for more than 200 events.
 */
export const logEvents = internalMutation({
  args: { events: v.array(pipelineEventValidator) },
  returns: v.object({ written: v.number() }),
  handler: async (ctx, { events }) => {
    if (events.length > MAX_EVENTS_PER_CALL) {
      throw new Error(`A call takes at most ${MAX_EVENTS_PER_CALL} events; it was given ${events.length}.`);
    }
    let written = 0;
    for (const event of events) {
      const stored = await ctx.db
        .query("voicePipelineEvents")
        .withIndex("by_eventId", (q) => q.eq("eventId", event.eventId))
        .first();
      if (stored) continue;
      await ctx.db.insert("voicePipelineEvents", { ...event, commitTs: ctx.db.vars.commitTs });
      written += 1;
    }
    return { written };
  },
});
