import type { PipelineEvent } from "@voice-flow/backend/convex/tables/monitoring";
import type { TimelineEvent } from "../timeline/stage-runs";

/** What a row of a live list of events needs. */
export type FeedEvent = TimelineEvent &
  Pick<PipelineEvent, "organizationId"> & {
    /** The artifact's public id, and where its page is; absent for events of the platform. */
    artifactPublicId: string | undefined;
    organizationName: string | undefined;
  };
