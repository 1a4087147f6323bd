import type { api } from "@voice-flow/backend/api";
import type { FunctionReturnType } from "convex/server";

/** A row of the event log. `artifactId` is the public id; absent for events of the platform. */
export type FeedEvent = FunctionReturnType<
  typeof api.models.voicePipelineEvents.getRecentEvents
>["page"][number];
