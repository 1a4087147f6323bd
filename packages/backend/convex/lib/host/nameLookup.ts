/** Names for rows of a page: each person, club and artifact is read once, however many rows mention it. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { findOrganization, findProfile } from "./people";

export interface NameLookup {
  coachName(userId: Id<"users"> | undefined): Promise<string | undefined>;
  clubName(organizationId: string | undefined): Promise<string | undefined>;
  artifact(id: Id<"voiceNoteArtifacts"> | undefined): Promise<Doc<"voiceNoteArtifacts"> | null>;
}

export function nameLookup(db: DbReader): NameLookup {
  const coach = once(async (userId: Id<"users">) => {
    const profile = await findProfile(db, userId);
    return profile ? `${profile.firstName} ${profile.lastName}`.trim() : undefined;
  });
  const club = once(async (organizationId: string) => (await findOrganization(db, organizationId))?.name);
  const artifact = once((id: Id<"voiceNoteArtifacts">) => db.get("voiceNoteArtifacts", id));
  return {
    coachName: async (userId) => (userId === undefined ? undefined : await coach(userId)),
    clubName: async (organizationId) =>
      organizationId === undefined ? undefined : await club(organizationId),
    artifact: async (id) => (id === undefined ? null : await artifact(id)),
  };
}

function once<Key, Value>(read: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const known = new Map<Key, Promise<Value>>();
  return (key) => {
    const found = known.get(key) ?? read(key);
    known.set(key, found);
    return found;
  };
}
