/**
 * A note with the answer we expect from the product. The labelled set and the export of coaches' decisions share this
 * format, so both can judge a model.
 */

import { z } from "zod";
import { CLAIM_SEVERITIES, CLAIM_TOPICS, type ClaimTopic } from "../vocabulary/notes";
import { NOTE_TYPES } from "../vocabulary/pipeline";

export const SPORTS = ["hurling", "camogie", "football", "ladies_football", "soccer", "other"] as const;

/** What makes a note hard. Reports break the scores down by these. */
export const NOTE_TAGS = [
  "namesake",
  "rival",
  "correction",
  "negation",
  "everyday_name",
  "mishearing",
  "irish",
  "reported_speech",
  "several_players",
  "rambling",
  "nothing_to_save",
] as const;
export type NoteTag = (typeof NOTE_TAGS)[number];

const topicSchema = z.enum(CLAIM_TOPICS);
/** Topics that are equally right; the first is the one that the claim counts under. */
const topicsSchema = z
  .array(topicSchema)
  .min(1)
  .transform((topics): readonly [ClaimTopic, ...ClaimTopic[]] => [
    topics[0] ?? "performance",
    ...topics.slice(1),
  ]);

/** Whom a claim is about, and the words by which the note names them. */
export const subjectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("player"), playerId: z.string(), said: z.string().min(1) }),
  /** Only the coach can tell: linking any of these players is a wrong link. */
  z.object({ kind: z.literal("ask"), amongPlayerIds: z.array(z.string()).min(2), said: z.string().min(1) }),
  /** Named, but on none of the coach's teams. */
  z.object({ kind: z.literal("unlisted"), said: z.string().min(1) }),
  /** A team, or a group of no team in particular where `teamId` is missing. */
  z.object({ kind: z.literal("team"), teamId: z.string().optional(), said: z.string().optional() }),
  /** Who has to act: for todos only. */
  z.object({
    kind: z.literal("assignee"),
    who: z.enum(["recording_coach", "named_coach", "nobody"]),
    said: z.string().optional(),
  }),
]);
export type Subject = z.output<typeof subjectSchema>;

export const expectedClaimSchema = z.object({
  topics: topicsSchema,
  subject: subjectSchema,
  /** Words of the note that a claim about this must quote or tell: at least one of them. */
  words: z.array(z.string().min(1)).min(1),
  severity: z.enum(CLAIM_SEVERITIES).optional(),
});
export type ExpectedClaim = z.output<typeof expectedClaimSchema>;

const anyTopics = z.union([z.literal("any"), z.array(topicSchema).min(1)]);

/** A claim that is neither asked for nor wrong. Without a player it is about a team, a todo or nobody. */
export const allowedClaimSchema = z.object({ topics: anyTopics, playerId: z.string().optional() });
/** A claim that must not be made: a negated injury, a child who was only mentioned by mistake. */
export const forbiddenClaimSchema = z.object({ topics: anyTopics, playerId: z.string() });

export const rosterSchema = z.object({
  coachName: z.string(),
  coaches: z.array(z.object({ userId: z.string(), firstName: z.string(), lastName: z.string() })),
  teams: z.array(z.object({ teamId: z.string(), name: z.string(), ageGroup: z.string() })).min(1),
  players: z
    .array(
      z.object({
        playerId: z.string(),
        firstName: z.string(),
        lastName: z.string(),
        teamIds: z.array(z.string()).min(1),
      }),
    )
    .min(1),
});
export type Roster = z.output<typeof rosterSchema>;

export const labelledNoteSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  part: z.enum(["visible", "release"]),
  source: z.enum(["typed", "transcript"]),
  noteType: z.enum(NOTE_TYPES),
  sport: z.enum(SPORTS),
  tags: z.array(z.enum(NOTE_TAGS)),
  roster: rosterSchema,
  text: z.string().min(1),
  expected: z.array(expectedClaimSchema),
  allowed: z.array(allowedClaimSchema),
  forbidden: z.array(forbiddenClaimSchema),
});
export type LabelledNote = z.output<typeof labelledNoteSchema>;
