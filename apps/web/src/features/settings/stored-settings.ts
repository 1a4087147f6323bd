"use client";

import { api } from "@voice-flow/backend/api";
import {
  isSettingKey,
  SETTING_GROUP_TITLES,
  SETTING_GROUPS,
  SETTINGS,
  type SettingDefinition,
  type SettingGroup,
  type SettingKey,
} from "@voice-flow/domain/settings";
import { settingLabel } from "@voice-flow/domain/settings/words";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useMemo } from "react";
import { useStaffArgs } from "@/lib/session/query-args";

type Stored = FunctionReturnType<typeof api.models.settings.getSettings>[number];

/** One setting with what it is, what it is called, and what holds. */
export type ShownSetting = Omit<Stored, "key"> & {
  key: SettingKey;
  label: string;
  definition: SettingDefinition;
  /** Staff have set it. */
  isSet: boolean;
};

/** Every setting in the order of the module; undefined until the first answer. */
export function useSettings(): readonly ShownSetting[] | undefined {
  const stored = useQuery(api.models.settings.getSettings, useStaffArgs({}));
  return useMemo(() => stored?.flatMap(shown), [stored]);
}

function shown({ key, ...row }: Stored): ShownSetting[] {
  // A deployment that is newer than this page may have settings that it does not know.
  if (!isSettingKey(key)) {
    return [];
  }
  const isSet = row.updatedAt !== undefined;
  return [{ ...row, key, label: settingLabel(key), definition: SETTINGS[key], isSet }];
}

/** Those that have every word of the search in their name, meaning or group. */
export function matching(
  settings: readonly ShownSetting[],
  { search, onlySet }: { search: string; onlySet: boolean },
): readonly ShownSetting[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return settings.filter(({ key, label, definition, isSet }) => {
    if (onlySet && !isSet) {
      return false;
    }
    const text = [key, label, definition.description, SETTING_GROUP_TITLES[definition.group]]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The groups that have any of them, in their order. */
export function inGroups(
  settings: readonly ShownSetting[],
): readonly { group: SettingGroup; settings: readonly ShownSetting[] }[] {
  return SETTING_GROUPS.map((group) => ({
    group,
    settings: settings.filter(({ definition }) => definition.group === group),
  })).filter((each) => each.settings.length > 0);
}
