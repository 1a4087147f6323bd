/** Feature flags as they are stored; what decides is in the domain (`flags/flags`). */
import {
  decideFlag,
  type EffectiveFlag,
  FEATURE_FLAGS,
  type FeatureFlagKey,
  readVariable,
  type VariableState,
} from "@voice-flow/domain/flags/flags";
import type { Doc, Id } from "../../_generated/dataModel";
import { type Actor, recordChange } from "../foundation/audit";
import type { DbReader, DbWriter } from "../foundation/context";
import { optionalEnvironment } from "../foundation/environment";
import { functionError } from "../foundation/errors";
import { findOrganization, organizationsOfCoach } from "./people";

/** For whom a flag is asked. Without an organisation, or a user, its rows have no say. */
export interface FlagSubject {
  organizationId?: string;
  userId?: Id<"users">;
}

/** Whose row it is. */
export type FlagTarget =
  | { scope: "platform" }
  | { scope: "organization"; organizationId: string }
  | { scope: "user"; userId: Id<"users"> };

export const variableState = (key: FeatureFlagKey): VariableState =>
  readVariable(optionalEnvironment(FEATURE_FLAGS[key].variable));

/** The value in force and why; three look-ups at most. */
export async function readFlag(
  db: DbReader,
  key: FeatureFlagKey,
  { organizationId, userId }: FlagSubject,
): Promise<EffectiveFlag> {
  const enabledFor = async (target: FlagTarget) => (await findFlagRow(db, key, target))?.enabled ?? null;
  return decideFlag({
    variable: variableState(key),
    rows: {
      platform: await enabledFor({ scope: "platform" }),
      organization:
        organizationId === undefined
          ? undefined
          : await enabledFor({ scope: "organization", organizationId }),
      user: userId === undefined ? undefined : await enabledFor({ scope: "user", userId }),
    },
  });
}

/**
 * Whether a note becomes a run of v2. While it is not known for which of the coach's clubs it is, only if it would be in
 * each of them: no club gets records of a pipeline that is off for it.
 */
export async function runsV2(
  db: DbReader,
  { userId, organizationId }: { userId: Id<"users">; organizationId?: string },
): Promise<boolean> {
  const isOn = async (club: string | undefined) =>
    (await readFlag(db, "voice_notes_v2", { organizationId: club, userId })).enabled;
  if (organizationId !== undefined) return await isOn(organizationId);
  const clubs = await organizationsOfCoach(db, userId);
  if (clubs.length === 0) return await isOn(undefined);
  const decisions = await Promise.all(clubs.map((club) => isOn(club.organizationId)));
  return decisions.every(Boolean);
}

export async function findFlagRow(
  db: DbReader,
  key: FeatureFlagKey,
  target: FlagTarget,
): Promise<Doc<"featureFlags"> | null> {
  const rows = db.query("featureFlags");
  switch (target.scope) {
    case "platform":
      return await rows
        .withIndex("by_featureKey_and_scope", (q) => q.eq("featureKey", key).eq("scope", "platform"))
        .first();
    case "organization":
      return await rows
        .withIndex("by_featureKey_scope_org", (q) =>
          q.eq("featureKey", key).eq("scope", "organization").eq("organizationId", target.organizationId),
        )
        .first();
    case "user":
      return await rows
        .withIndex("by_featureKey_scope_user", (q) =>
          q.eq("featureKey", key).eq("scope", "user").eq("userId", target.userId),
        )
        .first();
  }
}

/**
 * Sets the row of a flag, or takes it away with `enabled: null`, on the record. What is so already changes nothing and
 * returns false. Throws ConvexError `not_found` for an organisation or a coach that there is not.
 */
export async function changeFlag(
  db: DbWriter,
  change: {
    key: FeatureFlagKey;
    target: FlagTarget;
    enabled: boolean | null;
    actor: Actor;
    reason?: string;
    now: number;
  },
): Promise<boolean> {
  const { key, target, enabled, actor, reason, now } = change;
  const stored = await findFlagRow(db, key, target);
  if ((stored?.enabled ?? null) === enabled) return false;
  if (enabled !== null) await checkTargetOrThrow(db, target);
  const changed = { updatedBy: actor.authUserId, updatedByName: actor.name, updatedAt: now };
  if (enabled === null) {
    if (stored) await db.delete("featureFlags", stored._id);
  } else if (stored) await db.patch("featureFlags", stored._id, { enabled, ...changed });
  else await db.insert("featureFlags", { featureKey: key, ...target, enabled, ...changed });
  await recordChange(db, {
    kind: "feature_flag_changed",
    actor,
    change: { key, ...target, from: stored?.enabled ?? null, to: enabled },
    reason,
    now,
  });
  return true;
}

async function checkTargetOrThrow(db: DbReader, target: FlagTarget): Promise<void> {
  if (target.scope === "organization" && !(await findOrganization(db, target.organizationId))) {
    throw functionError("not_found", "There is no such organisation any more.");
  }
  if (target.scope === "user" && !(await db.get("users", target.userId))?.roles.includes("coach")) {
    throw functionError("not_found", "There is no such coach any more.");
  }
}
