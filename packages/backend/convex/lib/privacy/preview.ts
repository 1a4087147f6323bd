/** What an erasure would erase: the erasure's own rules, a page at a time, without a change. */
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { ERASURE_PHASES, type ErasurePhase, erasurePhaseValidator } from "../../tables/privacy";
import { findMessagingSettings } from "../ai/emergency";
import type { DbReader } from "../foundation/context";
import { functionError } from "../foundation/errors";
import { claimsAbout, mentionedInText, type Subject } from "./eraseNote";
import { aliasesOf, namesOfPlayer, teamLinksOf } from "./erasure";
import { mentionsName } from "./names";
import { type NoteRows, readNoteRows } from "./noteRows";
import {
  inboundNames,
  mayMean,
  outboundNames,
  PLAIN_NOTES_PER_STEP,
  plainNoteNames,
  ROWS_PER_STEP,
} from "./phases";
import { viewText } from "./views";

/** At most some 3,500 rows each. */
const NOTES_PER_STEP = 4;

const countFields = {
  teams: v.number(),
  aliases: v.number(),
  notes: v.number(),
  recordings: v.number(),
  transcripts: v.number(),
  claims: v.number(),
  drafts: v.number(),
  insights: v.number(),
  messages: v.number(),
  /** What staff wrote: reasons of retries, notes on incidents, details of the audit log. */
  remarks: v.number(),
};
export const erasureCountsValidator = v.object(countFields);
export type ErasureCounts = Infer<typeof erasureCountsValidator>;

export const previewPlaceValidator = v.object({
  phase: erasurePhaseValidator,
  cursor: v.union(v.string(), v.null()),
});
export type PreviewPlace = Infer<typeof previewPlaceValidator>;

export const previewStepValidator = v.object({
  /** Of this step alone. */
  counts: erasureCountsValidator,
  /** Notes that were looked through in this step. */
  notesSeen: v.number(),
  next: v.union(v.null(), previewPlaceValidator),
});
export type PreviewStep = Infer<typeof previewStepValidator>;

const NOTHING: ErasureCounts = {
  teams: 0,
  aliases: 0,
  notes: 0,
  recordings: 0,
  transcripts: 0,
  claims: 0,
  drafts: 0,
  insights: 0,
  messages: 0,
  remarks: 0,
};

interface Wanted {
  db: DbReader;
  subject: Subject;
  organizationId: string;
  cursor: string | null;
}

interface Page {
  counts: Partial<ErasureCounts>;
  notesSeen: number;
  cursor: string | null;
}

/** Throws ConvexError `not_found`. */
export async function previewStepOf(
  db: DbReader,
  playerId: Id<"players">,
  at: PreviewPlace | undefined,
): Promise<PreviewStep> {
  const player = await db.get("players", playerId);
  if (!player) throw functionError("not_found");
  const { phase, cursor } = at ?? { phase: ERASURE_PHASES[0], cursor: null };
  const subject = { playerId, names: await namesOfPlayer(db, player) };
  const { organizationId } = player;
  const page = await READ[phase]({ db, subject, organizationId, cursor });
  const links = at
    ? {}
    : {
        teams: (await teamLinksOf(db, playerId)).length,
        aliases: (await aliasesOf(db, playerId)).length,
      };
  const following = ERASURE_PHASES[ERASURE_PHASES.indexOf(phase) + 1];
  return {
    counts: { ...NOTHING, ...page.counts, ...links },
    notesSeen: page.notesSeen,
    next:
      page.cursor !== null
        ? { phase, cursor: page.cursor }
        : following
          ? { phase: following, cursor: null }
          : null,
  };
}

type Read = (wanted: Wanted) => Promise<Page>;

const notesOf =
  (ofClub: boolean): Read =>
  async ({ db, subject, organizationId, cursor }) => {
    const { page, isDone, continueCursor } = await db
      .query("voiceNoteArtifacts")
      .withIndex("by_org_and_createdAt", (q) => q.eq("organizationId", ofClub ? organizationId : undefined))
      .paginate({ cursor, numItems: NOTES_PER_STEP });
    const counts = { ...NOTHING };
    for (const artifact of page) {
      if (!ofClub && !(await mayMean(db, artifact.senderUserId, organizationId))) continue;
      addNote(counts, await readNoteRows(db, artifact), subject);
    }
    return { counts, notesSeen: page.length, cursor: isDone ? null : continueCursor };
  };

function addNote(counts: ErasureCounts, rows: NoteRows, subject: Subject): void {
  const about = claimsAbout(rows, subject);
  if (about.size === 0 && !mentionedInText(rows, subject)) return;
  const { note, transcript, message, drafts, insights, outbound } = rows;
  const his = drafts.filter(({ playerId, claimId }) => playerId === subject.playerId || about.has(claimId));
  counts.notes += 1;
  if (note?.audioStorageId ?? message?.mediaStorageId) counts.recordings += 1;
  if (transcript ?? note?.transcription) counts.transcripts += 1;
  counts.claims += about.size;
  counts.drafts += his.length;
  counts.insights += insights.filter(
    ({ playerId, draftId }) => playerId === subject.playerId || his.some(({ _id }) => _id === draftId),
  ).length;
  counts.messages += outbound.length + (message ? 1 : 0);
}

/** Notes that v2 never saw. */
const notesWithoutRun: Read = async ({ db, subject, organizationId, cursor }) => {
  const found = await db.query("voiceNotes").paginate({ cursor, numItems: PLAIN_NOTES_PER_STEP });
  const counts = { ...NOTHING };
  for (const note of found.page) {
    if (!(await plainNoteNames(db, note, subject.names, organizationId))) continue;
    counts.notes += 1;
    counts.transcripts += 1;
    if (note.audioStorageId) counts.recordings += 1;
  }
  return { counts, notesSeen: 0, cursor: nextOf(found) };
};

const inbound: Read = async ({ db, subject, organizationId, cursor }) => {
  const found = await db.query("whatsappMessages").paginate({ cursor, numItems: ROWS_PER_STEP });
  // Those of notes are counted with their notes.
  const messages = await countWhere(
    found.page,
    async (message) =>
      !message.artifactId && (await inboundNames(db, message, subject.names, organizationId)),
  );
  return { counts: { messages }, notesSeen: 0, cursor: nextOf(found) };
};

const outbound: Read = async ({ db, subject, organizationId, cursor }) => {
  const found = await db.query("outboundMessages").paginate({ cursor, numItems: ROWS_PER_STEP });
  const messages = await countWhere(
    found.page,
    async (message) =>
      !message.artifactId && (await outboundNames(db, message, subject.names, organizationId)),
  );
  return { counts: { messages }, notesSeen: 0, cursor: nextOf(found) };
};

const remarksOf = (found: Found, texts: readonly (string | undefined)[], { names }: Subject): Page => ({
  counts: { remarks: texts.filter((text) => mentionsName(text ?? "", names.full)).length },
  notesSeen: 0,
  cursor: nextOf(found),
});

const READ = {
  notes_of_club: notesOf(true),
  notes_without_club: notesOf(false),
  notes_without_run: notesWithoutRun,
  inbound_messages: inbound,
  outbound_messages: outbound,
  audit_log: async ({ db, subject, cursor }) => {
    const found = await db.query("auditLog").paginate({ cursor, numItems: ROWS_PER_STEP });
    return remarksOf(
      found,
      found.page.map(({ detail }) => detail),
      subject,
    );
  },
  alert_notes: async ({ db, subject, cursor }) => {
    const found = await db.query("voicePipelineAlertSteps").paginate({ cursor, numItems: ROWS_PER_STEP });
    return remarksOf(
      found,
      found.page.map(({ note }) => note),
      subject,
    );
  },
  emergency_reason: async ({ db, subject }) => {
    const row = await findMessagingSettings(db);
    return remarksOf({ isDone: true, continueCursor: "" }, [row?.reason], subject);
  },
  saved_views: async ({ db, subject, cursor }) => {
    const found = await db.query("savedViews").paginate({ cursor, numItems: ROWS_PER_STEP });
    return remarksOf(found, found.page.map(viewText), subject);
  },
  bulk_retries: async ({ db, subject, cursor }) => {
    const found = await db.query("voicePipelineBulkRetries").paginate({ cursor, numItems: ROWS_PER_STEP });
    return remarksOf(
      found,
      found.page.map(({ reason }) => reason),
      subject,
    );
  },
} as const satisfies Record<ErasurePhase, Read>;

type Found = { isDone: boolean; continueCursor: string };
const nextOf = ({ isDone, continueCursor }: Found): string | null => (isDone ? null : continueCursor);

async function countWhere<Row extends Doc<"whatsappMessages"> | Doc<"outboundMessages">>(
  rows: readonly Row[],
  matches: (row: Row) => Promise<boolean>,
): Promise<number> {
  let count = 0;
  for (const row of rows) if (await matches(row)) count += 1;
  return count;
}
