/** Which model a feature uses, and what is known of it. A model that is not known, or has no price, is not called. */
import { findModel, KNOWN_MODELS } from "@voice-flow/domain/ai-models/known-models";
import { type AiModel, isPriced } from "@voice-flow/domain/ai-models/model";
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

/** The row of a feature, for the platform or for one club. */
export const findModelConfig = async (db: DbReader, feature: AiFeature, organizationId: string | undefined) =>
  await db
    .query("aiModelConfig")
    .withIndex("by_feature_scope_org", (q) =>
      q
        .eq("feature", feature)
        .eq("scope", organizationId === undefined ? "platform" : "organization")
        .eq("organizationId", organizationId),
    )
    .first();

/** The club's model if it has one that is enabled, then the platform's, then the default. */
export async function modelChoice(
  db: DbReader,
  feature: AiFeature,
  organizationId: string | undefined,
): Promise<ModelChoice> {
  const ofClub = organizationId === undefined ? null : await findModelConfig(db, feature, organizationId);
  const row = ofClub?.enabled ? ofClub : await findModelConfig(db, feature, undefined);
  return row?.enabled ? { provider: row.provider, model: row.model } : DEFAULT_MODELS[feature];
}

/** Staff add a model now and then; each is read before a call. */
export const MAX_STORED_MODELS = 60;

/** Staff's own rows, then what the product knows from the start and they have not changed. */
export async function allModels(db: DbReader): Promise<AiModel[]> {
  const rows = await db.query("aiModels").withIndex("by_provider_and_model").take(MAX_STORED_MODELS);
  const stored = rows.map(({ provider, model, feature, capabilities, prices }) => ({
    provider,
    model,
    feature,
    capabilities,
    prices,
  }));
  const isStored = (known: AiModel) =>
    stored.some(({ provider, model }) => provider === known.provider && model === known.model);
  return [...stored, ...KNOWN_MODELS.filter((known) => !isStored(known))];
}

/**
 * The models that may be called for a feature: the chosen one, then all others that could stand in for it where it does not
 * take what is to be sent. Empty where the chosen one is unknown or has no price: another is never taken for that reason.
 */
export async function callableModels(
  db: DbReader,
  feature: AiFeature,
  organizationId: string | undefined,
  now: number,
): Promise<AiModel[]> {
  const choice = await modelChoice(db, feature, organizationId);
  const models = (await allModels(db)).filter((model) => model.feature === feature && isPriced(model, now));
  const chosen = findModel(choice, models);
  if (!chosen) return [];
  // A dated name has its own name on the provider's side.
  return [{ ...chosen, model: choice.model }, ...models.filter((model) => model !== chosen)];
}

/** The chosen model of a feature; undefined where it may not be called. */
export const modelFor = async (
  db: DbReader,
  feature: AiFeature,
  organizationId: string | undefined,
  now: number,
): Promise<AiModel | undefined> => (await callableModels(db, feature, organizationId, now))[0];
