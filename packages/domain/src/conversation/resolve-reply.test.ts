import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLOSED_QUOTE_EXAMPLES, EXAMPLES, QUOTED_EXAMPLES } from "./examples";
import type { Conversation, Reply } from "./open";
import type { NameChoice, Outcome, Problem } from "./outcome";
import { encodePayload } from "./payload";
import { resolveReply } from "./resolve-reply";
import { REPLIED_AT, SITUATIONS, type Situation } from "./situations";
import type { SnoozeSpan } from "./snooze";

const RULES = { snoozeMaxTimes: 3 };
const situations = Object.keys(SITUATIONS).filter((key): key is Situation => key in SITUATIONS);

const resolve = (situation: Situation, reply: Partial<Reply> & { text: string }): Outcome =>
  resolveReply({ receivedAt: REPLIED_AT, ...reply }, SITUATIONS[situation], RULES);

const quoteFirst = ({ messages }: Conversation) => {
  const [first] = messages;
  if (!first) throw new Error("Nothing was sent.");
  return {
    messageId: first.messageId,
    questionIds: first.questionIds,
    itemIds: first.itemIds,
    savedItemIds: [],
  };
};
const CLOSED = { messageId: "gone", questionIds: ["gone"], itemIds: ["gone"], savedItemIds: [] };

function spanText(span: SnoozeSpan): string {
  switch (span.type) {
    case "default":
      return "default";
    case "duration":
      return `${span.ms / 60_000} min`;
    case "tomorrow":
      return `tomorrow ${span.hour}`;
    case "clock":
      return `${span.hour}:${`${span.minute}`.padStart(2, "0")}${span.isExact ? "" : "?"}`;
  }
}

const choiceText = ({ itemId, answer }: NameChoice): string =>
  `${itemId}=${answer.type === "player" ? answer.playerId : answer.type === "text" ? `“${answer.text}”` : "nobody"}`;

function problemText(problem: Problem): string {
  switch (problem.type) {
    case "unknown_numbers":
      return `unknown ${problem.numbers}`;
    case "choose_first":
      return `choose ${problem.itemIds}`;
    case "which_action":
      return `what to do with ${problem.numbers}`;
    case "which_player":
      return `which player ${problem.itemId}`;
    case "which_name":
      return `which name ${problem.itemIds}`;
    case "which_club":
      return "which club";
    case "undo_or_drop":
      return `undo ${problem.undoItemIds} or drop ${problem.dropItemIds.join() || "nothing"}`;
    case "undo_of_open":
      return `undo of open ${problem.numbers}`;
    case "undo_unknown":
      return `undo unknown ${problem.numbers}`;
    case "nothing_to_hear":
      return `nothing to hear ${problem.questionId}`;
    case "snooze_unclear":
      return "how long";
    default:
      return problem.type.replaceAll("_", " ");
  }
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case "decide": {
      const save = outcome.saveItemIds.length > 0 ? [`save ${outcome.saveItemIds}`] : [];
      const drop = outcome.dropItemIds.length > 0 ? [`drop ${outcome.dropItemIds}`] : [];
      return [...save, ...drop].join(" ");
    }
    case "choose_names":
      return `${outcome.choices.some(({ corrects }) => corrects) ? "correct" : "name"} ${outcome.choices.map(choiceText).join(" ")}`;
    case "transcript":
      return `transcript ${outcome.questionId} ${outcome.answer}`;
    case "club":
      return `club ${outcome.organizationId}`;
    case "snooze":
      return `snooze ${outcome.questionIds} ${spanText(outcome.span)}`;
    case "undo":
      return `undo ${outcome.itemIds}`;
    case "ask":
      return `ask ${problemText(outcome.problem)}`;
    case "nothing_open":
      return `nothing open ${outcome.word}`;
    case "list":
      return ["list", ...(outcome.questionIds ?? [])].join(" ");
    default:
      return outcome.kind.replaceAll("_", " ");
  }
}

describe("what coaches type", () => {
  it("is shown in at least 150 examples, in every situation", () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(150);
    const used = new Set([...EXAMPLES, ...QUOTED_EXAMPLES].map(([situation]) => situation));
    expect(situations.filter((situation) => !used.has(situation))).toEqual([]);
  });

  it.each(EXAMPLES)("%s: %j → %s", (situation, text, outcome) => {
    expect(outcomeText(resolve(situation, { text }))).toBe(outcome);
  });

  it.each(QUOTED_EXAMPLES)("CO-003 %s, quoting the first message: %j → %s", (situation, text, outcome) => {
    const quoted = quoteFirst(SITUATIONS[situation]);
    expect(outcomeText(resolve(situation, { text, quoted }))).toBe(outcome);
  });

  it.each(CLOSED_QUOTE_EXAMPLES)("CO-004 %s, quoting what is closed: %j → %s", (situation, text, outcome) => {
    expect(outcomeText(resolve(situation, { text, quoted: CLOSED }))).toBe(outcome);
    const unknown = { questionIds: [], itemIds: [], savedItemIds: [] };
    expect(outcomeText(resolve(situation, { text, quoted: unknown }))).toBe(outcome);
  });

  it("CO-012: UNDO that quotes a message takes back what that message named", () => {
    const quoted = { messageId: "M", questionIds: [], itemIds: [], savedItemIds: ["1"] };
    expect(outcomeText(resolve("all saved", { text: "UNDO", quoted }))).toBe("undo 1");
    expect(outcomeText(resolve("saved without asking, not seen", { text: "UNDO", quoted }))).toBe("undo 1");
  });
});

describe("buttons", () => {
  const press = (situation: Situation, buttonPayload: string) =>
    outcomeText(resolve(situation, { text: "Save", buttonPayload }));

  it("CO-014: act on their own question, whatever is newer", () => {
    expect(press("two summaries", encodePayload({ act: "save", questionId: "A" }))).toBe("save 1,2");
    expect(press("two summaries", encodePayload({ act: "drop", questionId: "A" }))).toBe("drop 1,2");
    expect(press("two summaries", encodePayload({ act: "list", questionId: "A" }))).toBe("list A");
    expect(press("transcript, then summary", encodePayload({ act: "retry", questionId: "T" }))).toBe(
      "transcript T retry",
    );
    expect(press("draft and name", encodePayload({ act: "choose", itemId: "2", index: 1 }))).toBe(
      "name 2=nolan",
    );
    expect(press("draft and name", encodePayload({ act: "choose", itemId: "2", index: 4 }))).toBe(
      "ask which player 2",
    );
  });

  it("do nothing once their question is closed", () => {
    expect(press("two summaries", encodePayload({ act: "save", questionId: "gone" }))).toBe("quote closed");
    expect(press("summary", encodePayload({ act: "choose", itemId: "9", index: 0 }))).toBe("quote closed");
  });

  it("with another payload are read as their text", () => {
    expect(outcomeText(resolve("summary", { text: "CONFIRM", buttonPayload: "opt:1" }))).toBe("save 1,2,3");
  });
});

const situation = fc.constantFrom(...situations);
const typed = fc.constantFrom(...EXAMPLES.map(([, text]) => text));
const anyText = fc.oneof(typed, fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 400 }));

describe("any reply", () => {
  it("acts only on what was seen before it, or is quoted", () => {
    fc.assert(
      fc.property(
        situation,
        anyText,
        fc.boolean(),
        fc.nat({ max: 250 }),
        (name, text, quotes, receivedAt) => {
          const conversation = SITUATIONS[name];
          const quoted = quotes && conversation.messages.length > 0 ? quoteFirst(conversation) : undefined;
          const outcome = resolveReply({ text, receivedAt, quoted }, conversation, RULES);
          const touched =
            outcome.kind === "decide"
              ? [...outcome.saveItemIds, ...outcome.dropItemIds]
              : outcome.kind === "choose_names"
                ? outcome.choices.filter(({ corrects }) => !corrects).map(({ itemId }) => itemId)
                : [];
          for (const itemId of touched) {
            const item = conversation.items.find((each) => each.itemId === itemId);
            const isSeen = item?.shownAt !== undefined && item.shownAt <= receivedAt;
            expect(quoted ? quoted.itemIds.includes(itemId) : isSeen).toBe(true);
          }
          const isOpen = conversation.items.length + conversation.questions.length > 0;
          if (outcome.kind === "nothing_open" && !["retry", "undo"].includes(outcome.word))
            expect(isOpen).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("WC-009: is read the same whatever its case and the spaces around it", () => {
    const plain = EXAMPLES.map(([, text]) => text).filter((text) => !/\p{Lu}\S* \p{Lu}/u.test(text));
    fc.assert(
      fc.property(situation, fc.constantFrom(...plain), (name, text) => {
        const upper = outcomeText(resolve(name, { text: ` ${text.toUpperCase()}\n` }));
        expect(upper.toLowerCase()).toBe(
          outcomeText(resolve(name, { text: text.toLowerCase() })).toLowerCase(),
        );
      }),
    );
  });

  it("WA-CMD-007: of four ordinary words or more after a word of answers is a note", () => {
    const first = fc.constantFrom(
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
    const other = fc.constantFrom("training", "went", "sprints", "today", "Emma", "pitch");
    fc.assert(
      fc.property(situation, first, fc.array(other, { minLength: 3, maxLength: 30 }), (name, word, rest) => {
        expect(outcomeText(resolve(name, { text: [word, ...rest].join(" ") }))).toBe("note");
      }),
    );
  });

  it("takes no longer for a very long text", () => {
    for (const text of [
      "=".repeat(50_000),
      "1,".repeat(50_000),
      "a = ".repeat(20_000),
      "👍".repeat(20_000),
    ]) {
      const startedAt = performance.now();
      resolve("everything", { text });
      expect(performance.now() - startedAt).toBeLessThan(1000);
    }
  });
});
