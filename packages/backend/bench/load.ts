/** What the benchmark stores: clubs with notes, an hour with many events, and something in every period of every range. */
import { outcomeOf, type PipelineEventDraft } from "@voice-flow/domain/events/event";
import type { PipelineEventType, PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import type { JSONValue } from "convex/values";
import { z } from "zod";
import type { BenchClient } from "./client";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EVENTS_PER_CALL = 200;

/** Notes of as many coaches, in as many clubs as there are: the most names that a page of 50 rows can need. */
const NOTES = 60;

export interface LoadedNote {
  artifactId: string;
  coachUserId: string;
}

export const organizationName = (index: number): string => `org-${String(index).padStart(5, "0")}`;

/** One note each of {@link NOTES} coaches. */
export async function loadNotes(client: BenchClient, organizations: number): Promise<LoadedNote[]> {
  const now = Date.now();
  const notes: LoadedNote[] = [];
  for (let index = 0; index < NOTES; index += 1) {
    const organizationId = organizationName(index % organizations);
    const name = `Club ${index % organizations}`;
    const club = { organizationId, name, slug: organizationId, shortNames: [], autoApplyTopics: [], now };
    const team = { name: "U12", ageGroup: "u12", sport: "hurling", players: [] };
    await client.mutation("models/clubs:registerClub", { ...club, teams: [team] });
    const phone = `+35386${String(1_000_000 + index)}`;
    const coach = { phone, firstName: "Coach", lastName: String(index), teamIds: [], now };
    const coachUserId = z.string().parse(await client.mutation("models/users:registerCoach", coach));
    const note = {
      coachUserId,
      organizationId,
      noteType: "training",
      source: "whatsapp_text",
      text: "A note.",
    };
    const voiceNoteId = await client.mutation("models/voiceNotes:createTypedNote", note);
    const artifactId = z.string().parse(
      await client.mutation("models/voiceNoteArtifacts:createArtifact", {
        sourceChannel: "whatsapp_text",
        senderUserId: coachUserId,
        organizationId,
        noteType: "training",
        voiceNoteId,
      }),
    );
    notes.push({ artifactId, coachUserId });
  }
  await client.idle();
  return notes;
}

/** What a run tells, in order: the stage, how long it took, and what came of it. */
const RUN: readonly [
  PipelineEventType,
  PipelineStage | undefined,
  number | undefined,
  PipelineEventDraft["metadata"]?,
][] = [
  ["artifact_received", "ingestion", undefined],
  ["transcription_started", "transcription", undefined],
  [
    "transcription_completed",
    "transcription",
    4_000,
    { aiModel: "whisper-1", aiCost: 900, confidenceScore: 0.9, transcriptDuration: 9 },
  ],
  ["claims_extraction_started", "claims_extraction", undefined],
  [
    "claims_extracted",
    "claims_extraction",
    3_000,
    { aiModel: "gpt-4o", aiCost: 2_500, claimCount: 3, confidenceScore: 0.8 },
  ],
  [
    "entity_resolution_completed",
    "entity_resolution",
    50,
    { entityCount: 3, autoResolvedCount: 2, disambiguationCount: 1 },
  ],
  ["drafts_generated", "draft_generation", 80, { claimCount: 3, draftCount: 3 }],
  ["artifact_completed", undefined, 8_000],
  ["draft_confirmed", "confirmation", undefined],
  ["artifact_failed", "claims_extraction", undefined],
];

let emitted = 0;

function eventOf(index: number, timestamp: number, notes: readonly LoadedNote[], organizations: number) {
  const [eventType, pipelineStage, durationMs, metadata] = RUN[index % RUN.length] ??
    RUN[0] ?? ["artifact_received"];
  const run = Math.floor(index / RUN.length);
  const note = notes[run % notes.length];
  emitted += 1;
  const event = {
    eventId: `bench:${emitted}`,
    eventType,
    outcome: outcomeOf(eventType),
    // Bell-shaped by a deterministic draw: durations that are all the same would make small histograms.
    ...(durationMs !== undefined && { durationMs: durationMs + ((emitted * 7919) % (durationMs * 3)) }),
    ...(pipelineStage !== undefined && { pipelineStage }),
    ...(metadata !== undefined && { metadata: { ...metadata } }),
    ...(note && { artifactId: note.artifactId, coachUserId: note.coachUserId }),
    // Neighbours are of different organisations, as in a burst after evening training.
    organizationId: organizationName(index % organizations),
    attempt: 1,
    timestamp,
  };
  return event;
}

/** Calls `logEvents` as the pipeline does, but with as many events as one call takes. */
async function log(client: BenchClient, events: { [key: string]: JSONValue }[]): Promise<void> {
  for (let from = 0; from < events.length; from += EVENTS_PER_CALL) {
    await client.mutation("models/voicePipelineEvents:logEvents", {
      events: events.slice(from, from + EVENTS_PER_CALL),
    });
  }
}

/** An event in every five minutes of half a day, every hour of two weeks and every day of two months before `now`. */
export async function loadHistory(
  client: BenchClient,
  notes: readonly LoadedNote[],
  now: number,
): Promise<number> {
  const ages = [
    ...Array.from({ length: 150 }, (_, index) => (index + 12) * 5 * MINUTE),
    ...Array.from({ length: 340 }, (_, index) => (index + 12) * HOUR),
    ...Array.from({ length: 62 }, (_, index) => index * DAY),
  ];
  await log(
    client,
    ages.map((age, index) => eventOf(index, now - age, notes, 1)),
  );
  return ages.length;
}

/** Events of the hour before `now`, spread evenly. */
export async function loadHour(
  client: BenchClient,
  notes: readonly LoadedNote[],
  { count, organizations, now }: { count: number; organizations: number; now: number },
): Promise<void> {
  const slice = 10_000;
  for (let done = 0; done < count; done += slice) {
    const events = Array.from({ length: Math.min(slice, count - done) }, (_, offset) => {
      const index = done + offset;
      return eventOf(index, now - HOUR + Math.floor((index * HOUR) / count), notes, organizations);
    });
    await log(client, events);
  }
}

export const sampleEvents = (notes: readonly LoadedNote[], now: number, organizations: number) =>
  Array.from({ length: 10 }, (_, index) => eventOf(index, now, notes, organizations));
