import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { startArtifact } from "../convex/lib/pipeline/transition";
import { asStaff, createBackend, seedClub, settle } from "./harness";

/** Documents that one page of a list may read, whatever is stored. */
const PAGE_BUDGET = 300;
const CLUBS = 60;

test("a page of the log stays within its budget when every row is of another coach, and finds what is rare", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: PAGE_BUDGET } });
  const staff = await asStaff(t);
  for (let index = 0; index < CLUBS; index += 1) {
    const club = await seedClub(t, {
      organizationId: `org-${index}`,
      phone: `+35386123${String(index).padStart(4, "0")}`,
      roster: [],
    });
    const artifact = await t.run((ctx) =>
      startArtifact(
        ctx,
        {
          artifactId: `artifact-${index}`,
          senderUserId: club.coachUserId,
          organizationId: club.organizationId,
          orgCandidates: [],
          sourceChannel: "whatsapp_audio",
          noteType: "training",
        },
        index,
      ),
    );
    const events = [
      "claims_extracted",
      "drafts_generated",
      "transcription_completed",
      "artifact_completed",
    ] as const;
    await t.mutation(internal.models.voicePipelineEvents.logEvents, {
      events: events.map((eventType) => ({
        eventId: `${index}:${eventType}`,
        eventType,
        outcome: "success" as const,
        artifactId: artifact._id,
        organizationId: club.organizationId,
        coachUserId: club.coachUserId,
        timestamp: index,
      })),
    });
  }
  await settle(t);

  const read = (cursor: string | null, filters: object) =>
    staff.query(api.models.voicePipelineEvents.getRecentEvents, {
      paginationOpts: { numItems: 50, cursor },
      ...filters,
    });
  /** Every page is a transaction of its own, held to the budget. */
  async function allPages(filters: object) {
    const eventIds: string[] = [];
    let pages = 0;
    let cursor: string | null = null;
    for (let isDone = false; !isDone; pages += 1) {
      const page: Awaited<ReturnType<typeof read>> = await read(cursor, filters);
      eventIds.push(...page.page.map((row) => row.eventId));
      ({ isDone, continueCursor: cursor } = page);
    }
    return { eventIds, pages };
  }

  expect((await read(null, {})).page).toHaveLength(50);
  const spread = await allPages({ eventTypes: ["drafts_generated", "artifact_completed"] });
  expect(spread.eventIds).toHaveLength(2 * CLUBS);
  expect(new Set(spread.eventIds).size).toBe(2 * CLUBS);
  // What is nowhere is looked for in several pages, none of them dearer than the others.
  const nowhere = await allPages({ eventTypes: ["rate_limit_hit", "budget_exceeded"] });
  expect(nowhere.eventIds).toEqual([]);
  expect(nowhere.pages).toBeGreaterThan(2);
  const rare = await allPages({
    eventTypes: ["drafts_generated", "claims_extracted"],
    organizationId: "org-0",
  });
  expect(rare.eventIds.sort()).toEqual(["0:claims_extracted", "0:drafts_generated"]);
});
