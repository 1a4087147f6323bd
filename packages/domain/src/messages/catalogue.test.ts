import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANSWER_WORDS, TRANSCRIPT_ANSWERS } from "../conversation/outcome";
import { COACH_REMEDIES } from "../errors/catalogue";
import { PAUSE_REASONS } from "../vocabulary/coach-notes";
import { TEXT_GATE_REASONS, TRANSCRIPT_REFUSALS } from "../vocabulary/gates";
import { isUnusedKind, MESSAGE_KINDS } from "../vocabulary/inbound";
import type { NamedOutcome } from "./answers";
import type { Asking } from "./asking";
import { type ReplyKind, replies } from "./catalogue";
import type { Rendered } from "./open-list";
import {
  anyText,
  clubAsk,
  drafts,
  entries,
  next,
  noteTimes,
  settled,
  someEntries,
  texts,
  transcriptAsk,
} from "./testing";
import { messageDefaults } from "./text";

const optional = fc.option(anyText, { nil: undefined });
const numbers = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 200 });
const about = fc.option(fc.record({ notes: noteTimes, settled }), { nil: undefined });

const asks: fc.Arbitrary<Asking> = fc.oneof(
  fc.record({
    type: fc.constantFrom("unknown_numbers", "which_action", "undo_of_open", "undo_unknown"),
    numbers,
  }),
  fc.record({ type: fc.constant("choose_first" as const), entries: someEntries }),
  fc.record({ type: fc.constant("undo_or_drop" as const), saved: someEntries, open: entries }),
  fc.record({ type: fc.constant("nothing_to_hear" as const), note: fc.constant("20:56") }),
  fc.record({ type: fc.constant("not_understood" as const), text: anyText, canBecomeNote: fc.boolean() }),
  fc
    .constantFrom(
      "which_player",
      "which_name",
      "which_club",
      "not_shown",
      "snoozed_too_often",
      "snooze_unclear",
    )
    .map((type): Asking => ({ type })),
);
const outcome: fc.Arbitrary<NamedOutcome> = fc.oneof(
  fc.record({
    type: fc.constant("chosen" as const),
    playerName: anyText,
    team: optional,
    isCorrection: fc.boolean(),
    takenBack: fc.nat({ max: 3 }),
  }),
  fc.record({
    type: fc.constant("dropped" as const),
    isCorrection: fc.boolean(),
    takenBack: fc.nat({ max: 3 }),
  }),
  fc.record({ type: fc.constant("not_found" as const), given: anyText }),
  fc.constant<NamedOutcome>({ type: "settled" }),
);
const choice = fc.record({
  entry: entries.filter(([first]) => first !== undefined),
  spokenText: anyText,
  outcome,
});
const choices = fc.array(
  choice.map(({ entry: [first], ...rest }) => {
    if (!first) throw new Error("There is an entry.");
    return { entry: first, ...rest };
  }),
  { minLength: 1, maxLength: 6 },
);

/** Every reply with any content that can reach it; a reply without an entry does not compile. */
const written: Record<ReplyKind, fc.Arbitrary<string | Rendered>> = {
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
    .record({ reason: fc.constantFrom(...TRANSCRIPT_REFUSALS) })
    .map(replies.transcriptRejected),
  transcriptExpired: fc.constant(replies.transcriptExpired({ note: "20:56" })),
  clubQuestionExpired: fc.constant(replies.clubQuestionExpired({ note: "20:56" })),
  unknownSender: fc.constant(replies.unknownSender()),
  noTeam: fc.constant(replies.noTeam()),
  unknownUsername: fc.constant(replies.unknownUsername()),
  unsupportedMessage: fc
    .record({ kind: fc.constantFrom(...MESSAGE_KINDS.filter(isUnusedKind)) })
    .map(replies.unsupportedMessage),
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
  summary: fc
    .record({
      notes: noteTimes,
      organizationName: optional,
      open: entries,
      saved: drafts,
      isReminder: fc.boolean(),
      canSnooze: fc.boolean(),
    })
    .map(replies.summary),
  decided: fc.record({ saved: entries, dropped: entries, tooLate: entries, next }).map(replies.decided),
  undone: fc.record({ undone: someEntries, next }).map(replies.undone),
  named: fc.record({ choices, saved: entries, next }).map(replies.named),
  transcriptQuestion: transcriptAsk.map(replies.transcriptQuestion),
  transcriptAnswered: fc
    .record({ note: fc.constant("20:56"), answer: fc.constantFrom(...TRANSCRIPT_ANSWERS), next })
    .map(replies.transcriptAnswered),
  clubQuestion: clubAsk.map(replies.clubQuestion),
  clubChosen: fc
    .record({ notes: noteTimes, organizationName: anyText, summaryFollows: fc.boolean(), next })
    .map(replies.clubChosen),
  clubNotesDropped: fc.record({ notes: noteTimes, next }).map(replies.clubNotesDropped),
  clubReset: fc.record({ organizationName: optional }).map(replies.clubReset),
  snoozed: fc
    .record({
      notes: noteTimes,
      time: fc.constant("22:56"),
      isCapped: fc.boolean(),
      timesLeft: fc.nat({ max: 3 }),
      others: fc.nat({ max: 30 }),
    })
    .map(replies.snoozed),
  expired: fc.record({ entries: someEntries, next }).map(replies.expired),
  asking: fc.record({ about: asks, next }).map(replies.asking),
  openItems: fc.record({ entries: someEntries, canSnooze: fc.boolean() }).map(replies.openItems),
  quoteClosed: fc.record({ about, next }).map(replies.quoteClosed),
  nothingOpen: fc
    .record({ word: fc.constantFrom(...ANSWER_WORDS), last: about, next })
    .map(replies.nothingOpen),
  help: fc.record({ organizationNames: texts, getsSummaries: fc.boolean() }).map(replies.help),
  stopped: fc.constant(replies.stopped()),
  started: fc.record({ next }).map(replies.started),
};

describe("every reply", () => {
  it.each(Object.entries(written))("%s can be delivered, whatever it is about", (_kind, reply) => {
    fc.assert(
      fc.property(reply, (made) => {
        const text = typeof made === "string" ? made : made.text;
        expect(text.trim()).not.toBe("");
        expect(text.length).toBeLessThanOrEqual(messageDefaults.maxCharacters);
        expect(() => encodeURIComponent(text)).not.toThrow();
        expect(text).not.toMatch(/undefined|null|NaN|\[object/);
        // What may be answered is in the text, under its number.
        for (const id of typeof made === "string" ? [] : made.itemIds)
          expect(text).toMatch(new RegExp(`^${id}\\. `, "m"));
      }),
      { numRuns: 40 },
    );
  });
});

const draft = (number: number, subject: string, note = "20:56") =>
  ({
    kind: "draft",
    itemId: `${number}`,
    number,
    topic: "injury",
    note,
    text: "Knee is sore",
    subject,
  }) as const;
const alex = {
  kind: "name",
  itemId: "3",
  number: 3,
  topic: "injury",
  note: "20:56",
  text: "sore knee",
  spokenText: "Alex",
  candidates: [
    { name: "Alex Murphy", team: "U12 Gold" },
    { name: "Alex Nolan", team: "U14" },
  ],
} as const;

describe("what replies say", () => {
  it("CO-001: an answer names the note, the players, what changed, and what is still open", () => {
    const next = { kind: "items", entries: [draft(1, "Seán Byrne", "18:02")], canSnooze: false } as const;
    const reply = replies.decided({ saved: [draft(2, "Aoife Kelly")], dropped: [], tooLate: [], next });
    expect(reply.text).toBe(
      [
        "From your 20:56 note:",
        "Saved: 2. Injury – Aoife Kelly.",
        "UNDO takes back what was just saved.",
        "",
        "Still waiting from your 18:02 note:",
        "1. Injury – Seán Byrne: Knee is sore",
        "Reply CONFIRM to save it, CANCEL 1 to drop it.",
      ].join("\n"),
    );
    expect(reply.itemIds).toEqual(["1"]);
  });

  it("CO-010: a name to choose is an item, with its players by letter and team", () => {
    const { text } = replies.summary({ notes: ["20:56"], open: [draft(1, "Seán Byrne"), alex], saved: [] });
    expect(text).toContain(
      '3. Injury – who is "Alex"? "sore knee" a) Alex Murphy (U12 Gold) b) Alex Nolan (U14)',
    );
    expect(text).toContain("reply 3a or 3b, or 3 = full name");
  });

  it("CO-002: the items of several notes stand under their notes, in one list of numbers", () => {
    const open = [
      draft(1, "Seán Byrne", "20:56"),
      draft(2, "Aoife Kelly", "20:58"),
      draft(3, "Cian Doyle", "20:56"),
    ];
    const { text } = replies.summary({ notes: ["20:56", "20:58"], open, saved: [] });
    expect(text.split("\n").slice(0, 6)).toEqual([
      "From your 20:56 and 20:58 notes: 3 items to check.",
      "20:56:",
      "1. Injury – Seán Byrne: Knee is sore",
      "3. Injury – Cian Doyle: Knee is sore",
      "20:58:",
      "2. Injury – Aoife Kelly: Knee is sore",
    ]);
  });

  it("CO-009: says that nothing waits only where nothing is open", () => {
    const saved = [draft(2, "Aoife Kelly")];
    const some = replies.decided({
      saved,
      dropped: [],
      tooLate: [],
      next: { kind: "on_its_way", notes: ["21:00"] },
    });
    expect(some.text).not.toContain("Nothing more");
    expect(replies.decided({ saved, dropped: [], tooLate: [], next: { kind: "nothing" } }).text).toContain(
      "Nothing more is waiting",
    );
  });

  it("WA-INSIGHT-002: what was saved without asking has numbers, so that UNDO can name it", () => {
    const { text, savedItemIds } = replies.summary({
      notes: ["20:56"],
      open: [draft(1, "Seán Byrne")],
      saved: [draft(2, "Aoife Kelly")],
    });
    expect(text).toContain("Saved already:\n2. Injury – Aoife Kelly: Knee is sore");
    expect(text).toContain("UNDO 2 takes it back");
    expect(savedItemIds).toEqual(["2"]);
  });

  it("pages through a long list and counts truly", () => {
    const open = Array.from({ length: 60 }, (_, index) => draft(index + 1, "Seán Byrne"));
    const { text, itemIds } = replies.summary({ notes: ["20:56"], open, saved: [] });
    expect(itemIds.length).toBeGreaterThan(10);
    expect(text).toContain("60 items to check");
    expect(text).toContain(`${60 - itemIds.length} more come after these`);
    expect(text).toContain(`CONFIRM to save 1-${itemIds.length}`);
  });

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
      ...TRANSCRIPT_REFUSALS.map((reason) => replies.transcriptRejected({ reason })),
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
    const ask = {
      note: "20:56",
      reason: "partly_unclear",
      transcript: "Seán [inaudible] good",
      canRetry: true,
    } as const;
    expect(replies.transcriptQuestion(ask)).toContain('"Seán [inaudible] good"');
    const long = replies.transcriptQuestion({ ...ask, transcript: "word ".repeat(900) });
    for (const word of ["CONFIRM", "RETRY", "CANCEL"]) expect(long).toContain(word);
    const typed = replies.transcriptQuestion({ ...ask, canRetry: false });
    expect(typed).toMatch(/CONFIRM.*CANCEL/);
    expect(typed).not.toContain("RETRY");
  });

  it("TC-WA-003, TC-WA-072, DD-001, TC-WA-095: unknown sender, pictures, duplicates, patience", () => {
    expect(replies.unknownSender()).toContain("not registered");
    expect(replies.unsupportedMessage({ kind: "image" })).toContain("only take voice notes and text");
    expect(replies.duplicate({ original: "processing" })).toContain("duplicate");
    expect(replies.stillProcessing({})).toContain("Still working");
  });

  it("TC-WA-040, TC-WA-042: numbers the clubs", () => {
    const ask = { notes: ["20:56"], options: ["Grange GAA", "St. Mary's FC"] };
    expect(replies.clubQuestion(ask)).toContain("1. Grange GAA\n2. St. Mary's FC");
    const again = replies.asking({ about: { type: "which_club" }, next: { kind: "club", ask, others: 0 } });
    expect(again.text).toContain("1. Grange GAA\n2. St. Mary's FC");
  });
});
