import { resolveSettings, SETTING_KEYS, type Settings } from "@voice-flow/domain/settings";
import type { DbReader } from "./context";

/** The settings in force: defaults with the overrides that staff have stored. */
export async function readSettings(db: DbReader): Promise<Settings> {
  // One row per key at most, so that this is the whole table; a key of an older version may still lie there.
  const rows = await db
    .query("platformSettings")
    .withIndex("by_key")
    .take(SETTING_KEYS.length * 2);
  return resolveSettings(Object.fromEntries(rows.map((row) => [row.key, row.value]))).settings;
}
