import {
  DEFAULT_SETTINGS,
  orderProblems,
  type SettingDefinition,
  type SettingKey,
  type Settings,
  settingProblem,
} from "@voice-flow/domain/settings";
import { fromInput } from "@voice-flow/domain/settings/words";
import { words } from "./words";

export type CheckedInput = { value: number } | { problem: string };

/** What was typed as a value of the setting, or why it cannot hold, alone or beside the others. */
export function checkInput(
  { key, definition }: { key: SettingKey; definition: SettingDefinition },
  text: string,
  others: Partial<Settings>,
): CheckedInput {
  const value = fromInput(text, definition);
  const alone = settingProblem(key, value);
  if (value === undefined || alone !== undefined) {
    return { problem: alone?.message ?? words.editor.notANumber };
  }
  const [contradiction] = orderProblems({ ...DEFAULT_SETTINGS, ...others, [key]: value });
  return contradiction === undefined ? { value } : { problem: contradiction.message };
}
