// @vitest-environment node
import { describe, expect, test } from "vitest";
import { asCoach, type Backend, seedClub, settle } from "./harness";
import { recordsOf, sendText, useProviders } from "./providers";
import { artifactIdOf, codeOf, createCoach, noteOf, notes, record, takenOrThrow, type } from "./web-notes";

const { simulator } = useProviders();

const switchInsightsOff = (t: Backend) =>
  t.run(async (ctx) => {
    for (const flag of await ctx.db.query("featureFlags").take(10))
      await ctx.db.delete("featureFlags", flag._id);
  });

describe("a note from the web", () => {
  test("that is typed becomes drafts, is confirmed on the page, and nothing is sent by WhatsApp", async () => {
    const { t, coach } = await createCoach();
    const noteId = takenOrThrow(await type(coach, "Aoife was brilliant in goal. Cian has a sore hamstring."));
    await settle(t);
    const note = await noteOf(coach, noteId);
    expect(note).toMatchObject({
      sourceChannel: "app_typed",
      noteType: "training",
      status: "completed",
      needsAnswer: true,
      question: null,
      openNames: [],
    });
    expect(note.drafts.map(({ subject, status }) => ({ subject, status }))).toEqual([
      { subject: "Aoife Kelly", status: "pending" },
      { subject: "Cian Doyle", status: "pending" },
    ]);
    const [first, second] = note.drafts.map(({ draftId }) => draftId);
    if (!first || !second) throw new Error("Two drafts are expected.");
    const confirm = { draftIds: [first], decision: "confirm" as const };
    expect(await coach.mutation(notes.decideDrafts, confirm)).toEqual({ decided: 1, tooLate: 0 });
    expect(await coach.mutation(notes.decideDrafts, confirm)).toEqual({ decided: 0, tooLate: 1 });
    await coach.mutation(notes.decideDrafts, { draftIds: [second], decision: "reject" });
    await settle(t);
    const decided = await noteOf(coach, noteId);
    expect(decided.drafts.map(({ status }) => status)).toEqual(["applied", "rejected"]);
    expect(decided.needsAnswer).toBe(false);
    const { events } = await recordsOf(t, await artifactIdOf(t, noteId));
    expect(events.map(({ eventType }) => eventType)).toEqual(
      expect.arrayContaining(["artifact_received", "drafts_generated", "draft_confirmed", "draft_rejected"]),
    );
    const { sent, items } = await t.run(async (ctx) => ({
      sent: await ctx.db.query("outboundMessages").take(5),
      items: await ctx.db.query("coachItems").take(5),
    }));
    expect(sent).toEqual([]);
    // A CONFIRM by WhatsApp does not settle what was shown on the page alone.
    expect(items.map(({ state }) => state).sort()).toEqual(["dropped", "saved"]);
    expect(items.filter(({ shownAt }) => shownAt !== undefined)).toEqual([]);
  });

  test("that is recorded is transcribed, and keeps its type", async () => {
    const { t, coach } = await createCoach();
    const noteId = takenOrThrow(await record(t, coach, "one-player"));
    const waiting = await noteOf(coach, noteId);
    expect(waiting).toMatchObject({ status: "received", text: null, sourceChannel: "app_recorded" });
    await settle(t);
    const note = await noteOf(coach, noteId);
    expect(note).toMatchObject({ status: "completed", noteType: "match" });
    expect(note.text).toContain("Aoife Kelly was brilliant");
    expect(note.drafts.length).toBeGreaterThan(0);
  });

  test("of a coach for whom insights are off is kept as text, and is a duplicate all the same", async () => {
    const { t, coach } = await createCoach();
    await switchInsightsOff(t);
    const noteId = takenOrThrow(await type(coach, "Aoife was brilliant in goal"));
    await settle(t);
    expect(await noteOf(coach, noteId)).toMatchObject({
      status: "completed",
      isDrafted: false,
      needsAnswer: false,
      drafts: [],
    });
    expect(await type(coach, "Aoife was brilliant in goal")).toMatchObject({ reason: "duplicate" });
  });

  test("that could not be written down, of a coach for whom insights are off, is told of on the page alone", async () => {
    const { t, coach } = await createCoach();
    await switchInsightsOff(t);
    const silent = takenOrThrow(await record(t, coach, "silence"));
    await settle(t);
    simulator().faults.set([{ kind: "server_error", target: "transcription" }]);
    const failed = takenOrThrow(await record(t, coach, "one-player"));
    await settle(t);
    expect(await noteOf(coach, silent)).toMatchObject({ status: "completed", isDrafted: false });
    expect(await noteOf(coach, failed)).toMatchObject({ status: "failed", isDrafted: false });
    expect(await t.run((ctx) => ctx.db.query("outboundMessages").collect())).toEqual([]);
  });

  test("that fails says so on the page and not by WhatsApp", async () => {
    const { t, coach } = await createCoach();
    simulator().faults.set([{ kind: "server_error", target: "transcription" }]);
    const noteId = takenOrThrow(await record(t, coach, "one-player"));
    await settle(t);
    expect(await noteOf(coach, noteId)).toMatchObject({ status: "failed", stage: "transcription" });
    expect(await t.run(async (ctx) => ctx.db.query("outboundMessages").first())).toBeNull();
  });
});

describe("whose notes", () => {
  test("a coach sees and answers their own alone, of all channels, a page at a time", async () => {
    const { t, club, coach } = await createCoach();
    await sendText(t, club, "Niamh scored four points from play");
    for (const player of ["Aoife", "Cian", "Tadhg"]) {
      takenOrThrow(await type(coach, `${player} trained very well today`));
    }
    await settle(t);
    const first = await coach.query(notes.listOwnNotes, { paginationOpts: { numItems: 3, cursor: null } });
    expect(first.page.map(({ sourceChannel }) => sourceChannel)).toEqual(Array(3).fill("app_typed"));
    const rest = await coach.query(notes.listOwnNotes, {
      paginationOpts: { numItems: 3, cursor: first.continueCursor },
    });
    expect(rest.page).toMatchObject([{ sourceChannel: "whatsapp_text", needsAnswer: true }]);

    const [latest] = first.page;
    if (!latest) throw new Error("No note is listed.");
    const { noteId } = latest;
    const draftIds = (await noteOf(coach, noteId)).drafts.map(({ draftId }) => draftId);
    const stranger = await seedClub(t, { organizationId: "org-2", phone: "+353861230000" });
    const other = await asCoach(t, stranger.coachUserId);
    expect(await other.query(notes.getOwnNote, { noteId })).toBeNull();
    const none = await other.query(notes.listOwnNotes, { paginationOpts: { numItems: 3, cursor: null } });
    expect(none.page).toEqual([]);
    const decide = { draftIds, decision: "confirm" as const };
    expect(await codeOf(other.mutation(notes.decideDrafts, decide))).toBe("not_found");
    expect(await codeOf(other.mutation(notes.answerTranscript, { noteId, answer: "cancel" }))).toBe(
      "not_found",
    );
    const itemId = await t.run(async (ctx) => (await ctx.db.query("coachItems").first())?._id);
    if (!itemId) throw new Error("There is no item.");
    const name = { itemId, playerId: null };
    expect(await codeOf(other.mutation(notes.answerName, name))).toBe("not_found");
    expect((await noteOf(coach, noteId)).drafts).toMatchObject([{ status: "pending" }]);
  });
});
