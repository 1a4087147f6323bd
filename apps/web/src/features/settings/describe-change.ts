import type { api } from "@voice-flow/backend/api";
import { PRICE_UNITS } from "@voice-flow/domain/ai-models/model";
import { FEATURE_FLAG_KEYS, FEATURE_FLAGS } from "@voice-flow/domain/flags/flags";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { CLAIM_TOPIC_LABELS } from "@voice-flow/domain/labels/topics";
import { isSettingKey, SETTINGS } from "@voice-flow/domain/settings";
import { formatSetting, settingLabel } from "@voice-flow/domain/settings/words";
import { CLAIM_TOPICS } from "@voice-flow/domain/vocabulary/notes";
import { AI_FEATURE_LABELS, AI_FEATURES } from "@voice-flow/domain/vocabulary/operations";
import type { FunctionReturnType } from "convex/server";
import { PRICE_UNIT_LABELS } from "./model-words";
import { words } from "./words";

export type ChangeRow = FunctionReturnType<typeof api.models.settings.listChanges>["page"][number];
type Value = ChangeRow["from"];
export type DescribedChange = { what: string; from: string; to: string };

/** A change in the words of the page. What this page does not know any more keeps its key. */
export function describeChange(row: Pick<ChangeRow, "kind" | "key" | "scope" | "scopeName" | "from" | "to">) {
  const { what, say } = WORDS[row.kind](row.key);
  const described: DescribedChange = { what: `${what}${forWhom(row)}`, from: say(row.from), to: say(row.to) };
  return described;
}

function forWhom({ scope, scopeName }: Pick<ChangeRow, "scope" | "scopeName">): string {
  if (scope === undefined) {
    return "";
  }
  if (scope === "platform") {
    return words.described.forEverybody;
  }
  return words.described.forWhom(
    scopeName ?? (scope === "user" ? words.described.goneCoach : words.described.goneClub),
  );
}

type Wording = { what: string; say: (value: Value) => string };

/** "whisper-1: audio_minutes from 2026-11-29" */
const PRICE_KEY = /^(.+): (\w+) from ([\d-]+)$/;

const plain = (value: Value): string => (value === null ? "default" : String(value));

const WORDS = {
  setting_changed: (key) => {
    if (!isSettingKey(key)) {
      return { what: key, say: plain };
    }
    const { unit } = SETTINGS[key];
    return {
      what: settingLabel(key),
      say: (value) => (typeof value === "number" ? formatSetting(value, unit) : "default"),
    };
  },
  feature_flag_changed: (key) => {
    const known = FEATURE_FLAG_KEYS.find((each) => each === key);
    return {
      what: known === undefined ? key : FEATURE_FLAGS[known].title,
      say: (value) => (value === null ? words.described.notSet : value ? "on" : "off"),
    };
  },
  auto_apply_changed: (key) => {
    const topic = CLAIM_TOPICS.find((each) => each === key);
    return {
      what: topic === undefined ? key : CLAIM_TOPIC_LABELS[topic],
      say: (value) => {
        if (typeof value === "boolean") {
          return value ? words.described.withoutAsking : words.described.asksFirst;
        }
        return typeof value === "number" ? formatSetting(value, "share") : words.described.theSetting;
      },
    };
  },
  ai_model_chosen: (key) => {
    const known = AI_FEATURES.find((each) => each === key);
    return { what: known === undefined ? key : AI_FEATURE_LABELS[known], say: plain };
  },
  ai_model_changed: (key) => {
    const [, model = "", unit, day = ""] = PRICE_KEY.exec(key) ?? [];
    const priced = PRICE_UNITS.find((each) => each === unit);
    if (priced === undefined) {
      return { what: key, say: (value) => (value === null ? "none" : String(value)) };
    }
    return {
      what: words.described.price(model, PRICE_UNIT_LABELS[priced], day),
      say: (value) => (typeof value === "number" ? formatMicroDollars(value) : "none"),
    };
  },
} as const satisfies Record<ChangeRow["kind"], (key: string) => Wording>;
