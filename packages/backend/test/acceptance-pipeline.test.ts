// @vitest-environment node
/** Acceptance cases of the pipeline from the outside: a signed webhook in, rows and messages out. Ids as in docs/acceptance.md. */
import { CLAIM_TOPICS, type ClaimTopic } from "@voice-flow/domain/vocabulary/notes";
import { expect, test } from "vitest";
import { type Backend, settle } from "./harness";
import { recordsOf } from "./providers";
import { createWhatsApp, rows, say, type WhatsApp } from "./whatsapp";

const topicOf = ({ topic }: { topic: ClaimTopic }) => topic;

async function latest(t: Backend) {
  const artifact = (await rows.artifacts(t)).at(-1);
  if (!artifact) throw new Error("No note was taken.");
  return await recordsOf(t, artifact._id);
}

/** What came of a text that the coach sent. */
async function noteOf(whatsapp: WhatsApp, text: string) {
  const replies = await say(whatsapp, text);
  return { replies, ...(await latest(whatsapp.t)) };
}

async function recordingOf(whatsapp: WhatsApp, sampleId: string) {
  await whatsapp.phone.sendSample({ phone: whatsapp.club.phone, sampleId });
  await settle(whatsapp.t);
  return await latest(whatsapp.t);
}

const subjectsOf = ({ club }: WhatsApp, drafts: readonly { playerId?: string }[]) =>
  drafts.map(
    ({ playerId }) => club.players.find((player) => String(player.playerId) === playerId)?.name ?? null,
  );

test("AT-001 AT-003: a text becomes an artifact of the text channel with everything that it needs", async () => {
  const whatsapp = await createWhatsApp();
  const { artifact, note } = await noteOf(whatsapp, "Aoife was brilliant in goal today");
  const [message] = await rows.messages(whatsapp.t);
  expect(artifact).toMatchObject({
    sourceChannel: "whatsapp_text",
    senderUserId: whatsapp.club.coachUserId,
    organizationId: whatsapp.club.organizationId,
    orgCandidates: [{ organizationId: whatsapp.club.organizationId, confidence: 1 }],
    noteType: "general",
    status: "completed",
    attempt: 1,
    voiceNoteId: note?._id,
    whatsappMessageId: message?._id,
  });
  expect(artifact.artifactId).toMatch(/^[0-9a-f-]{36}$/);
  expect(artifact.createdAt).toBeLessThanOrEqual(artifact.readyAt ?? 0);
});

test("AT-002 AT-004 WA-PIPE-004: a recording is transcribed, with text, segments, model, language and length", async () => {
  const whatsapp = await createWhatsApp();
  const { artifact, transcripts, events } = await recordingOf(whatsapp, "three-players");
  expect(artifact.sourceChannel).toBe("whatsapp_audio");
  expect(transcripts).toHaveLength(1);
  expect(transcripts[0]).toMatchObject({ modelUsed: "whisper-1", language: "english" });
  // As the container of the recording says it.
  expect(transcripts[0]?.duration).toBeCloseTo(8.7, 1);
  expect(transcripts[0]?.fullText).toMatch(/Niamh scored four points/);
  expect(transcripts[0]?.segments.map(({ start }) => start)).toEqual([0, 2.42, 5.2]);
  const told = events.map(({ eventType }) => eventType);
  for (const type of ["transcription_started", "transcription_completed"]) expect(told).toContain(type);
  const typed = await noteOf(whatsapp, "Tadhg trained very well today");
  expect(typed.events.map(({ eventType }) => eventType)).not.toContain("transcription_started");
});

test("CE-001 CE-002 CE-004 CE-005 WA-PLAYER-003: three players and three topics are three claims of their own", async () => {
  const whatsapp = await createWhatsApp();
  const text =
    "Tadhg has a sore hamstring. Niamh's passing is much better than last month. Cian missed training.";
  const { claims, drafts } = await noteOf(whatsapp, text);
  expect(claims.map(topicOf)).toEqual(["injury", "skill_progress", "attendance"]);
  expect(subjectsOf(whatsapp, drafts)).toEqual(["Tadhg Murphy", "Niamh Walsh", "Cian Doyle"]);
  for (const claim of claims) {
    expect(claim.mentions).toHaveLength(1);
    const [mention] = claim.mentions;
    expect(mention).toMatchObject({ mentionType: "player_name" });
    expect(text.slice(mention?.position).startsWith(mention?.rawText ?? "?")).toBe(true);
    expect(claim.extractionConfidence).toBeGreaterThan(0);
    expect(claim.extractionConfidence).toBeLessThanOrEqual(1);
    expect(text.slice(claim.sourceStart, claim.sourceEnd)).toBe(claim.sourceText);
  }
  expect(claims.map(({ status }) => status)).toEqual(["resolved", "resolved", "resolved"]);
});

test("CE-003: there are exactly fifteen topics", () => {
  expect(new Set(CLAIM_TOPICS).size).toBe(15);
  expect(CLAIM_TOPICS).toHaveLength(15);
});

test("DR-001 DR-002 DR-005 DR-006: each claim whose name is settled has a pending draft with all of its parts", async () => {
  const whatsapp = await createWhatsApp();
  const { artifact, claims, drafts } = await noteOf(
    whatsapp,
    "Aoife was brilliant in goal. Cian missed training.",
  );
  expect(drafts.map(({ claimId }) => claimId)).toEqual(claims.map(({ _id }) => _id));
  for (const draft of drafts) {
    expect(draft).toMatchObject({ artifactId: artifact._id, status: "pending" });
    expect(draft.playerId).toBeTruthy();
    expect(draft.title).toBeTruthy();
    expect(draft.description).toBeTruthy();
    for (const share of [draft.aiConfidence, draft.resolutionConfidence]) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(draft.overallConfidence).toBeCloseTo(draft.aiConfidence * draft.resolutionConfidence);
  }
});

test("DR-003: a sensitive topic waits for the coach even where the club applies everything by itself", async () => {
  const whatsapp = await createWhatsApp();
  await whatsapp.t.run(async (ctx) => {
    const club = await ctx.db.query("organizations").first();
    if (club) await ctx.db.patch("organizations", club._id, { autoApplyTopics: [...CLAIM_TOPICS] });
  });
  const { drafts } = await noteOf(whatsapp, "Tadhg has a sore hamstring");
  expect(drafts).toMatchObject([
    { topic: "injury", status: "pending", requiresConfirmation: true, confirmationReason: "sensitive_topic" },
  ]);
});

test("ER-001 WA-PLAYER-001 WA-PLAYER-002 WA-INSIGHT-001: a name that one player has is that player's, first name or whole", async () => {
  const whatsapp = await createWhatsApp();
  for (const [text, subject] of [
    ["Aoife was brilliant in goal today", "Aoife Kelly"],
    ["Cian Doyle was brilliant in goal today", "Cian Doyle"],
    ["Alex Keane was brilliant in goal today", "Alex Keane"],
  ] as const) {
    const { drafts, resolutions } = await noteOf(whatsapp, text);
    expect(subjectsOf(whatsapp, drafts)).toEqual([subject]);
    expect(resolutions).toMatchObject([{ status: "auto_resolved" }]);
  }
});

test("WA-INSIGHT-001: what is said of several players is an insight of each", async () => {
  const whatsapp = await createWhatsApp();
  const { drafts } = await noteOf(whatsapp, "Niamh and Cian trained very well today");
  expect(subjectsOf(whatsapp, drafts)).toEqual(["Niamh Walsh", "Cian Doyle"]);
  await say(whatsapp, "CONFIRM");
  const insights = await whatsapp.t.run(async (ctx) => ctx.db.query("voiceNoteInsights").take(5));
  expect(subjectsOf(whatsapp, insights)).toEqual(["Niamh Walsh", "Cian Doyle"]);
});

test("WA-PLAYER-005: a name that nobody has is an open item and never a player", async () => {
  const whatsapp = await createWhatsApp();
  const players = whatsapp.club.players.length;
  const { drafts, resolutions, replies } = await noteOf(whatsapp, "Bartholomew defended very well today");
  expect(drafts).toEqual([]);
  expect(resolutions).toMatchObject([{ status: "unresolved" }]);
  expect(resolutions[0]).not.toHaveProperty("resolvedEntityId");
  expect(replies.join("\n")).toContain("Bartholomew");
  expect(await whatsapp.t.run(async (ctx) => (await ctx.db.query("players").take(50)).length)).toBe(players);
});

test("WA-PLAYER-006: a note about the team needs no player", async () => {
  const whatsapp = await createWhatsApp();
  const { drafts, claims } = await noteOf(whatsapp, "The U12 Gold team were in great spirits after the win");
  expect(claims.map(topicOf)).toEqual(["team_culture"]);
  expect(drafts).toMatchObject([{ teamId: whatsapp.club.teamId }]);
  expect(drafts[0]).not.toHaveProperty("playerId");
});

test.each([
  ["a short one", "Aoife was great", ["Aoife Kelly"]],
  [
    "one of over 300 words",
    `${"We went through the drills again and again until the light was gone. ".repeat(26)}Cian missed training.`,
    ["Cian Doyle"],
  ],
  [
    "one with Irish around the names",
    "Bhí an traenáil go maith. Aoife was brilliant in goal, maith thú.",
    ["Aoife Kelly"],
  ],
])("WA-INSIGHT-006: %s is worked out to the end", async (_what, text, subjects) => {
  const whatsapp = await createWhatsApp();
  const { artifact, drafts } = await noteOf(whatsapp, text);
  expect(artifact.status).toBe("completed");
  expect(subjectsOf(whatsapp, drafts)).toEqual(expect.arrayContaining(subjects));
});

test.each([
  ["gaelic football", "Aoife scored two points from a fifty and a free"],
  ["hurling", "Aoife lost the sliotar twice but her puck outs were excellent"],
  ["soccer", "Aoife's penalty kick was excellent and she kept a clean sheet"],
])("WA-SYNTH-003: a note in words of %s is understood", async (_sport, text) => {
  const whatsapp = await createWhatsApp();
  const { drafts } = await noteOf(whatsapp, text);
  expect(subjectsOf(whatsapp, drafts)).toContain("Aoife Kelly");
});

test("WA-SYNTH-004a: six players in one note are six subjects", async () => {
  const whatsapp = await createWhatsApp();
  const names = ["Aoife", "Niamh", "Cian", "Caoimhe", "Tadhg", "Oisín"];
  const text = names.map((name) => `${name} trained very well today.`).join(" ");
  const { drafts } = await noteOf(whatsapp, text);
  expect(subjectsOf(whatsapp, drafts).map((name) => name?.split(" ")[0])).toEqual(names);
});

test("TC-WA-050 TC-WA-051: the first note opens the coach's conversation, the next one renews it", async () => {
  const whatsapp = await createWhatsApp();
  const conversation = () => whatsapp.t.run(async (ctx) => ctx.db.query("conversationState").take(5));
  expect(await conversation()).toEqual([]);
  await say(whatsapp, "Aoife was brilliant in goal today");
  const [opened] = await conversation();
  expect(opened).toMatchObject({
    userId: whatsapp.club.coachUserId,
    lastOrganizationId: whatsapp.club.organizationId,
  });
  await say(whatsapp, "Cian missed training again");
  const renewed = await conversation();
  expect(renewed).toHaveLength(1);
  expect(renewed[0]?.lastNoteAt).toBeGreaterThan(opened?.lastNoteAt ?? 0);
});
