/** The tables that an erasure goes through, a page at a time. */

import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { ErasureNames, ErasurePhase } from "../../tables/privacy";
import { findMessagingSettings } from "../ai/emergency";
import type { DbReader } from "../foundation/context";
import { teamsOfCoach } from "../host/people";
import { eraseMessage, eraseOutbound } from "./eraseMessages";
import { eraseFromNote, type Subject } from "./eraseNote";
import { erasePlainNote } from "./erasePlainNote";
import { ERASED, mentionsName, withoutNames } from "./names";
import { typedInto, viewText } from "./views";

/** At most some 3,500 rows each. */
const NOTES_PER_STEP = 2;
/** Each read once, and rarely written. */
export const ROWS_PER_STEP = 500;
/** Those that mention the name cost a look at their sender's messages each. */
export const PLAIN_NOTES_PER_STEP = 100;

export interface PhaseStep {
  erasure: Doc<"playerErasures">;
  subject: Subject;
  cursor: string | null;
  /** ms; rows that were stored before are left out. */
  since: number;
  now: number;
}

export interface PhaseResult {
  notes: number;
  texts: number;
  /** Null when the phase is over. */
  cursor: string | null;
}

type Phase = (ctx: MutationCtx, step: PhaseStep) => Promise<PhaseResult>;

const notesOf =
  (club: (step: PhaseStep) => string | undefined): Phase =>
  async (ctx, step) => {
    const { erasure, subject, cursor, since, now } = step;
    const organizationId = club(step);
    const { page, isDone, continueCursor } = await ctx.db
      .query("voiceNoteArtifacts")
      .withIndex("by_org_and_createdAt", (q) =>
        q.eq("organizationId", organizationId).gte("createdAt", since),
      )
      .paginate({ cursor, numItems: NOTES_PER_STEP });
    let notes = 0;
    for (const artifact of page) {
      if (!organizationId && !(await mayMean(ctx.db, artifact.senderUserId, erasure.organizationId)))
        continue;
      if (await eraseFromNote(ctx, artifact, subject, now)) notes += 1;
    }
    return { notes, texts: 0, cursor: isDone ? null : continueCursor };
  };

/** Somebody who coaches in other clubs only does not mean this club's player. */
export async function mayMean(
  db: DbReader,
  userId: Id<"users"> | undefined,
  organizationId: string,
): Promise<boolean> {
  if (!userId) return true;
  const teams = await teamsOfCoach(db, userId);
  return teams.length === 0 || teams.some((team) => team.organizationId === organizationId);
}

/** Whether a note mentions the player and has no run that would tell who was meant. */
export async function plainNoteNames(
  db: DbReader,
  note: Doc<"voiceNotes">,
  names: ErasureNames,
  organizationId: string,
): Promise<boolean> {
  if (!mentionsName(note.transcription ?? "", names.any)) return false;
  if (note.organizationId && note.organizationId !== organizationId) return false;
  if (!note.organizationId && !(await mayMean(db, note.coachUserId, organizationId))) return false;
  const run = await db
    .query("voiceNoteArtifacts")
    .withIndex("by_voiceNoteId", (q) => q.eq("voiceNoteId", note._id))
    .first();
  return run === null;
}

/** Notes that v2 never saw: what was heard or typed, and the recording. Nothing tells who was meant but the text. */
const notesWithoutRun: Phase = async (ctx, { erasure, subject, cursor, since, now }) => {
  const { page, isDone, continueCursor } = await ctx.db
    .query("voiceNotes")
    .withIndex("by_creation_time", (q) => q.gte("_creationTime", since))
    .paginate({ cursor, numItems: PLAIN_NOTES_PER_STEP });
  let notes = 0;
  for (const note of page) {
    if (!(await plainNoteNames(ctx.db, note, subject.names, erasure.organizationId))) continue;
    await erasePlainNote(ctx, note, now);
    notes += 1;
  }
  return { notes, texts: 0, cursor: isDone ? null : continueCursor };
};

/** Whether an inbound message names the player. That of nobody known does with the whole name only. */
export async function inboundNames(
  db: DbReader,
  message: Doc<"whatsappMessages">,
  names: ErasureNames,
  organizationId: string,
): Promise<boolean> {
  if (!mentionsName(message.body, message.userId ? names.own : names.full)) return false;
  if (message.organizationId && message.organizationId !== organizationId) return false;
  return await mayMean(db, message.userId, organizationId);
}

export async function outboundNames(
  db: DbReader,
  message: Doc<"outboundMessages">,
  names: ErasureNames,
  organizationId: string,
): Promise<boolean> {
  if (!mentionsName(message.body, message.userId ? names.own : names.full)) return false;
  const artifact = message.artifactId ? await db.get("voiceNoteArtifacts", message.artifactId) : null;
  const club = artifact?.organizationId;
  if (club && club !== organizationId) return false;
  return await mayMean(db, message.userId, organizationId);
}

/** Commands and replies, and what never became a note. */
const inbound: Phase = async (ctx, { erasure, subject, cursor, since, now }) => {
  const { page, isDone, continueCursor } = await ctx.db
    .query("whatsappMessages")
    .withIndex("by_creation_time", (q) => q.gte("_creationTime", since))
    .paginate({ cursor, numItems: ROWS_PER_STEP });
  let texts = 0;
  for (const message of page) {
    if (!(await inboundNames(ctx.db, message, subject.names, erasure.organizationId))) continue;
    await eraseMessage(ctx, message, now);
    texts += 1;
  }
  return { notes: 0, texts, cursor: isDone ? null : continueCursor };
};

const outbound: Phase = async (ctx, { erasure, subject, cursor, since }) => {
  const { page, isDone, continueCursor } = await ctx.db
    .query("outboundMessages")
    .withIndex("by_creation_time", (q) => q.gte("_creationTime", since))
    .paginate({ cursor, numItems: ROWS_PER_STEP });
  let texts = 0;
  for (const message of page) {
    if (!(await outboundNames(ctx.db, message, subject.names, erasure.organizationId))) continue;
    await eraseOutbound(ctx, message);
    texts += 1;
  }
  return { notes: 0, texts, cursor: isDone ? null : continueCursor };
};

// Of what staff wrote, the whole name alone: a first name there may be anybody's of any club.

const auditLog: Phase = async (ctx, { subject, cursor, since }) => {
  const { page, isDone, continueCursor } = await ctx.db
    .query("auditLog")
    .withIndex("by_creation_time", (q) => q.gte("_creationTime", since))
    .paginate({ cursor, numItems: ROWS_PER_STEP });
  const named = page.filter(({ detail }) => mentionsName(detail ?? "", subject.names.full));
  for (const { _id, detail = ERASED } of named) {
    await ctx.db.patch("auditLog", _id, { detail: withoutNames(detail, subject.names.full) });
  }
  return { notes: 0, texts: named.length, cursor: isDone ? null : continueCursor };
};

const alertNotes: Phase = async (ctx, { subject, cursor, since }) => {
  const { page, isDone, continueCursor } = await ctx.db
    .query("voicePipelineAlertSteps")
    .withIndex("by_creation_time", (q) => q.gte("_creationTime", since))
    .paginate({ cursor, numItems: ROWS_PER_STEP });
  const named = page.filter(({ note }) => mentionsName(note ?? "", subject.names.full));
  for (const { _id, note = ERASED } of named) {
    await ctx.db.patch("voicePipelineAlertSteps", _id, { note: withoutNames(note, subject.names.full) });
  }
  return { notes: 0, texts: named.length, cursor: isDone ? null : continueCursor };
};

const bulkRetries: Phase = async (ctx, { subject, cursor, since }) => {
  const { page, isDone, continueCursor } = await ctx.db
    .query("voicePipelineBulkRetries")
    .withIndex("by_creation_time", (q) => q.gte("_creationTime", since))
    .paginate({ cursor, numItems: ROWS_PER_STEP });
  const named = page.filter(({ reason }) => mentionsName(reason ?? "", subject.names.full));
  for (const { _id, reason = ERASED } of named) {
    await ctx.db.patch("voicePipelineBulkRetries", _id, { reason: withoutNames(reason, subject.names.full) });
  }
  return { notes: 0, texts: named.length, cursor: isDone ? null : continueCursor };
};

/** One row; what it said earlier is in the audit log. */
const emergencyReason: Phase = async (ctx, { subject }) => {
  const row = await findMessagingSettings(ctx.db);
  if (!row || !mentionsName(row.reason, subject.names.full)) return { notes: 0, texts: 0, cursor: null };
  await ctx.db.patch("platformMessagingSettings", row._id, {
    reason: withoutNames(row.reason, subject.names.full),
  });
  return { notes: 0, texts: 1, cursor: null };
};

/** Few, and renamed at any time: both passes look at all of them. */
const savedViews: Phase = async (ctx, { subject, cursor }) => {
  const { page, isDone, continueCursor } = await ctx.db
    .query("savedViews")
    .paginate({ cursor, numItems: ROWS_PER_STEP });
  const named = page.filter((view) => mentionsName(viewText(view), subject.names.full));
  for (const { _id, name, search } of named) {
    await ctx.db.patch("savedViews", _id, {
      name: withoutNames(name, subject.names.full),
      // What is typed into a filter is part of no sentence: all of it goes.
      search: mentionsName(typedInto(search), subject.names.full) ? "" : search,
    });
  }
  return { notes: 0, texts: named.length, cursor: isDone ? null : continueCursor };
};

export const PHASES = {
  notes_of_club: notesOf(({ erasure }) => erasure.organizationId),
  notes_without_club: notesOf(() => undefined),
  notes_without_run: notesWithoutRun,
  inbound_messages: inbound,
  outbound_messages: outbound,
  audit_log: auditLog,
  alert_notes: alertNotes,
  bulk_retries: bulkRetries,
  emergency_reason: emergencyReason,
  saved_views: savedViews,
} as const satisfies Record<ErasurePhase, Phase>;
