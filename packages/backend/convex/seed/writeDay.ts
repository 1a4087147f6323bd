/** A day of the past, for all coaches of the demonstration. */
import { limitWindowStart, RATE_LIMIT_DEFINITIONS, RATE_LIMITS } from "@voice-flow/domain/costs/limits";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { takeFromLimits } from "../lib/ai/platformLimits";
import type { DbReader } from "../lib/foundation/context";
import { emitEvents } from "../lib/foundation/events";
import { readSettings } from "../lib/foundation/settings";
import { findUserByPhone, teamsOfCoach } from "../lib/host/people";
import type { PipelineEvent } from "../tables/monitoring";
import { SEED_COACHES } from "./clubs";
import { DAY_MS, planDay } from "./planDay";
import type { SeedSender } from "./progress";
import { writeNote } from "./writeNote";

const MAX_PLAYERS_PER_TEAM = 40;
const EVENTS_PER_CALL = 100;
/** Taken from a limit at once: less than any part of it holds. */
const TAKEN_AT_ONCE = { messages: 20, "micro-dollars": 50_000 } as const;

/** Returns how many notes were written: those that are there already are left as they are. */
export async function writeDay(
  ctx: MutationCtx,
  { dayStart, now, recordingId }: { dayStart: number; now: number; recordingId?: Id<"_storage"> },
): Promise<number> {
  const senders = await readSenders(ctx.db, recordingId);
  const events: PipelineEvent[] = [];
  let written = 0;
  for (const [index, note] of planDay(dayStart, now).entries()) {
    const messageSid = `SMSEED${Math.floor(dayStart / DAY_MS)}N${index}`;
    const stored = await ctx.db
      .query("whatsappMessages")
      .withIndex("by_messageSid", (q) => q.eq("messageSid", messageSid))
      .unique();
    const sender = senders[Math.floor(note.coachDraw * senders.length)];
    if (stored || !sender) continue;
    await writeNote(ctx, sender, note, messageSid, (emitted) => void events.push(...emitted));
    written += 1;
  }
  // In the order in which they happened; notes overlap.
  const inOrder = events.toSorted((a, b) => a.timestamp - b.timestamp);
  for (let start = 0; start < inOrder.length; start += EVENTS_PER_CALL) {
    await emitEvents(ctx, inOrder.slice(start, start + EVENTS_PER_CALL));
  }
  await countInLimits(ctx, events, now);
  return written;
}

/** What the limits of this hour and this day would have counted. */
async function countInLimits(ctx: MutationCtx, events: readonly PipelineEvent[], now: number): Promise<void> {
  const settings = await readSettings(ctx.db);
  for (const limit of RATE_LIMITS) {
    const { unit } = RATE_LIMIT_DEFINITIONS[limit];
    const windowStart = limitWindowStart(limit, now);
    let left = events
      .filter(({ timestamp }) => timestamp >= windowStart)
      .reduce((total, event) => total + countOf(event, unit), 0);
    for (; left > 0; left -= TAKEN_AT_ONCE[unit]) {
      await takeFromLimits(ctx, [limit], Math.min(left, TAKEN_AT_ONCE[unit]), settings, now);
    }
  }
}

const countOf = ({ eventType, metadata }: PipelineEvent, unit: keyof typeof TAKEN_AT_ONCE): number => {
  if (unit === "messages") return eventType === "artifact_received" ? 1 : 0;
  return metadata?.aiCost ?? 0;
};

/** Each coach as often as their share says. A coach of two teams is in the list with each. */
async function readSenders(db: DbReader, recordingId?: Id<"_storage">): Promise<SeedSender[]> {
  const senders: SeedSender[] = [];
  for (const { phone, share } of SEED_COACHES) {
    const user = await findUserByPhone(db, phone);
    const teams = user ? await teamsOfCoach(db, user._id) : [];
    for (let count = 0; user && count < share; count += 1) {
      const team = teams[count % teams.length];
      if (!team) continue;
      senders.push({
        userId: user._id,
        phone,
        organizationId: team.organizationId,
        roster: { teamId: team._id, teamName: team.name, players: await playersOf(db, team._id) },
        recordingId,
      });
    }
  }
  return senders;
}

async function playersOf(db: DbReader, teamId: Id<"teams">) {
  const links = await db
    .query("teamPlayers")
    .withIndex("by_teamId", (q) => q.eq("teamId", teamId))
    .take(MAX_PLAYERS_PER_TEAM);
  const players = await Promise.all(links.map((link) => db.get("players", link.playerId)));
  return players.filter((player) => player !== null);
}
