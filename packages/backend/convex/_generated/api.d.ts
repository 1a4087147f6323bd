/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as actions_claimsExtraction from "../actions/claimsExtraction.js";
import type * as actions_draftGeneration from "../actions/draftGeneration.js";
import type * as actions_entityResolution from "../actions/entityResolution.js";
import type * as actions_jobs from "../actions/jobs.js";
import type * as actions_voiceNotes from "../actions/voiceNotes.js";
import type * as actions_whatsapp from "../actions/whatsapp.js";
import type * as auth from "../auth.js";
import type * as crons from "../crons.js";
import type * as http from "../http.js";
import type * as lib_coachMessages from "../lib/coachMessages.js";
import type * as lib_context from "../lib/context.js";
import type * as lib_conversation from "../lib/conversation.js";
import type * as lib_environment from "../lib/environment.js";
import type * as lib_errors from "../lib/errors.js";
import type * as lib_functions from "../lib/functions.js";
import type * as lib_grants from "../lib/grants.js";
import type * as lib_heartbeat from "../lib/heartbeat.js";
import type * as lib_idempotency from "../lib/idempotency.js";
import type * as lib_inbound_clubAnswers from "../lib/inbound/clubAnswers.js";
import type * as lib_inbound_clubQuestion from "../lib/inbound/clubQuestion.js";
import type * as lib_inbound_commands from "../lib/inbound/commands.js";
import type * as lib_inbound_decideClub from "../lib/inbound/decideClub.js";
import type * as lib_inbound_draftAnswers from "../lib/inbound/draftAnswers.js";
import type * as lib_inbound_duplicates from "../lib/inbound/duplicates.js";
import type * as lib_inbound_grammarContext from "../lib/inbound/grammarContext.js";
import type * as lib_inbound_handleMessage from "../lib/inbound/handleMessage.js";
import type * as lib_inbound_messageStatus from "../lib/inbound/messageStatus.js";
import type * as lib_inbound_nameAnswers from "../lib/inbound/nameAnswers.js";
import type * as lib_inbound_nothingPending from "../lib/inbound/nothingPending.js";
import type * as lib_inbound_processInbound from "../lib/inbound/processInbound.js";
import type * as lib_inbound_replies from "../lib/inbound/replies.js";
import type * as lib_inbound_routeArtifact from "../lib/inbound/routeArtifact.js";
import type * as lib_inbound_takeNote from "../lib/inbound/takeNote.js";
import type * as lib_inbound_textGate from "../lib/inbound/textGate.js";
import type * as lib_inbound_transcriptAnswers from "../lib/inbound/transcriptAnswers.js";
import type * as lib_jobGiveUp from "../lib/jobGiveUp.js";
import type * as lib_jobHandlers from "../lib/jobHandlers.js";
import type * as lib_metrics_accumulate from "../lib/metrics/accumulate.js";
import type * as lib_metrics_aggregate from "../lib/metrics/aggregate.js";
import type * as lib_metrics_bucketRows from "../lib/metrics/bucketRows.js";
import type * as lib_metrics_cleanup from "../lib/metrics/cleanup.js";
import type * as lib_metrics_figures from "../lib/metrics/figures.js";
import type * as lib_metrics_historical from "../lib/metrics/historical.js";
import type * as lib_metrics_jobs from "../lib/metrics/jobs.js";
import type * as lib_metrics_orgTotals from "../lib/metrics/orgTotals.js";
import type * as lib_metrics_ranges from "../lib/metrics/ranges.js";
import type * as lib_metrics_realTime from "../lib/metrics/realTime.js";
import type * as lib_metrics_rollUpBatch from "../lib/metrics/rollUpBatch.js";
import type * as lib_metrics_rollupChain from "../lib/metrics/rollupChain.js";
import type * as lib_openai_call from "../lib/openai/call.js";
import type * as lib_openai_client from "../lib/openai/client.js";
import type * as lib_openai_extraction from "../lib/openai/extraction.js";
import type * as lib_openai_extractionPrompt from "../lib/openai/extractionPrompt.js";
import type * as lib_openai_failure from "../lib/openai/failure.js";
import type * as lib_openai_transcription from "../lib/openai/transcription.js";
import type * as lib_outbound from "../lib/outbound.js";
import type * as lib_people from "../lib/people.js";
import type * as lib_pipeline_aliases from "../lib/pipeline/aliases.js";
import type * as lib_pipeline_applyDraft from "../lib/pipeline/applyDraft.js";
import type * as lib_pipeline_artifactDetail from "../lib/pipeline/artifactDetail.js";
import type * as lib_pipeline_artifactRows from "../lib/pipeline/artifactRows.js";
import type * as lib_pipeline_beginTranscription from "../lib/pipeline/beginTranscription.js";
import type * as lib_pipeline_checkClaims from "../lib/pipeline/checkClaims.js";
import type * as lib_pipeline_claims from "../lib/pipeline/claims.js";
import type * as lib_pipeline_coachAnswers from "../lib/pipeline/coachAnswers.js";
import type * as lib_pipeline_decideDrafts from "../lib/pipeline/decideDrafts.js";
import type * as lib_pipeline_drafts from "../lib/pipeline/drafts.js";
import type * as lib_pipeline_eventRows from "../lib/pipeline/eventRows.js";
import type * as lib_pipeline_eventStreams from "../lib/pipeline/eventStreams.js";
import type * as lib_pipeline_events from "../lib/pipeline/events.js";
import type * as lib_pipeline_failedArtifacts from "../lib/pipeline/failedArtifacts.js";
import type * as lib_pipeline_finishTranscription from "../lib/pipeline/finishTranscription.js";
import type * as lib_pipeline_ingest from "../lib/pipeline/ingest.js";
import type * as lib_pipeline_modelConfig from "../lib/pipeline/modelConfig.js";
import type * as lib_pipeline_nameChoices from "../lib/pipeline/nameChoices.js";
import type * as lib_pipeline_nameLookup from "../lib/pipeline/nameLookup.js";
import type * as lib_pipeline_notes from "../lib/pipeline/notes.js";
import type * as lib_pipeline_planDraft from "../lib/pipeline/planDraft.js";
import type * as lib_pipeline_quotes from "../lib/pipeline/quotes.js";
import type * as lib_pipeline_resolutions from "../lib/pipeline/resolutions.js";
import type * as lib_pipeline_resolveMention from "../lib/pipeline/resolveMention.js";
import type * as lib_pipeline_roster from "../lib/pipeline/roster.js";
import type * as lib_pipeline_stage from "../lib/pipeline/stage.js";
import type * as lib_pipeline_transcriptGate from "../lib/pipeline/transcriptGate.js";
import type * as lib_pipeline_transition from "../lib/pipeline/transition.js";
import type * as lib_seed_accounts from "../lib/seed/accounts.js";
import type * as lib_seed_clubs from "../lib/seed/clubs.js";
import type * as lib_seed_composeNote from "../lib/seed/composeNote.js";
import type * as lib_seed_planDay from "../lib/seed/planDay.js";
import type * as lib_seed_random from "../lib/seed/random.js";
import type * as lib_seed_recording from "../lib/seed/recording.js";
import type * as lib_seed_sentences from "../lib/seed/sentences.js";
import type * as lib_seed_writeCall from "../lib/seed/writeCall.js";
import type * as lib_seed_writeClaims from "../lib/seed/writeClaims.js";
import type * as lib_seed_writeDay from "../lib/seed/writeDay.js";
import type * as lib_seed_writeNote from "../lib/seed/writeNote.js";
import type * as lib_settings from "../lib/settings.js";
import type * as lib_summary from "../lib/summary.js";
import type * as lib_twilioClient from "../lib/twilioClient.js";
import type * as lib_twilioMedia from "../lib/twilioMedia.js";
import type * as lib_webhooks from "../lib/webhooks.js";
import type * as models_aiModelConfig from "../models/aiModelConfig.js";
import type * as models_aiServiceHealth from "../models/aiServiceHealth.js";
import type * as models_aiUsage from "../models/aiUsage.js";
import type * as models_clubs from "../models/clubs.js";
import type * as models_conversationState from "../models/conversationState.js";
import type * as models_heartbeats from "../models/heartbeats.js";
import type * as models_insightDrafts from "../models/insightDrafts.js";
import type * as models_jobs from "../models/jobs.js";
import type * as models_metricsJobs from "../models/metricsJobs.js";
import type * as models_outboundMessages from "../models/outboundMessages.js";
import type * as models_platform from "../models/platform.js";
import type * as models_seed from "../models/seed.js";
import type * as models_settings from "../models/settings.js";
import type * as models_users from "../models/users.js";
import type * as models_voiceNoteArtifacts from "../models/voiceNoteArtifacts.js";
import type * as models_voiceNoteClaims from "../models/voiceNoteClaims.js";
import type * as models_voiceNoteEntityResolutions from "../models/voiceNoteEntityResolutions.js";
import type * as models_voiceNoteInsights from "../models/voiceNoteInsights.js";
import type * as models_voiceNoteTranscripts from "../models/voiceNoteTranscripts.js";
import type * as models_voiceNotes from "../models/voiceNotes.js";
import type * as models_voicePipelineEvents from "../models/voicePipelineEvents.js";
import type * as models_voicePipelineMetrics from "../models/voicePipelineMetrics.js";
import type * as models_voicePipelineRollup from "../models/voicePipelineRollup.js";
import type * as models_whatsappMessages from "../models/whatsappMessages.js";
import type * as tables_ai from "../tables/ai.js";
import type * as tables_artifacts from "../tables/artifacts.js";
import type * as tables_clubs from "../tables/clubs.js";
import type * as tables_identity from "../tables/identity.js";
import type * as tables_messaging from "../tables/messaging.js";
import type * as tables_metrics from "../tables/metrics.js";
import type * as tables_monitoring from "../tables/monitoring.js";
import type * as tables_notes from "../tables/notes.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  "actions/claimsExtraction": typeof actions_claimsExtraction;
  "actions/draftGeneration": typeof actions_draftGeneration;
  "actions/entityResolution": typeof actions_entityResolution;
  "actions/jobs": typeof actions_jobs;
  "actions/voiceNotes": typeof actions_voiceNotes;
  "actions/whatsapp": typeof actions_whatsapp;
  auth: typeof auth;
  crons: typeof crons;
  http: typeof http;
  "lib/coachMessages": typeof lib_coachMessages;
  "lib/context": typeof lib_context;
  "lib/conversation": typeof lib_conversation;
  "lib/environment": typeof lib_environment;
  "lib/errors": typeof lib_errors;
  "lib/functions": typeof lib_functions;
  "lib/grants": typeof lib_grants;
  "lib/heartbeat": typeof lib_heartbeat;
  "lib/idempotency": typeof lib_idempotency;
  "lib/inbound/clubAnswers": typeof lib_inbound_clubAnswers;
  "lib/inbound/clubQuestion": typeof lib_inbound_clubQuestion;
  "lib/inbound/commands": typeof lib_inbound_commands;
  "lib/inbound/decideClub": typeof lib_inbound_decideClub;
  "lib/inbound/draftAnswers": typeof lib_inbound_draftAnswers;
  "lib/inbound/duplicates": typeof lib_inbound_duplicates;
  "lib/inbound/grammarContext": typeof lib_inbound_grammarContext;
  "lib/inbound/handleMessage": typeof lib_inbound_handleMessage;
  "lib/inbound/messageStatus": typeof lib_inbound_messageStatus;
  "lib/inbound/nameAnswers": typeof lib_inbound_nameAnswers;
  "lib/inbound/nothingPending": typeof lib_inbound_nothingPending;
  "lib/inbound/processInbound": typeof lib_inbound_processInbound;
  "lib/inbound/replies": typeof lib_inbound_replies;
  "lib/inbound/routeArtifact": typeof lib_inbound_routeArtifact;
  "lib/inbound/takeNote": typeof lib_inbound_takeNote;
  "lib/inbound/textGate": typeof lib_inbound_textGate;
  "lib/inbound/transcriptAnswers": typeof lib_inbound_transcriptAnswers;
  "lib/jobGiveUp": typeof lib_jobGiveUp;
  "lib/jobHandlers": typeof lib_jobHandlers;
  "lib/metrics/accumulate": typeof lib_metrics_accumulate;
  "lib/metrics/aggregate": typeof lib_metrics_aggregate;
  "lib/metrics/bucketRows": typeof lib_metrics_bucketRows;
  "lib/metrics/cleanup": typeof lib_metrics_cleanup;
  "lib/metrics/figures": typeof lib_metrics_figures;
  "lib/metrics/historical": typeof lib_metrics_historical;
  "lib/metrics/jobs": typeof lib_metrics_jobs;
  "lib/metrics/orgTotals": typeof lib_metrics_orgTotals;
  "lib/metrics/ranges": typeof lib_metrics_ranges;
  "lib/metrics/realTime": typeof lib_metrics_realTime;
  "lib/metrics/rollUpBatch": typeof lib_metrics_rollUpBatch;
  "lib/metrics/rollupChain": typeof lib_metrics_rollupChain;
  "lib/openai/call": typeof lib_openai_call;
  "lib/openai/client": typeof lib_openai_client;
  "lib/openai/extraction": typeof lib_openai_extraction;
  "lib/openai/extractionPrompt": typeof lib_openai_extractionPrompt;
  "lib/openai/failure": typeof lib_openai_failure;
  "lib/openai/transcription": typeof lib_openai_transcription;
  "lib/outbound": typeof lib_outbound;
  "lib/people": typeof lib_people;
  "lib/pipeline/aliases": typeof lib_pipeline_aliases;
  "lib/pipeline/applyDraft": typeof lib_pipeline_applyDraft;
  "lib/pipeline/artifactDetail": typeof lib_pipeline_artifactDetail;
  "lib/pipeline/artifactRows": typeof lib_pipeline_artifactRows;
  "lib/pipeline/beginTranscription": typeof lib_pipeline_beginTranscription;
  "lib/pipeline/checkClaims": typeof lib_pipeline_checkClaims;
  "lib/pipeline/claims": typeof lib_pipeline_claims;
  "lib/pipeline/coachAnswers": typeof lib_pipeline_coachAnswers;
  "lib/pipeline/decideDrafts": typeof lib_pipeline_decideDrafts;
  "lib/pipeline/drafts": typeof lib_pipeline_drafts;
  "lib/pipeline/eventRows": typeof lib_pipeline_eventRows;
  "lib/pipeline/eventStreams": typeof lib_pipeline_eventStreams;
  "lib/pipeline/events": typeof lib_pipeline_events;
  "lib/pipeline/failedArtifacts": typeof lib_pipeline_failedArtifacts;
  "lib/pipeline/finishTranscription": typeof lib_pipeline_finishTranscription;
  "lib/pipeline/ingest": typeof lib_pipeline_ingest;
  "lib/pipeline/modelConfig": typeof lib_pipeline_modelConfig;
  "lib/pipeline/nameChoices": typeof lib_pipeline_nameChoices;
  "lib/pipeline/nameLookup": typeof lib_pipeline_nameLookup;
  "lib/pipeline/notes": typeof lib_pipeline_notes;
  "lib/pipeline/planDraft": typeof lib_pipeline_planDraft;
  "lib/pipeline/quotes": typeof lib_pipeline_quotes;
  "lib/pipeline/resolutions": typeof lib_pipeline_resolutions;
  "lib/pipeline/resolveMention": typeof lib_pipeline_resolveMention;
  "lib/pipeline/roster": typeof lib_pipeline_roster;
  "lib/pipeline/stage": typeof lib_pipeline_stage;
  "lib/pipeline/transcriptGate": typeof lib_pipeline_transcriptGate;
  "lib/pipeline/transition": typeof lib_pipeline_transition;
  "lib/seed/accounts": typeof lib_seed_accounts;
  "lib/seed/clubs": typeof lib_seed_clubs;
  "lib/seed/composeNote": typeof lib_seed_composeNote;
  "lib/seed/planDay": typeof lib_seed_planDay;
  "lib/seed/random": typeof lib_seed_random;
  "lib/seed/recording": typeof lib_seed_recording;
  "lib/seed/sentences": typeof lib_seed_sentences;
  "lib/seed/writeCall": typeof lib_seed_writeCall;
  "lib/seed/writeClaims": typeof lib_seed_writeClaims;
  "lib/seed/writeDay": typeof lib_seed_writeDay;
  "lib/seed/writeNote": typeof lib_seed_writeNote;
  "lib/settings": typeof lib_settings;
  "lib/summary": typeof lib_summary;
  "lib/twilioClient": typeof lib_twilioClient;
  "lib/twilioMedia": typeof lib_twilioMedia;
  "lib/webhooks": typeof lib_webhooks;
  "models/aiModelConfig": typeof models_aiModelConfig;
  "models/aiServiceHealth": typeof models_aiServiceHealth;
  "models/aiUsage": typeof models_aiUsage;
  "models/clubs": typeof models_clubs;
  "models/conversationState": typeof models_conversationState;
  "models/heartbeats": typeof models_heartbeats;
  "models/insightDrafts": typeof models_insightDrafts;
  "models/jobs": typeof models_jobs;
  "models/metricsJobs": typeof models_metricsJobs;
  "models/outboundMessages": typeof models_outboundMessages;
  "models/platform": typeof models_platform;
  "models/seed": typeof models_seed;
  "models/settings": typeof models_settings;
  "models/users": typeof models_users;
  "models/voiceNoteArtifacts": typeof models_voiceNoteArtifacts;
  "models/voiceNoteClaims": typeof models_voiceNoteClaims;
  "models/voiceNoteEntityResolutions": typeof models_voiceNoteEntityResolutions;
  "models/voiceNoteInsights": typeof models_voiceNoteInsights;
  "models/voiceNoteTranscripts": typeof models_voiceNoteTranscripts;
  "models/voiceNotes": typeof models_voiceNotes;
  "models/voicePipelineEvents": typeof models_voicePipelineEvents;
  "models/voicePipelineMetrics": typeof models_voicePipelineMetrics;
  "models/voicePipelineRollup": typeof models_voicePipelineRollup;
  "models/whatsappMessages": typeof models_whatsappMessages;
  "tables/ai": typeof tables_ai;
  "tables/artifacts": typeof tables_artifacts;
  "tables/clubs": typeof tables_clubs;
  "tables/identity": typeof tables_identity;
  "tables/messaging": typeof tables_messaging;
  "tables/metrics": typeof tables_metrics;
  "tables/monitoring": typeof tables_monitoring;
  "tables/notes": typeof tables_notes;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {
  betterAuth: import("../betterAuth/_generated/component.js").ComponentApi<"betterAuth">;
  rateLimiter: import("@convex-dev/rate-limiter/_generated/component.js").ComponentApi<"rateLimiter">;
  migrations: import("@convex-dev/migrations/_generated/component.js").ComponentApi<"migrations">;
  jobsPool: import("@convex-dev/workpool/_generated/component.js").ComponentApi<"jobsPool">;
};
