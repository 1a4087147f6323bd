import { encodePayload } from "@voice-flow/domain/conversation/payload";
import { describe, expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import { createConversation, type World } from "./conversation-world";

const HOUR = 3_600_000;

const statuses = async ({ drafts }: World) => (await drafts()).map(({ status }) => status);

/** Two notes, each with its summary on the phone: 1 of the first, 2 and 3 of the second. */
async function twoNotes() {
  const world = await createConversation();
  await world.note({ drafts: [{ player: "Seán Byrne", topic: "injury", text: "hamstring is tight" }] });
  await world.deliver();
  world.pass(2 * 60_000);
  await world.note({ drafts: [{ player: "Aoife Kelly" }, { player: "Niamh Walsh" }] });
  await world.deliver();
  const [first, second] = await world.messages();
  if (!first || !second) throw new Error("Two summaries were expected.");
  return { ...world, first, second };
}

describe("two summaries", () => {
  test("CO-001: CONFIRM twice saves both, and each reply names its note and players", async () => {
    const world = await twoNotes();
    const [one] = await world.say("CONFIRM");
    expect(one).toMatch(
      /^From your 19:02 note:\nSaved: 2\. Performance – Aoife Kelly; 3\. Performance – Niamh Walsh\./,
    );
    expect(one).toMatch(/Still waiting from your 19:00 note:\n1\. Injury – Seán Byrne: hamstring is tight/);
    const [two] = await world.say("CONFIRM");
    expect(two).toMatch(/^From your 19:00 note:\nSaved: 1\. Injury – Seán Byrne\./);
    expect(two).toContain("Nothing more is waiting");
    expect(await statuses(world)).toEqual(["applied", "applied", "applied"]);
    expect((await world.questions()).map(({ state }) => state)).toEqual(["answered", "answered"]);
  });

  test.each([
    ["CONFIRM", ["applied", "pending", "pending"]],
    ["CANCEL", ["rejected", "pending", "pending"]],
    ["CONFIRM 1", ["applied", "pending", "pending"]],
    ["CONFIRM 2", ["pending", "pending", "pending"]],
    ["R", ["pending", "pending", "pending"]],
    ["SNOOZE 2H", ["pending", "pending", "pending"]],
  ])("CO-003 D1: %s that quotes the older summary acts on that one", async (text, expected) => {
    const world = await twoNotes();
    const [reply] = await world.say(text, { quote: world.first });
    expect(await statuses(world)).toEqual(expected);
    if (text === "R") expect(reply).toMatch(/1 item is open, from your 19:00 note:/);
    if (text === "SNOOZE 2H") expect(reply).toMatch(/ask again about your 19:00 note at 21:02/);
    if (text === "CONFIRM 2") expect(reply).toContain("no open item 2");
  });

  test("CO-003 CO-010: a name that quotes its summary is about that one", async () => {
    const world = await createConversation();
    const alex = { spokenText: "Alex", candidates: ["Alex Murphy", "Alex Keane"] };
    await world.note({ names: [alex] });
    await world.deliver();
    await world.note({ names: [{ ...alex, spokenText: "Al" }] });
    await world.deliver();
    const [first] = await world.messages();
    await world.say("b", first && { quote: first });
    expect(await world.drafts()).toMatchObject([{ playerId: world.club.playerId("Alex Keane") }]);
    const chosen = (await world.items()).find(({ state }) => state === "chosen");
    expect(chosen?.number).toBe(1);
  });

  test("CO-004: a quote of what asks nothing any more says how it ended, and changes nothing", async () => {
    const world = await twoNotes();
    await world.say("CONFIRM", { quote: world.second });
    const [reply] = await world.say("CANCEL", { quote: world.second });
    expect(reply).toMatch(
      /^From your 19:02 note: this is settled already\. Nothing has changed\.\nSaved already: 2\. .*3\. /,
    );
    expect(reply).toContain("1. Injury – Seán Byrne");
    expect(await statuses(world)).toEqual(["pending", "applied", "applied"]);
    const unknown = { ...world.second, providerMessageSid: "SMnobody" };
    const [other] = await world.say("CONFIRM", { quote: unknown });
    expect(other).toContain("doesn't ask anything, so nothing has changed");
    expect(await statuses(world)).toEqual(["pending", "applied", "applied"]);
  });

  test("CO-005: what is only queued, or failing, is not confirmed", async () => {
    const world = await createConversation();
    await world.note({ drafts: [{ player: "Seán Byrne" }] });
    await world.deliver();
    await world.note({ drafts: [{ player: "Aoife Kelly" }] });
    const [reply] = await world.say("CONFIRM");
    expect(reply).toMatch(/Saved: 1\. Performance – Seán Byrne/);
    expect(reply).not.toContain("Nothing more");
    expect(await statuses(world)).toEqual(["applied", "pending"]);
  });

  test("CO-006: a CONFIRM that came before a summary was shown never acts on it, even if it is handled later", async () => {
    const world = await createConversation();
    await world.note({ drafts: [{ player: "Seán Byrne" }] });
    const early = await world.receive("CONFIRM");
    await world.deliver();
    const [reply] = await world.handle(early);
    expect(reply?.body).toContain("before I had sent you anything");
    expect(await statuses(world)).toEqual(["pending"]);
    await world.deliver();
    await world.say("CONFIRM");
    expect(await statuses(world)).toEqual(["applied"]);
  });

  test("a summary that was taken and never reported counts as seen after the grace period", async () => {
    const world = await createConversation();
    await world.note({ drafts: [{ player: "Seán Byrne" }] });
    await world.deliver(undefined, "sent");
    world.pass(10_000);
    await world.say("CONFIRM", { isAnswerLost: true });
    expect(await statuses(world)).toEqual(["pending"]);
    world.pass(60_000);
    await world.say("CONFIRM");
    expect(await statuses(world)).toEqual(["applied"]);
  });

  test("D5: a summary that failed comes again with the coach's next message", async () => {
    const world = await createConversation();
    await world.note({ drafts: [{ player: "Seán Byrne" }] });
    await world.deliver(undefined, "failed");
    const replies = await world.say("thanks");
    expect(replies.join("\n")).toMatch(/1\. Performance – Seán Byrne/);
    await world.say("CONFIRM");
    expect(await statuses(world)).toEqual(["applied"]);
  });
});

describe("one list of numbers", () => {
  test("CO-002: notes that are done within the window come as one summary", async () => {
    const world = await createConversation({ windowSeconds: 30 });
    await world.note({ drafts: [{ player: "Seán Byrne" }] });
    world.pass(61_000 - 60_000);
    await world.note({ drafts: [{ player: "Aoife Kelly" }] });
    world.pass(20_000);
    await world.note({ drafts: [{ player: "Niamh Walsh", isSaved: true }] });
    expect(await world.messages()).toEqual([]);
    world.pass(30_000);
    await world.runDue();
    const [summary, ...more] = await world.messages();
    expect(more).toEqual([]);
    expect(summary?.body).toMatch(
      /^From your 19:00(, 19:00)* and 19:00 notes: 2 items|^From your 19:00 notes: 2 items/,
    );
    expect(summary?.body).toMatch(
      /1\. Performance – Seán Byrne.*2\. Performance – Aoife Kelly.*Saved already:\n3\. Performance – Niamh Walsh/s,
    );
    await world.deliver();
    await world.say("CONFIRM");
    expect(await world.numbers("saved")).toEqual([1, 2, 3]);
  });

  test("CO-007: numbers stay when a name is answered, a second note comes, or staff retry", async () => {
    const world = await createConversation();
    const alex = { spokenText: "Alex", candidates: ["Alex Murphy", "Alex Keane"] };
    const artifactId = await world.note({
      drafts: [{ player: "Seán Byrne" }, { player: "Cian Doyle" }],
      names: [alex],
    });
    await world.deliver();
    const numbered = async () => new Map((await world.items()).map(({ _id, number }) => [_id, number]));
    const before = await numbered();
    await world.say("3a");
    await world.note({ drafts: [{ player: "Aoife Kelly" }] });
    await world.deliver();
    // A retry of draft generation makes the draft of the same claim again.
    await world.t.run(async (ctx) => {
      const [draft] = await ctx.db.query("insightDrafts").collect();
      if (!draft) throw new Error("There is no draft.");
      const { _id, _creationTime, ...fields } = draft;
      await ctx.db.delete("insightDrafts", _id);
      await ctx.db.insert("insightDrafts", fields);
    });
    await world.finish(artifactId);
    const after = await numbered();
    for (const [id, number] of before) expect(after.get(id)).toBe(number);
    const open = (await world.items()).filter(({ state }) => state === "open").map(({ number }) => number);
    expect(new Set(open).size).toBe(open.length);
    // What a retry replaced is confirmed only once it was seen again.
    expect((await world.say("CONFIRM 1")).join()).toContain("no open item 1");
  });

  test("CO-008: numbers across both summaries, all, all except, ranges; an unknown number saves nothing", async () => {
    const across = await twoNotes();
    await across.say("CONFIRM 1 and 3");
    expect(await statuses(across)).toEqual(["applied", "pending", "applied"]);
    const [refused] = await across.say("CONFIRM 2, 9");
    expect(refused).toContain("no open item 9");
    expect(await statuses(across)).toEqual(["applied", "pending", "applied"]);
    const all = await twoNotes();
    await all.say("CONFIRM ALL");
    expect(await statuses(all)).toEqual(["applied", "applied", "applied"]);
    const except = await twoNotes();
    await except.say("all except 1");
    expect(await statuses(except)).toEqual(["pending", "applied", "applied"]);
    const range = await twoNotes();
    await range.say("Cancel 2 confirm the rest");
    expect(await statuses(range)).toEqual(["pending", "rejected", "applied"]);
  });

  test("CO-009: R lists everything open, and nothing is said to be over while something is", async () => {
    const world = await twoNotes();
    const [list] = await world.say("R");
    expect(list).toMatch(/3 items are open, from your 19:00 and 19:02 notes:/);
    for (const number of [1, 2, 3]) expect(list).toMatch(new RegExp(`^${number}\\. `, "m"));
    const replies = [
      await world.say("CONFIRM 1"),
      await world.say("CONFIRM 2"),
      await world.say("CANCEL 3"),
    ].flat();
    expect(replies.map((text) => /Nothing more is waiting/.test(text))).toEqual([false, false, true]);
    expect((await world.say("R")).join()).toMatch(/^Nothing is open\./);
  });
});

test("TC-WA-096: injuries come first in a summary, whatever the order of the note", async () => {
  const world = await createConversation();
  await world.note({ drafts: [{ player: "Aoife Kelly" }, { player: "Seán Byrne", topic: "injury" }] });
  const [summary] = await world.messages();
  expect(summary?.body).toMatch(/1\. Injury – Seán Byrne.*2\. Performance – Aoife Kelly/s);
});

describe("names", () => {
  const alex = { spokenText: "Alex", candidates: ["Alex Murphy", "Alex Keane"] };

  test.each([
    ["1a", "Alex Murphy"],
    ["b", "Alex Keane"],
    ["Alex Keane", "Alex Keane"],
    ["It's Alex Murphy", "Alex Murphy"],
    ["Alex = Alex Murphy", "Alex Murphy"],
    ["1 = Cian Doyle", "Cian Doyle"],
  ])("CO-010: %s chooses %s, whose item comes up", async (text, player) => {
    const world = await createConversation();
    await world.note({ names: [alex] });
    await world.deliver();
    const [reply] = await world.say(text);
    expect(reply).toContain(`"Alex" is ${player} (U12 Gold)`);
    expect(reply).toMatch(new RegExp(`Still waiting.*1\\. Performance – ${player}`, "s"));
    await world.say("CONFIRM");
    expect(await world.drafts()).toMatchObject([
      { playerId: world.club.playerId(player), status: "applied" },
    ]);
  });

  test("CO-010: NONE keeps nothing, and a claim without a name asks for itself", async () => {
    const world = await createConversation();
    await world.note({
      names: [alex, { spokenText: "", candidates: [], text: "limping after the warm-up" }],
    });
    await world.deliver();
    const [summary] = await world.messages();
    expect(summary?.body).toMatch(/2\. Performance – who is this about\? "limping after the warm-up"/);
    await world.say("1 = NONE");
    await world.say("2 = Cian Doyle");
    expect(await world.drafts()).toMatchObject([{ playerId: world.club.playerId("Cian Doyle") }]);
    expect(await world.numbers("dropped")).toEqual([1]);
  });

  test("CO-011: a mistaken choice is corrected afterwards, taken back where it was saved, and forgotten", async () => {
    const world = await createConversation();
    await world.note({ names: [alex] });
    await world.deliver();
    await world.say("1a");
    await world.say("CONFIRM");
    const [reply] = await world.say("Alex = Alex Keane");
    expect(reply).toMatch(/Changed: "Alex" is Alex Keane.*1 saved item was taken back/s);
    expect(await world.drafts()).toMatchObject([
      { playerId: world.club.playerId("Alex Murphy"), status: "undone" },
      {
        playerId: world.club.playerId("Alex Keane"),
        status: "pending",
        confirmationReason: "name_corrected",
      },
    ]);
    const [alias] = await world.t.run(async (ctx) => ctx.db.query("coachPlayerAliases").collect());
    expect(alias?.resolvedEntityId).toBe(world.club.playerId("Alex Keane"));
    await world.say("CONFIRM");
    expect((await statuses(world)).sort()).toEqual(["applied", "undone"]);
    await world.say("Alex = nobody");
    expect(await world.t.run(async (ctx) => ctx.db.query("coachPlayerAliases").collect())).toEqual([]);
    expect(await statuses(world)).toEqual(["undone", "undone"]);
  });
});

describe("taking back", () => {
  test("CO-012: UNDO after CONFIRM, of all or of one", async () => {
    const world = await twoNotes();
    await world.say("CONFIRM 2,3");
    const [one] = await world.say("UNDO 3");
    expect(one).toMatch(/Taken back, no longer saved: 3\. Performance – Niamh Walsh/);
    await world.say("UNDO");
    expect(await statuses(world)).toEqual(["pending", "undone", "undone"]);
    const insights = await world.t.run(async (ctx) => ctx.db.query("voiceNoteInsights").collect());
    expect(insights.map(({ status }) => status)).toEqual(["undone", "undone"]);
  });

  test("CO-012: UNDO after an automatic save, once the coach can know of it", async () => {
    const world = await createConversation();
    await world.note({ drafts: [{ player: "Aoife Kelly", isSaved: true }] });
    expect((await world.say("UNDO")).join()).toContain("haven't saved anything");
    await world.deliver();
    const shown = await world.t.run(async (ctx) => ctx.db.query("autoAppliedInsights").first());
    expect(shown?.shownAt).toBeGreaterThan(0);
    await world.say("UNDO");
    expect(await statuses(world)).toEqual(["undone"]);
    const [applied] = await world.t.run(async (ctx) => ctx.db.query("autoAppliedInsights").collect());
    expect(applied?.undoneAt).toBeGreaterThan(0);
  });

  test("CO-012: CANCEL after a save offers UNDO and never touches another note", async () => {
    const world = await twoNotes();
    await world.say("CONFIRM");
    const [reply] = await world.say("CANCEL");
    expect(reply).toMatch(/Nothing has changed\. Reply UNDO.*CANCEL 1/s);
    expect(await statuses(world)).toEqual(["pending", "applied", "applied"]);
    await world.note({ drafts: [{ player: "Cian Doyle", isSaved: true }] });
    await world.deliver();
    expect((await world.say("no")).join()).toContain("UNDO");
    expect((await statuses(world))[0]).toBe("pending");
  });
});

describe("what coaches type", () => {
  test.each(["👍", "yes please", "grand thanks", "Grand, thanks"])(
    "CO-013 WA-CMD-008: %s is understood",
    async (text) => {
      const world = await createConversation();
      await world.note({ drafts: [{ player: "Seán Byrne" }] });
      await world.deliver();
      await world.say(text);
      expect(await statuses(world)).toEqual(["applied"]);
    },
  );

  test.each(["thanks", "👍", "Grand, thanks"])(
    "CO-013: %s with nothing open gets no reply and makes no note",
    async (text) => {
      const world = await createConversation();
      expect(await world.say(text)).toEqual([]);
      expect(await world.t.run(async (ctx) => ctx.db.query("voiceNotes").collect())).toEqual([]);
    },
  );

  test("a short text while something is open is asked about, and NOTE makes it a note", async () => {
    const world = await createConversation();
    await world.note({ drafts: [{ player: "Seán Byrne" }] });
    await world.deliver();
    const notes = () => world.t.run(async (ctx) => ctx.db.query("voiceNotes").collect());
    const [asked] = await world.say("Sean trained well");
    expect(asked).toMatch(/didn't get "Sean trained well".*reply NOTE.*1\. Performance – Seán Byrne/s);
    expect(await notes()).toHaveLength(1);
    await world.say("NOTE");
    expect((await notes()).map(({ transcription }) => transcription)).toContain("Sean trained well");
  });

  test("CO-014: a button acts on its own question, whatever is newer", async () => {
    const world = await twoNotes();
    const [question] = await world.questions();
    if (!question) throw new Error("There is no question.");
    const buttonPayload = encodePayload({ act: "save", questionId: question._id });
    expect(world.first.buttons?.[0]).toEqual({ label: "Save", payload: buttonPayload });
    await world.say("Save", { quote: world.first, buttonPayload });
    expect(await statuses(world)).toEqual(["applied", "pending", "pending"]);
    const [again] = await world.say("Save", { quote: world.first, buttonPayload });
    expect(again).toContain("settled already");
  });

  test("CO-015: STOP is kept, said once, and START undoes it", async () => {
    const world = await createConversation();
    const [stopped] = await world.say("STOP");
    expect(stopped).toContain("START");
    const since = () =>
      world.t.run(async (ctx) => (await ctx.db.query("conversationState").first())?.optedOutAt);
    expect(await since()).toBeGreaterThan(0);
    const { length } = await world.messages();
    await world.say("HELP");
    expect((await world.messages()).slice(length)).toMatchObject([
      { template: "help", status: "failed", errorCode: "opted_out" },
    ]);
    await world.say("START");
    expect(await since()).toBeNull();
  });

  test("CO-016: a snooze is never longer than the provider delivers, and asks again once", async () => {
    const world = await createConversation();
    await world.note({ drafts: [{ player: "Seán Byrne" }] });
    await world.deliver();
    const [reply] = await world.say("snooze 3 days");
    expect(reply).toMatch(/as late as WhatsApp lets me/);
    world.pass(23.4 * HOUR);
    expect(await world.runDue()).toBe(0);
    world.pass(0.2 * HOUR);
    const before = (await world.messages()).length;
    expect(await world.runDue()).toBe(1);
    expect((await world.messages()).length).toBe(before + 1);
    expect((await world.messages()).at(-1)?.body).toMatch(/^Reminder, from your Saturday 19:00 note:/);
  });

  test("D4 CO-017: two doubtful recordings can each be answered", async () => {
    const world = await createConversation();
    const doubtful = async (transcript: string) => {
      world.pass(60_000);
      const artifactId = await world.prepare({});
      await world.t.run(async (ctx) => {
        await ctx.db.patch("voiceNoteArtifacts", artifactId, {
          status: "awaiting_coach",
          sourceChannel: "whatsapp_audio",
          currentStage: "transcription",
        });
        await ctx.db.insert("voiceNoteTranscripts", {
          artifactId,
          fullText: transcript,
          segments: [],
          language: "en",
          duration: 5,
          modelUsed: "test",
          confidence: 0.5,
          wordCount: 9,
          attempt: 1,
          createdAt: Date.now(),
        });
      });
      const notice = { kind: "transcript_doubtful" as const, artifactId, reason: "partly_unclear" as const };
      await world.t.mutation(internal.models.coachNotices.deliver, { notice });
      await world.deliver();
      return artifactId;
    };
    const first = await doubtful("Aoife [inaudible] hurt [inaudible] her knee badly");
    const second = await doubtful("Niamh [inaudible] was very good today");
    const statusOf = (id: typeof first) =>
      world.t.run(async (ctx) => (await ctx.db.get("voiceNoteArtifacts", id))?.status);
    const [reply] = await world.say("CONFIRM");
    expect(reply).toMatch(/using it as it is.*did I get it right\?.*Aoife \[inaudible\] hurt/s);
    expect(await statusOf(second)).not.toBe("awaiting_coach");
    expect(await statusOf(first)).toBe("awaiting_coach");
    await world.say("RETRY");
    expect(await statusOf(first)).not.toBe("awaiting_coach");
  });
});

describe("what nobody answers", () => {
  test("drafts and names expire together, and one message tells the coach", async () => {
    const world = await createConversation();
    await world.note({
      drafts: [{ player: "Seán Byrne" }],
      names: [{ spokenText: "Alex", candidates: ["Alex Murphy", "Alex Keane"] }],
    });
    await world.deliver();
    world.pass(8 * 24 * HOUR);
    await world.t.mutation(internal.models.insightDrafts.expireDrafts, {});
    const told = (await world.messages()).slice(1);
    expect(told.map(({ body }) => body)).toEqual([
      expect.stringMatching(
        /Not answered in time, so not saved: 1\. Performance – Seán Byrne; 2\. Performance – "Alex"/,
      ),
    ]);
    expect(await statuses(world)).toEqual(["expired"]);
    const [name] = await world.t.run(async (ctx) =>
      (await ctx.db.query("voiceNoteEntityResolutions").collect()).filter(
        ({ rawText }) => rawText === "Alex",
      ),
    );
    expect(name?.status).toBe("expired");
    expect((await world.questions()).map(({ state }) => state)).toEqual(["answered"]);
    await world.deliver();
    expect((await world.say("CONFIRM")).join()).toMatch(/Nothing is waiting.*Not answered in time/s);
  });
});
