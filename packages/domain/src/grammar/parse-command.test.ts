import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alex, all, club, HOUR, note, numberedAlex, rows, summary, transcript } from "./cases";
import { type Command, grammarDefaults, type NameQuestion, type OpenQuestion } from "./context";
import { parseCommand } from "./parse-command";

const parse = (text: string, ...openQuestions: OpenQuestion[]): Command =>
  parseCommand(text, { openQuestions });

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
