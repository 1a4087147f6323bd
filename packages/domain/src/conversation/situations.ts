/** Conversations for the tables of examples: item 3 has the id "3", so that examples read like what coaches see. */
import {
  type CarryingMessage,
  type ClubQuestion,
  type Conversation,
  type DraftItem,
  EMPTY_CONVERSATION,
  type NameItem,
  type OpenItem,
  type OpenQuestion,
  type SavedItem,
  type TranscriptQuestion,
} from "./open";

/** ms: when replies of the examples arrive. */
export const REPLIED_AT = 100;

const draft = (number: number, questionId: string, shownAt?: number): DraftItem => ({
  kind: "draft",
  itemId: `${number}`,
  questionId,
  number,
  shownAt,
});
const ALEX = [
  { playerId: "murphy", name: "Alex Murphy", team: "U12 Gold" },
  { playerId: "nolan", name: "Alex Nolan", team: "U14" },
];
const name = (
  number: number,
  questionId: string,
  shownAt?: number,
  content: Pick<NameItem, "spokenText" | "candidates"> = { spokenText: "Alex", candidates: ALEX },
): NameItem => ({ kind: "name", itemId: `${number}`, questionId, number, shownAt, ...content });

const SAM = {
  spokenText: "Sam",
  candidates: [
    { playerId: "sam-byrne", name: "Sam Byrne" },
    { playerId: "sam-kelly", name: "Samantha Kelly" },
  ],
};
const TWINS = {
  spokenText: "Alex",
  candidates: [
    { playerId: "gold", name: "Alex Murphy", team: "U12 Gold" },
    { playerId: "minors", name: "Álex Murphy", team: "U14" },
  ],
};
const AWKWARD = {
  spokenText: "No. 7 = the wing, left",
  candidates: [
    { playerId: "seven", name: "Ó Sé, Pádraig = Paudie" },
    { playerId: "eight", name: "Cian Doyle" },
  ],
};
const transcriptOf = (questionId: string, shownAt?: number, canRetry = true): TranscriptQuestion => ({
  kind: "transcript",
  questionId,
  timesSnoozed: 0,
  shownAt,
  canRetry,
});
const clubOf = (shownAt?: number): ClubQuestion => ({
  kind: "club",
  questionId: "C",
  timesSnoozed: 0,
  shownAt,
  options: [
    { organizationId: "grange", name: "Grange GAA" },
    { organizationId: "marys", name: "St. Mary's FC" },
    { organizationId: "kilcoole", name: "Kilcoole GAA" },
  ],
});

/** One message for each group of items, and for each question that is asked alone. */
function conversation(
  asked: readonly (OpenItem[] | Exclude<OpenQuestion, { kind: "summary" }>)[],
  more: Partial<Conversation> = {},
): Conversation {
  const messages = asked.map((each, index): CarryingMessage => {
    const things = Array.isArray(each) ? each : [each];
    return {
      messageId: `M${index + 1}`,
      shownAt: things[0]?.shownAt,
      questionIds: things.map(({ questionId }) => questionId),
      itemIds: Array.isArray(each) ? each.map(({ itemId }) => itemId) : [],
      tellsSave: false,
    };
  });
  const items = asked.flatMap((each) => (Array.isArray(each) ? each : []));
  const summaries = [...new Set(items.map(({ questionId }) => questionId))].map(
    (questionId): OpenQuestion => ({ kind: "summary", questionId, timesSnoozed: 0 }),
  );
  const questions = [...summaries, ...asked.flatMap((each) => (Array.isArray(each) ? [] : [each]))];
  return { ...EMPTY_CONVERSATION, questions, items, messages, ...more };
}

const saved = (numbers: readonly number[], knownAt: number, batch = "b"): SavedItem[] =>
  numbers.map((number) => ({ itemId: `${number}`, number, batch, knownAt }));

const three = [draft(1, "S", 10), draft(2, "S", 10), draft(3, "S", 10)];
const chosenAlex = { itemId: "2", number: 2, spokenText: "Alex", candidates: ALEX };

export const SITUATIONS = {
  nothing: EMPTY_CONVERSATION,
  /** Both items of a summary were confirmed. */
  "all saved": conversation([], { saved: saved([1, 2], 50) }),
  /** Saved without asking: the summary that says so was seen. */
  "saved without asking": conversation([], { saved: saved([1], 50, "auto") }),
  "saved without asking, not seen": conversation([], { saved: saved([1], 500, "auto") }),
  summary: conversation([three]),
  "one item": conversation([[draft(1, "S", 10)]]),
  /** 1 and 2 of the older note, 3 and 4 of the newer. */
  "two summaries": conversation([
    [draft(1, "A", 10), draft(2, "A", 10)],
    [draft(3, "B", 20), draft(4, "B", 20)],
  ]),
  /** The newer one is still in the queue. */
  "second not delivered": conversation([
    [draft(1, "A", 10), draft(2, "A", 10)],
    [draft(3, "B"), draft(4, "B")],
  ]),
  /** The newer one arrived after the reply was written. */
  "second came later": conversation([
    [draft(1, "A", 10), draft(2, "A", 10)],
    [draft(3, "B", 200), draft(4, "B", 200)],
  ]),
  "not delivered": conversation([[draft(1, "S"), draft(2, "S")]]),
  /** "Saved: … Still waiting: 1, 2" was the last thing that was seen. */
  "after a save": {
    ...conversation([[draft(1, "A", 10), draft(2, "A", 10)]], { saved: saved([3], 50) }),
    messages: [{ messageId: "M1", shownAt: 60, questionIds: ["A"], itemIds: ["1", "2"], tellsSave: true }],
  },
  /** An older summary is open; then the newer note was saved without asking. */
  "summary, then saved without asking": conversation([[draft(1, "A", 10)]], {
    saved: saved([2], 50, "auto"),
  }),
  "summary with a saved item": conversation([[draft(1, "S", 10), draft(2, "S", 10)]], {
    saved: saved([3], 10, "auto"),
  }),
  "draft and name": conversation([[draft(1, "S", 10), name(2, "S", 10)]]),
  "a name": conversation([[name(1, "S", 10)]]),
  "two names": conversation([[name(1, "S", 10), name(2, "S", 10, SAM)]]),
  "two of one name": conversation([[name(1, "S", 10, TWINS)]]),
  "an awkward name": conversation([[name(1, "S", 10, AWKWARD)]]),
  "a name nobody has": conversation([[name(1, "S", 10, { spokenText: "Possum", candidates: [] })]]),
  "nobody named": conversation([[draft(1, "S", 10), name(2, "S", 10, { spokenText: "", candidates: [] })]]),
  /** Name 2 was chosen; draft 3 came of it. */
  "chosen name": conversation([[{ ...draft(3, "S", 10), nameItemId: "2" }]], { chosen: [chosenAlex] }),
  "chosen name, nothing open": conversation([], { chosen: [chosenAlex], saved: saved([3], 50) }),
  transcript: conversation([transcriptOf("T", 10)]),
  "typed transcript": conversation([transcriptOf("T", 10, false)]),
  "two transcripts": conversation([transcriptOf("T1", 10), transcriptOf("T2", 20)]),
  "summary, then transcript": conversation([[draft(1, "S", 10), draft(2, "S", 10)], transcriptOf("T", 20)]),
  "transcript, then summary": conversation([transcriptOf("T", 10), [draft(1, "S", 20), draft(2, "S", 20)]]),
  club: conversation([clubOf(10)]),
  "summary, then club": conversation([[draft(1, "S", 10), draft(2, "S", 10)], clubOf(20)]),
  "club, then summary": conversation([clubOf(10), [draft(1, "S", 20), draft(2, "S", 20)]]),
  "name, then club": conversation([[name(1, "S", 10)], clubOf(20)]),
  everything: conversation([[draft(1, "S", 10), name(2, "S", 10)], clubOf(20), transcriptOf("T", 30)]),
  "a short text asked about": conversation([three], { canBecomeNote: true }),
  "put off three times": {
    ...conversation([three]),
    questions: [{ kind: "summary", questionId: "S", timesSnoozed: 3 }],
  },
} as const satisfies Record<string, Conversation>;
export type Situation = keyof typeof SITUATIONS;
