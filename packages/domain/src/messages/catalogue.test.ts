import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COACH_REMEDIES } from "../errors/catalogue";
import { ANSWER_WORDS, SNOOZE_PROBLEMS } from "../grammar/context";
import { PAUSE_REASONS } from "../vocabulary/coach-notes";
import { TEXT_GATE_REASONS, TRANSCRIPT_GATE_REASONS } from "../vocabulary/gates";
import { type ReplyKind, replies } from "./catalogue";
import { messageDefaults } from "./text";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 3000 }),
  fc.constantFrom("", "Emma", "Seán Ó Conaill", "word ".repeat(800), "😀".repeat(2000), "a\nb\u0000c"),
);
const texts = fc.array(text, { maxLength: 60 });
const numbers = fc.array(fc.nat({ max: 400 }), { maxLength: 300 });
const count = fc.nat({ max: 5000 });
const optional = fc.option(text, { nil: undefined });
const asked = fc.record({ spokenText: text, candidates: texts });

/** Every reply with any content that can reach it; a reply without an entry does not compile. */
const written = {
  acknowledgement: fc
    .record({ kind: fc.constantFrom("audio", "text"), organizationName: optional })
    .map(replies.acknowledgement),
  noteKept: fc
    .record({ kind: fc.constantFrom("audio", "text"), organizationName: optional })
    .map(replies.noteKept),
  noteNotWrittenDown: fc.constant(replies.noteNotWrittenDown()),
  stillProcessing: fc.record({ organizationName: optional }).map(replies.stillProcessing),
  textRejected: fc.record({ reason: fc.constantFrom(...TEXT_GATE_REASONS) }).map(replies.textRejected),
  transcriptRejected: fc
    .record({ reason: fc.constantFrom(...TRANSCRIPT_GATE_REASONS) })
    .map(replies.transcriptRejected),
  transcriptQuestion: fc
    .record({ reason: fc.constantFrom(...TRANSCRIPT_GATE_REASONS), transcript: text })
    .map(replies.transcriptQuestion),
  transcriptConfirmed: fc.constant(replies.transcriptConfirmed()),
  transcriptRetry: fc.constant(replies.transcriptRetry()),
  transcriptExpired: fc.constant(replies.transcriptExpired()),
  transcriptCancelled: fc.constant(replies.transcriptCancelled()),
  unknownSender: fc.constant(replies.unknownSender()),
  noTeam: fc.constant(replies.noTeam()),
  unsupportedMessage: fc.constant(replies.unsupportedMessage()),
  mediaRejected: fc
    .record({ reason: fc.constantFrom("too_large", "unavailable", "not_audio") })
    .map(replies.mediaRejected),
  duplicate: fc
    .record({ original: fc.constantFrom("processing", "awaiting_answer", "completed", "kept") })
    .map(replies.duplicate),
  processingFailed: fc
    .record({ remedy: fc.constantFrom(...COACH_REMEDIES), organizationName: optional })
    .map(replies.processingFailed),
  notePaused: fc
    .record({ reason: fc.constantFrom("budget", "platform_limit", "emergency"), organizationName: optional })
    .map(replies.notePaused),
  messageHeld: fc.record({ reason: fc.constantFrom(...PAUSE_REASONS) }).map(replies.messageHeld),
  temporarilyUnavailable: fc.constant(replies.temporarilyUnavailable()),
  confirmed: fc.record({ confirmed: numbers, remaining: numbers }).map(replies.confirmed),
  cancelled: fc.record({ count }).map(replies.cancelled),
  unknownNumbers: fc.record({ unknown: numbers, known: numbers }).map(replies.unknownNumbers),
  unclearNumbers: fc.record({ known: numbers }).map(replies.unclearNumbers),
  nothingPending: fc
    .record({
      word: fc.constantFrom(...ANSWER_WORDS),
      settled: fc.constantFrom("confirmed", "cancelled", "expired", undefined),
    })
    .map(replies.nothingPending),
  draftsExpired: fc.record({ count }).map(replies.draftsExpired),
  clubQuestion: fc.record({ options: texts }).map(replies.clubQuestion),
  clubQuestionAgain: fc.record({ options: texts }).map(replies.clubQuestionAgain),
  clubChosen: fc.record({ organizationName: text, summaryFollows: fc.boolean() }).map(replies.clubChosen),
  clubQuestionCancelled: fc.constant(replies.clubQuestionCancelled()),
  clubQuestionExpired: fc.constant(replies.clubQuestionExpired()),
  clubReset: fc.record({ organizationName: optional }).map(replies.clubReset),
  nameQuestionAgain: asked.map(replies.nameQuestionAgain),
  nameResolved: fc.record({ spokenText: text, playerName: text }).map(replies.nameResolved),
  nameNotFound: fc.record({ spokenText: text, answer: text }).map(replies.nameNotFound),
  nameDismissed: fc.record({ spokenText: text }).map(replies.nameDismissed),
  snoozed: fc.record({ durationMs: count, timesLeft: fc.nat({ max: 3 }) }).map(replies.snoozed),
  snoozeRefused: fc.record({ problem: fc.constantFrom(...SNOOZE_PROBLEMS) }).map(replies.snoozeRefused),
  help: fc.record({ organizationNames: texts, getsSummaries: fc.boolean() }).map(replies.help),
} satisfies Record<Exclude<ReplyKind, "summary">, fc.Arbitrary<string>>;

describe("every reply", () => {
  it.each(Object.entries(written))("%s can be delivered, whatever it is about", (_kind, replyText) => {
    fc.assert(
      fc.property(replyText, (reply) => {
        expect(reply.trim()).not.toBe("");
        expect(reply.length).toBeLessThanOrEqual(messageDefaults.maxCharacters);
        expect(() => encodeURIComponent(reply)).not.toThrow();
        expect(reply).not.toMatch(/undefined|null|NaN|\[object/);
      }),
      { numRuns: 40 },
    );
  });
});

describe("what replies say", () => {
  it("TC-WA-090 to 093: acknowledges text and audio, with and without a club", () => {
    expect(replies.acknowledgement({ kind: "text", organizationName: "Grange GAA" })).toContain(
      "note for Grange GAA",
    );
    expect(replies.acknowledgement({ kind: "text" })).not.toContain(" for ");
    expect(replies.acknowledgement({ kind: "audio", organizationName: "Grange GAA" })).toContain(
      "voice note for Grange",
    );
    expect(replies.acknowledgement({ kind: "audio" })).toContain("Got your voice note.");
  });

  it("FB-001: each refusal names its own reason and what to do", () => {
    const refusals = [
      ...TEXT_GATE_REASONS.map((reason) => replies.textRejected({ reason })),
      ...TRANSCRIPT_GATE_REASONS.map((reason) => replies.transcriptRejected({ reason })),
    ];
    expect(new Set(refusals).size).toBe(refusals.length);
    for (const refusal of refusals) expect(refusal).toMatch(/Send me|Add who|Say who|again/);
  });

  it("FB-004: says that the note is kept, and nothing of what broke", () => {
    expect(replies.processingFailed({ remedy: "wait_for_team" })).toMatch(/kept/);
    for (const remedy of COACH_REMEDIES) {
      const text = replies.processingFailed({ remedy });
      expect(text).not.toMatch(/error|exception|timeout|provider|code/i);
      // Only what staff can retry is said to be theirs.
      expect(text.includes("our team")).toBe(remedy === "wait_for_team");
    }
  });

  it("FB-005, TQ-002: quotes the transcript and explains the three answers", () => {
    const reply = replies.transcriptQuestion({
      reason: "partly_unclear",
      transcript: "Seán [inaudible] good",
    });
    expect(reply).toContain('"Seán [inaudible] good"');
    for (const word of ["CONFIRM", "RETRY", "CANCEL"]) expect(reply).toContain(word);
    const long = replies.transcriptQuestion({ reason: "too_brief", transcript: "word ".repeat(900) });
    for (const word of ["CONFIRM", "RETRY", "CANCEL"]) expect(long).toContain(word);
    const typed = replies.transcriptQuestion({
      reason: "too_brief",
      transcript: "Sean good",
      canRetry: false,
    });
    expect(typed).toMatch(/CONFIRM.*CANCEL/);
    expect(typed).not.toContain("RETRY");
  });

  it("TC-WA-003, TC-WA-072, DD-001, TC-WA-095: unknown sender, pictures, duplicates, patience", () => {
    expect(replies.unknownSender()).toContain("not registered");
    expect(replies.unsupportedMessage()).toContain("only take voice notes and text");
    expect(replies.duplicate({ original: "processing" })).toContain("duplicate");
    expect(replies.stillProcessing({})).toContain("Still working");
  });

  it("WC-001, WC-005: says what was saved, what stays open and what was dropped", () => {
    expect(replies.confirmed({ confirmed: [1, 2, 3], remaining: [] })).toContain("3 items are saved");
    expect(replies.confirmed({ confirmed: [1, 3], remaining: [2, 4, 5, 6] })).toBe(
      "Confirmed and saved: 1, 3.\nStill open: 2, 4-6.",
    );
    expect(replies.cancelled({ count: 1 })).toContain("1 item was dropped");
    expect(replies.unknownNumbers({ unknown: [7], known: [1, 2] })).toMatch(
      /no open item 7.*nothing was confirmed/s,
    );
    expect(replies.nothingPending({ word: "confirm", settled: "confirmed" })).toContain("confirmed already");
  });

  it("TC-WA-040, TC-WA-042: numbers the clubs", () => {
    const options = ["Grange GAA", "St. Mary's FC"];
    expect(replies.clubQuestion({ options })).toContain("1. Grange GAA\n2. St. Mary's FC");
    expect(replies.clubQuestionAgain({ options })).toContain("1. Grange GAA\n2. St. Mary's FC");
  });

  it("ER-002: offers the candidates and shows how to answer", () => {
    const reply = replies.nameQuestionAgain({
      spokenText: "Alex",
      candidates: ["Alex Murphy", "Alex Walsh"],
    });
    expect(reply).toContain("1. Alex Murphy\n2. Alex Walsh");
    expect(reply).toContain("Alex = Alex Murphy");
  });

  it("WA-CMD-010: says how long it sleeps", () => {
    expect(replies.snoozed({ durationMs: 5_400_000, timesLeft: 2 })).toContain("1 hour 30 minutes");
    expect(replies.snoozeRefused({ problem: "too_long" })).toContain("24 hours");
  });
});
