import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClubQuestion, Command, NameQuestion, OpenQuestion, SummaryQuestion } from "./context";
import { grammarDefaults } from "./context";
import { parseCommand } from "./parse-command";

const HOUR = 60 * 60 * 1000;
const summary: SummaryQuestion = {
  kind: "summary",
  questionId: "summary",
  askedAt: 10,
  numbers: [1, 2, 3],
  timesSnoozed: 0,
};
const club: ClubQuestion = {
  kind: "club",
  questionId: "club",
  askedAt: 20,
  options: [
    { organizationId: "grange", name: "Grange GAA" },
    { organizationId: "marys", name: "St. Mary's FC" },
    { organizationId: "kilcoole", name: "Kilcoole GAA" },
  ],
};
const transcript: OpenQuestion = { kind: "transcript", questionId: "transcript", askedAt: 30 };
const alex: NameQuestion = {
  kind: "name",
  questionId: "alex",
  askedAt: 10,
  spokenText: "Alex",
  numbered: false,
  candidates: [
    { playerId: "murphy", name: "Alex Murphy" },
    { playerId: "walsh", name: "Alex Walsh" },
  ],
};
const numberedAlex: NameQuestion = { ...alex, askedAt: 40, numbered: true };

const parse = (text: string, ...openQuestions: OpenQuestion[]): Command =>
  parseCommand(text, { openQuestions });
const note: Command = { kind: "note" };
const all: Command = { kind: "confirm_drafts", questionId: "summary", numbers: [1, 2, 3] };
const cancelled: Command = { kind: "cancel_drafts", questionId: "summary" };

type Row = [id: string, text: string, open: OpenQuestion[], command: Command];
const rows: Row[] = [
  ["WA-CMD-002", "HELP", [], { kind: "help" }],
  ["WA-CMD-002", " help! ", [summary, club], { kind: "help" }],
  ["WA-CMD-001", "RESET", [summary], { kind: "switch_club" }],
  ["WA-CMD-001", "switch  Club", [], { kind: "switch_club" }],
  ["WC-001", "CONFIRM", [summary], all],
  ["WC-002", "YES", [summary], all],
  ["WC-002", "y", [summary], all],
  ["WA-CMD-009", "OK", [summary], all],
  ["WA-CMD-008", "oK 👍", [summary], all],
  ["WC-009", "confirm.", [summary], all],
  ["WC-009", "“Confirm”", [summary], all],
  ["WC-001", "confirm all", [summary], all],
  ["WC-001", "CONFIRM 1,3", [summary], { ...all, numbers: [1, 3] }],
  ["WC-001", "Confirm 3, 1", [summary], { ...all, numbers: [1, 3] }],
  ["WC-001", "CONFIRM 1-3", [summary], all],
  ["WC-001", "CONFIRM 1–2", [summary], { ...all, numbers: [1, 2] }],
  ["WC-001", "confirm 1 and 3", [summary], { ...all, numbers: [1, 3] }],
  ["WC-001", "yes 2", [summary], { ...all, numbers: [2] }],
  [
    "WC-001",
    "CONFIRM 1,4",
    [summary],
    { kind: "unknown_numbers", questionId: "summary", unknown: [4], known: [1, 2, 3] },
  ],
  [
    "WC-001",
    "CONFIRM 0",
    [summary],
    { kind: "unknown_numbers", questionId: "summary", unknown: [0], known: [1, 2, 3] },
  ],
  ["WC-001", "CONFIRM 3-1", [summary], note],
  ["WC-005", "CANCEL", [summary], cancelled],
  ["WC-006", "NO", [summary], cancelled],
  ["WC-006", "n", [summary], cancelled],
  ["WC-005", "CANCEL 2", [summary], { kind: "unclear_numbers", questionId: "summary", known: [1, 2, 3] }],
  ["WC-001", "1,3", [summary], { kind: "unclear_numbers", questionId: "summary", known: [1, 2, 3] }],
  ["WC-001", "CONFIRM", [], { kind: "nothing_pending", word: "confirm" }],
  ["WC-001", "CONFIRM 1", [], { kind: "nothing_pending", word: "confirm" }],
  ["WC-001", "YES", [{ ...summary, numbers: [] }], { kind: "nothing_pending", word: "confirm" }],
  ["WC-006", "no", [], { kind: "nothing_pending", word: "cancel" }],
  ["WC-010", "Confirmed that Sean was at training", [summary], note],
  ["WC-010", "Confirm that Sean was at training", [summary], note],
  ["WC-010", "Yes Emma was great today", [summary], note],
  ["WC-010", "No injuries tonight, everyone trained", [summary], note],
  ["WC-010", "OK session overall", [summary], note],
  ["WC-010", "Cancel the pitch for Tuesday", [summary], note],
  ["WC-010", "Remind me to book the pitch", [summary, club, alex], note],
  ["WC-010", "Later we did sprints", [summary, club, alex], note],
  ["WC-010", "Help Emma with her hurling grip", [], note],
  ["WC-010", "Reset the cones after the drill", [], note],
  ["WC-010", "Retry the shuttle run on Thursday", [transcript], note],
  ["WA-CMD-007", "Hurling", [summary, alex], note],
  ["WA-CMD-004", "R", [summary], { kind: "send_summary", questionId: "summary" }],
  ["WA-CMD-004", "r", [], { kind: "nothing_pending", word: "summary" }],
  ["WA-CMD-010", "SNOOZE", [summary], { kind: "snooze", questionId: "summary", durationMs: 2 * HOUR }],
  ["WA-CMD-010", "SNOOZE 2H", [summary], { kind: "snooze", questionId: "summary", durationMs: 2 * HOUR }],
  [
    "WA-CMD-010",
    "snooze for 45 minutes",
    [summary],
    { kind: "snooze", questionId: "summary", durationMs: 0.75 * HOUR },
  ],
  [
    "WA-CMD-010",
    "snooze 1h30m",
    [summary],
    { kind: "snooze", questionId: "summary", durationMs: 1.5 * HOUR },
  ],
  ["WA-CMD-010", "snooze 1 day", [summary], { kind: "snooze", questionId: "summary", durationMs: 24 * HOUR }],
  ["WA-CMD-010", "snooze 25h", [summary], { kind: "invalid_snooze", problem: "too_long" }],
  ["WA-CMD-010", "snooze 0m", [summary], { kind: "invalid_snooze", problem: "too_short" }],
  ["WA-CMD-010", "snooze 2", [summary], { kind: "invalid_snooze", problem: "not_a_duration" }],
  [
    "WA-CMD-010",
    "snooze 1h",
    [{ ...summary, timesSnoozed: 3 }],
    { kind: "invalid_snooze", problem: "too_often" },
  ],
  ["WA-CMD-010", "snooze", [], { kind: "nothing_pending", word: "snooze" }],
  ["WA-CMD-010", "Snooze the alarm on the pitch timer", [summary], note],
  ["FB-005", "RETRY", [transcript], { kind: "retry_transcript", questionId: "transcript" }],
  ["FB-005", "retry", [transcript, numberedAlex], { kind: "retry_transcript", questionId: "transcript" }],
  ["FB-005", "retry", [summary], { kind: "nothing_pending", word: "retry" }],
  ["FB-005", "CONFIRM", [summary, transcript], { kind: "confirm_transcript", questionId: "transcript" }],
  ["FB-005", "confirm 2", [summary, transcript], { ...all, numbers: [2] }],
  ["FB-005", "no", [summary, transcript], { kind: "cancel_transcript", questionId: "transcript" }],
  ["FB-005", "YES", [{ ...summary, askedAt: 50 }, transcript], all],
  ["TC-WA-040", "1", [club], { kind: "choose_club", questionId: "club", organizationId: "grange" }],
  ["TC-WA-040", "#2.", [summary, club], { kind: "choose_club", questionId: "club", organizationId: "marys" }],
  ["TC-WA-042", "5", [club], { kind: "repeat_club_question", questionId: "club" }],
  ["TC-WA-042", "0", [club], { kind: "repeat_club_question", questionId: "club" }],
  ["TC-WA-042", "gaa", [club], { kind: "repeat_club_question", questionId: "club" }],
  ["TC-WA-042", "yes", [summary, club], { kind: "repeat_club_question", questionId: "club" }],
  ["TC-WA-041", "grange", [club], { kind: "choose_club", questionId: "club", organizationId: "grange" }],
  ["TC-WA-041", "St Marys", [club], { kind: "choose_club", questionId: "club", organizationId: "marys" }],
  [
    "TC-WA-041",
    "St. Mary’s FC",
    [club],
    { kind: "choose_club", questionId: "club", organizationId: "marys" },
  ],
  ["TC-WA-041", "cancel", [club], { kind: "cancel_club_question", questionId: "club" }],
  ["TC-WA-041", "Grange trained well and Emma was in goal", [club], note],
  ["TC-WA-041", "1", [], note],
  ["ER-006", "Alex = Alex Murphy", [summary, alex], resolved({ type: "player", playerId: "murphy" })],
  ["ER-006", "alex=alex murphy", [alex], resolved({ type: "player", playerId: "murphy" })],
  ["ER-006", "Alex’s = Alex Walsh.", [alex], resolved({ type: "player", playerId: "walsh" })],
  ["ER-006", "Alex = Alexandra Byrne", [alex], resolved({ type: "text", text: "Alexandra Byrne" })],
  ["ER-006", "Alex = nobody", [alex], resolved({ type: "nobody" })],
  ["ER-006", "Alex = 2", [numberedAlex], resolved({ type: "player", playerId: "walsh" })],
  ["ER-006", "Alex = 2", [alex], { kind: "repeat_name_question", questionId: "alex" }],
  ["ER-006", "2", [summary, numberedAlex], resolved({ type: "player", playerId: "walsh" })],
  ["ER-006", "3", [summary, numberedAlex], { kind: "repeat_name_question", questionId: "alex" }],
  ["ER-006", "2", [summary, alex], { kind: "unclear_numbers", questionId: "summary", known: [1, 2, 3] }],
  ["ER-006", "Murphy", [numberedAlex], resolved({ type: "player", playerId: "murphy" })],
  ["ER-006", "Alex", [numberedAlex], { kind: "repeat_name_question", questionId: "alex" }],
  ["ER-006", "Murphy", [{ ...numberedAlex, askedAt: 1 }, club], note],
  [
    "ER-006",
    "2",
    [numberedAlex, { ...numberedAlex, questionId: "sam", spokenText: "Sam" }],
    { kind: "repeat_name_question", questionId: "alex" },
  ],
  ["ER-006", "Alex = Alex Murphy", [], note],
  ["ER-006", "Emma = Emma Byrne", [alex], note],
  ["WC-010", "Emma scored = 4/5 frees", [alex], note],
  ["WC-010", "Alex = 4/5 frees", [alex], note],
  ["ER-006", "yes", [alex], { kind: "repeat_name_question", questionId: "alex" }],
  ["", "", [], note],
  ["", "   ", [summary], note],
  ["", "=", [alex], note],
];

function resolved(
  answer: { type: "player"; playerId: string } | { type: "text"; text: string } | { type: "nobody" },
) {
  return {
    kind: "resolve_names",
    names: [{ questionId: "alex", spokenText: "Alex", answer }],
  } satisfies Command;
}

describe("parseCommand", () => {
  it.each(rows)("%s: reads %j", (_id, text, open, command) => {
    expect(parse(text, ...open)).toEqual(command);
  });

  it("ER-006: resolves several names in one message, and none unless all are open", () => {
    const sam: NameQuestion = { ...alex, questionId: "sam", spokenText: "Sam", candidates: [] };
    expect(parse("Alex = Alex Murphy\nSam = Samantha Daly", alex, sam)).toEqual({
      kind: "resolve_names",
      names: [
        { questionId: "alex", spokenText: "Alex", answer: { type: "player", playerId: "murphy" } },
        { questionId: "sam", spokenText: "Sam", answer: { type: "text", text: "Samantha Daly" } },
      ],
    });
    expect(parse("Alex = Alex Murphy\nTom = Tom Daly", alex, sam)).toEqual(note);
  });

  it("no wrong child: asks again where two players of one name were offered", () => {
    const twins: NameQuestion = {
      ...alex,
      candidates: [
        { playerId: "a", name: "Alex Murphy" },
        { playerId: "b", name: "Álex Murphy" },
      ],
    };
    expect(parse("Alex = Alex Murphy", twins)).toEqual({ kind: "repeat_name_question", questionId: "alex" });
    expect(parse("Alex Murphy", { ...twins, numbered: true })).toMatchObject({
      kind: "repeat_name_question",
    });
  });

  it("takes the settings it is given", () => {
    const open = { openQuestions: [summary] };
    expect(parseCommand("snooze", open, { snoozeDefaultMs: HOUR })).toMatchObject({ durationMs: HOUR });
    expect(parseCommand("snooze 3h", open, { snoozeMaxMs: HOUR })).toMatchObject({ problem: "too_long" });
  });
});

const question = fc.constantFrom<OpenQuestion>(summary, club, transcript, alex, numberedAlex);
const anyContext = fc.uniqueArray(question, { selector: (open) => open.questionId });

describe("parseCommand, for any text", () => {
  it("WA-CMD-007: takes every message of four ordinary words or more for a note, whatever is open", () => {
    const word = fc.constantFrom(
      "confirm",
      "yes",
      "no",
      "snooze",
      "Alex",
      "Grange",
      "cancel",
      "help",
      "retry",
      "r",
    );
    const other = fc.constantFrom("training", "was", "great", "today", "Emma", "pitch");
    fc.assert(
      fc.property(anyContext, word, fc.array(other, { minLength: 3, maxLength: 40 }), (open, first, rest) => {
        expect(parse([first, ...rest].join(" "), ...open)).toEqual(note);
      }),
    );
  });

  it("WC-009: does not depend on case or on spaces around the text", () => {
    fc.assert(
      fc.property(anyContext, fc.constantFrom(...rows.map(([, text]) => text)), (open, text) => {
        const strip = (command: Command) => JSON.stringify(command).toLowerCase();
        expect(strip(parse(`  ${text.toUpperCase()}\n`, ...open))).toBe(
          strip(parse(text.toLowerCase(), ...open)),
        );
      }),
    );
  });

  it("confirms only numbers that the summary shows, and answers only questions that are open", () => {
    const list = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(anyContext, list, fc.constantFrom(",", ", ", " and ", " "), (open, numbers, separator) => {
        const command = parse(`CONFIRM ${numbers.join(separator)}`, ...open);
        if (!open.includes(summary)) expect(command).toEqual({ kind: "nothing_pending", word: "confirm" });
        else if (numbers.every((number) => summary.numbers.includes(number))) {
          expect(command).toEqual({ ...all, numbers: [...new Set(numbers)].sort((a, b) => a - b) });
        } else expect(command.kind).toBe("unknown_numbers");
      }),
    );
  });

  it("never throws, and keeps a snooze within its limits", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^(snooze|confirm|Alex ?=) ?[\d a-z,=-]{0,12}$/),
    );
    fc.assert(
      fc.property(anyContext, text, (open, said) => {
        const command = parse(said, ...open);
        const ids = open.map((each) => each.questionId);
        if ("questionId" in command) expect(ids).toContain(command.questionId);
        if (command.kind !== "snooze") return;
        expect(command.durationMs).toBeGreaterThanOrEqual(grammarDefaults.snoozeMinMs);
        expect(command.durationMs).toBeLessThanOrEqual(grammarDefaults.snoozeMaxMs);
      }),
      { numRuns: 500 },
    );
  });
});
