import {
  EVENT_TYPES,
  PIPELINE_EVENT_TYPES,
  PIPELINE_STAGES,
  type PipelineEventType,
} from "@voice-flow/domain/vocabulary/pipeline";
import fc from "fast-check";
import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import { startArtifact } from "../convex/lib/pipeline/transition";
import type { PipelineEvent } from "../convex/tables/monitoring";
import { asStaff, type Backend, createBackend, seedClub } from "./harness";
import { anEvent, log, TEN_OCLOCK } from "./metrics";

/** Documents that one page of a list may read, whatever is stored. */
const PAGE_BUDGET = 300;
const PAGE = 50;
const CLUBS = 55;

/** Notes of as many coaches and clubs, and events of every type and stage about them, several at the same time. */
async function manyEvents(t: Backend) {
  await t.run(async (ctx) => {
    // The worker runs beside the test and is held to the same number of documents.
    await ctx.db.insert("platformSettings", {
      key: "ROLLUP_BATCH_SIZE",
      value: 10,
      updatedBy: "t",
      updatedAt: 0,
    });
  });
  const notes = [];
  for (let index = 0; index < CLUBS; index += 1) {
    const club = await seedClub(t, {
      organizationId: `org-${index}`,
      phone: `+35386123${String(index).padStart(4, "0")}`,
      roster: [],
    });
    const { coachUserId, organizationId } = club;
    const note = {
      artifactId: `artifact-${index}`,
      senderUserId: coachUserId,
      organizationId,
      orgCandidates: [],
      sourceChannel: "whatsapp_audio" as const,
      noteType: "training" as const,
    };
    notes.push(await t.run((ctx) => startArtifact(ctx, note, TEN_OCLOCK)));
  }
  const events: PipelineEvent[] = [];
  for (let index = 0; index < 900; index += 1) {
    const type = PIPELINE_EVENT_TYPES[(index * 7) % PIPELINE_EVENT_TYPES.length] ?? "artifact_received";
    const note = notes[(index * 13) % (index % 3 === 0 ? 3 : CLUBS)];
    events.push(
      anEvent(type, TEN_OCLOCK + Math.floor(index / 4) * 1000, {
        artifactId: note?._id,
        organizationId: note?.organizationId,
        coachUserId: note?.senderUserId,
        pipelineStage: PIPELINE_STAGES[(index * 5) % PIPELINE_STAGES.length],
      }),
    );
  }
  await log(t, events);
  return { events, ids: new Map(notes.map((note) => [note._id, note.artifactId])) };
}

interface Filters {
  organizationId?: string;
  artifactId?: string;
  pipelineStage?: (typeof PIPELINE_STAGES)[number];
  eventTypes?: PipelineEventType[];
  errorsOnly?: boolean;
  from?: number;
  to?: number;
}

test("M7-004 every combination of filters gives exactly its events, newest first, each page within its budget", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: PAGE_BUDGET } });
  const staff = await asStaff(t);
  const { events, ids } = await manyEvents(t);
  const passes = (filters: Filters, event: PipelineEvent): boolean =>
    (filters.organizationId === undefined || event.organizationId === filters.organizationId) &&
    (filters.artifactId === undefined ||
      (event.artifactId && ids.get(event.artifactId)) === filters.artifactId) &&
    (filters.pipelineStage === undefined || event.pipelineStage === filters.pipelineStage) &&
    (!filters.eventTypes?.length || filters.eventTypes.includes(event.eventType)) &&
    (!filters.errorsOnly || EVENT_TYPES[event.eventType].outcome === "failure") &&
    event.timestamp >= (filters.from ?? 0) &&
    event.timestamp < (filters.to ?? Number.MAX_SAFE_INTEGER);

  async function allPages(filters: Filters) {
    const rows = [];
    let cursor: string | null = null;
    for (let isDone = false; !isDone; ) {
      const page: Awaited<ReturnType<typeof read>> = await read(filters, cursor);
      rows.push(...page.page);
      ({ isDone, continueCursor: cursor } = page);
      if (!isDone && filters.artifactId === undefined) expect(page.page).toHaveLength(PAGE);
    }
    return rows;
  }
  const read = (filters: Filters, cursor: string | null) =>
    staff.query(api.models.voicePipelineEvents.getRecentEvents, {
      ...filters,
      paginationOpts: { numItems: PAGE, cursor },
    });

  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const filters = fc.record({
    organizationId: maybe(fc.constantFrom("org-0", "org-1", "org-40", "org-none")),
    artifactId: maybe(fc.constantFrom("artifact-0", "artifact-7")),
    pipelineStage: maybe(fc.constantFrom(...PIPELINE_STAGES)),
    eventTypes: maybe(fc.subarray([...PIPELINE_EVENT_TYPES])),
    errorsOnly: maybe(fc.boolean()),
    from: maybe(fc.integer({ min: 0, max: 230 }).map((s) => TEN_OCLOCK + s * 1000)),
    to: maybe(fc.integer({ min: 0, max: 230 }).map((s) => TEN_OCLOCK + s * 1000)),
  });
  const check = async (chosen: Filters) => {
    const rows = await allPages(chosen);
    const ours = rows.filter((row) => row.eventId.startsWith("event-"));
    const expected = events.filter((event) => passes(chosen, event)).map((event) => event.eventId);
    expect(ours.map((row) => row.eventId).sort()).toEqual(expected.sort());
    const times = rows.map((row) => row.timestamp);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  };
  // The dearest: every type merged, and every row of another note, coach and club.
  await check({ eventTypes: [...PIPELINE_EVENT_TYPES] });
  await check({ pipelineStage: "claims_extraction", organizationId: "org-0" });
  await fc.assert(fc.asyncProperty(filters, check), { numRuns: 15 });
}, 60_000);

test("a live first page that gives its end keeps it while new events arrive", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await log(
    t,
    Array.from({ length: 10 }, (_, index) => anEvent("rate_limit_hit", TEN_OCLOCK + index)),
  );
  const read = (options: { numItems: number; cursor: string | null; endCursor?: string }) =>
    staff.query(api.models.voicePipelineEvents.getRecentEvents, {
      eventTypes: ["rate_limit_hit", "budget_exceeded"],
      paginationOpts: options,
    });
  const first = await read({ numItems: 4, cursor: null });
  await log(t, [anEvent("budget_exceeded", TEN_OCLOCK + 100)]);
  const again = await read({ numItems: 4, cursor: null, endCursor: first.continueCursor });
  expect(again.page.map((row) => row.eventId).slice(1)).toEqual(first.page.map((row) => row.eventId));
  const second = await read({ numItems: 4, cursor: first.continueCursor });
  const seen = [...again.page, ...second.page].map((row) => row.timestamp - TEN_OCLOCK);
  expect(seen).toEqual([100, 9, 8, 7, 6, 5, 4, 3, 2]);
});
