import type { Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { findProfile } from "./people";

/** Where nobody has set another one. */
const DEFAULT_TIME_ZONE = "Europe/Dublin";

/** The clock by which a coach reads times. A zone that this runtime does not know counts as none. */
export async function timeZoneOf(db: DbReader, userId: Id<"users">): Promise<string> {
  const timeZone = (await findProfile(db, userId))?.timezone;
  return timeZone && isKnown(timeZone) ? timeZone : DEFAULT_TIME_ZONE;
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}
