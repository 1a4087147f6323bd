import type { AiFeature, AiProvider } from "@voice-flow/domain/vocabulary/operations";
import type { DbReader } from "../foundation/context";

export interface ModelChoice {
  provider: AiProvider;
  model: string;
}

/**
 * What a feature uses where nobody chose otherwise. Transcription defaults to whisper-1, the one model of the provider that
 * returns segments with times: claims are aligned with the audio by them. The cheaper gpt-4o-mini-transcribe can be
 * configured and gives the text alone.
 */
export const DEFAULT_MODELS = {
  voice_transcription: { provider: "openai", model: "whisper-1" },
  claims_extraction: { provider: "openai", model: "gpt-4o" },
} as const satisfies Record<AiFeature, ModelChoice>;

/** The club's model if it has one that is enabled, then the platform's, then the default. */
export async function modelFor(
  db: DbReader,
  feature: AiFeature,
  organizationId: string | undefined,
): Promise<ModelChoice> {
  const ofClub =
    organizationId === undefined
      ? null
      : await db
          .query("aiModelConfig")
          .withIndex("by_feature_scope_org", (q) =>
            q.eq("feature", feature).eq("scope", "organization").eq("organizationId", organizationId),
          )
          .first();
  const row = ofClub?.enabled
    ? ofClub
    : await db
        .query("aiModelConfig")
        .withIndex("by_feature_scope_org", (q) =>
          q.eq("feature", feature).eq("scope", "platform").eq("organizationId", undefined),
        )
        .first();
  return row?.enabled ? { provider: row.provider, model: row.model } : DEFAULT_MODELS[feature];
}
