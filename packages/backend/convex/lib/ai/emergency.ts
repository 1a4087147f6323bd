import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";

/** The one row of the platform's messaging settings, once staff have switched anything. */
export const findMessagingSettings = async (db: DbReader): Promise<Doc<"platformMessagingSettings"> | null> =>
  await db.query("platformMessagingSettings").first();

/** Read before each call and each message; written so rarely that nothing contends for it. */
export const emergencyOf = async (db: DbReader): Promise<Doc<"platformMessagingSettings"> | null> => {
  const row = await findMessagingSettings(db);
  return row?.emergencyMode ? row : null;
};
