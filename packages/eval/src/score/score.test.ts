import type { ExpectedClaim, LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import { CLAIM_TOPICS } from "@voice-flow/domain/vocabulary/notes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LABELLED_NOTES } from "../labels/notes";
import { compareRuns } from "./compare";
import type { NoteScore } from "./figures";
import type { JudgedClaim, JudgedSubject } from "./judged";
import { scoreNote } from "./note-score";
import { summarise } from "./summary";
import { brokenThresholds } from "./thresholds";

const noteOrThrow = (id: string): LabelledNote => {
  const note = LABELLED_NOTES.find((each) => each.id === id);
  if (!note) throw new Error(`There is no note ${id}.`);
  return note;
};

/** What a faultless product would say of an expected claim. */
function perfectClaim({ topics, subject, words, severity }: ExpectedClaim): JudgedClaim {
  return {
    topic: topics[0],
    subject: perfectSubject(subject),
    text: words.join(" "),
    quoteFound: true,
    severity,
  };
}

function perfectSubject(subject: ExpectedClaim["subject"]): JudgedSubject {
  switch (subject.kind) {
    case "player":
      return { kind: "player", playerId: subject.playerId };
    case "ask":
      return { kind: "asked", said: subject.said, playerIds: subject.amongPlayerIds };
    case "unlisted":
      return { kind: "asked", said: subject.said, playerIds: [] };
    case "team":
      return { kind: "team", teamId: subject.teamId };
    case "assignee":
      return { kind: "assignee", who: subject.who, said: subject.said };
  }
}

const perfect = (note: LabelledNote): JudgedClaim[] => note.expected.map(perfectClaim);

const anyNote = fc.constantFrom(...LABELLED_NOTES);
const anyWrongClaim = (note: LabelledNote) =>
  fc.record({
    topic: fc.constantFrom(...CLAIM_TOPICS),
    subject: fc.constantFrom(
      ...note.roster.players.map(({ playerId }) => ({ kind: "player" as const, playerId })),
    ),
    text: fc.constant("something that nobody said"),
    quoteFound: fc.boolean(),
  });
const noteWithWrongClaims = anyNote.chain((note) =>
  fc.record({
    note: fc.constant(note),
    wrong: fc.array(anyWrongClaim(note), { minLength: 1, maxLength: 4 }),
  }),
);

describe("a score", () => {
  it("is 1 for perfect answers to every note", () => {
    const summary = summarise(LABELLED_NOTES.map((note) => scoreNote(note, perfect(note))));
    expect(summary).toMatchObject({
      precision: 1,
      recall: 1,
      wrongChild: 0,
      missedInjuries: 0,
      invented: 0,
      repeated: 0,
      forbidden: 0,
      quoteValidity: 1,
      severityAgreement: 1,
    });
    expect(Object.values(summary.topics).every((topic) => topic.precision === 1 && topic.recall === 1)).toBe(
      true,
    );
  });

  it("doesn't depend on the order of claims", () => {
    fc.assert(
      fc.property(
        noteWithWrongClaims.chain(({ note, wrong }) => {
          const claims = [...perfect(note), ...wrong];
          return fc.record({
            note: fc.constant(note),
            claims: fc.constant(claims),
            shuffled: fc.shuffledSubarray(claims, { minLength: claims.length }),
          });
        }),
        ({ note, claims, shuffled }) => {
          expect(scoreNote(note, shuffled)).toEqual(scoreNote(note, claims));
        },
      ),
    );
  });

  it("never rises when a wrong claim is added", () => {
    fc.assert(
      fc.property(noteWithWrongClaims, ({ note, wrong }) => {
        const before = summarise([scoreNote(note, perfect(note))]);
        const after = summarise([scoreNote(note, [...perfect(note), ...wrong])]);
        expect(after.precision ?? 0).toBeLessThanOrEqual(before.precision ?? 1);
        expect(after.recall).toBe(before.recall);
        expect(after.wrongChild).toBeGreaterThanOrEqual(before.wrongChild);
      }),
    );
  });

  it("falls with every expected claim that is left out", () => {
    fc.assert(
      fc.property(
        anyNote
          .filter((note) => note.expected.length > 0)
          .chain((note) => fc.tuple(fc.constant(note), fc.nat(note.expected.length - 1))),
        ([note, index]) => {
          const partial = perfect(note).toSpliced(index, 1);
          const before = summarise([scoreNote(note, perfect(note))]);
          expect(summarise([scoreNote(note, partial)]).recall).toBeLessThan(before.recall ?? 0);
        },
      ),
    );
  });
});

describe("the wrong child", () => {
  const linkedTo = (note: LabelledNote, firstName: string, lastName: string): JudgedSubject => {
    const player = note.roster.players.find(
      (each) => each.firstName === firstName && each.lastName === lastName,
    );
    return { kind: "player", playerId: player?.playerId ?? "nobody" };
  };
  const injuryOf = (subject: JudgedSubject, text: string): JudgedClaim => ({
    topic: "injury",
    subject,
    text,
    quoteFound: true,
  });

  it.each([
    ["a name that was taken back", "corrections-02", "Seán", "Byrne", "broke his thumb"],
    ["one of two namesakes, without asking", "namesakes-10", "Ryan", "Hayes", "hurt his thumb"],
    ["a child of the same name as a stranger", "camogie-19", "Niamh", "Walsh", "quick, great swing"],
    ["a child who isn't in the note", "hurling-01", "Alex", "Murphy", "hamstring"],
  ])("is %s", (_, id, firstName, lastName, text) => {
    const note = noteOrThrow(id);
    const claim = injuryOf(linkedTo(note, firstName, lastName), text);
    expect(scoreNote(note, [claim]).wrongChild).toBe(1);
  });

  it("isn't a child about whom too much was said", () => {
    const note = noteOrThrow("hurling-11");
    const score = scoreNote(note, [injuryOf(linkedTo(note, "Cian", "Doyle"), "NOT injured")]);
    expect(score).toMatchObject({ wrongChild: 0, forbidden: 1, invented: 1 });
  });

  it("isn't a child about whom the coach is asked", () => {
    const note = noteOrThrow("namesakes-10");
    const asked: JudgedSubject = { kind: "asked", said: "Ryan", playerIds: ["player-7"] };
    expect(scoreNote(note, [injuryOf(asked, "hurt his thumb")])).toMatchObject({
      wrongChild: 0,
      missedInjuries: 0,
      questions: 1,
    });
  });
});

describe("a comparison", () => {
  const scoresWithout = (share: number): NoteScore[] =>
    LABELLED_NOTES.map((note, index) =>
      scoreNote(note, (index % 10) / 10 < share ? perfect(note).slice(1) : perfect(note)),
    );

  it("is sure of a clear loss, and gives the same interval twice", () => {
    const compare = () => compareRuns(scoresWithout(0), scoresWithout(0.5), { resamples: 300 });
    const recall = compare().find(({ figure }) => figure === "recall");
    expect(recall?.verdict).toBe("worse");
    expect(recall?.change?.high).toBeLessThan(0);
    expect(compare()).toEqual(compare());
  });

  it("makes nothing of two equal runs", () => {
    const verdicts = compareRuns(scoresWithout(0.2), scoresWithout(0.2), { resamples: 100 }).map(
      ({ verdict }) => verdict,
    );
    expect(new Set(verdicts)).toEqual(new Set(["unclear"]));
  });
});

describe("thresholds", () => {
  const bounds = {
    minPrecision: 0.9,
    minRecall: 0.9,
    minRecallOfInjuries: 0.95,
    maxWrongChild: 0,
    maxMissedInjuries: 0,
    maxForbidden: 0,
    maxInventedPerNote: 0.1,
    minQuoteValidity: 0.95,
    maxQuestionsPerNote: 1,
  };

  it("are kept by perfect answers and broken by empty ones", () => {
    const summary = summarise(LABELLED_NOTES.map((note) => scoreNote(note, perfect(note))));
    expect(brokenThresholds(summary, bounds)).toEqual([]);
    const empty = summarise(LABELLED_NOTES.map((note) => scoreNote(note, [])));
    expect(brokenThresholds(empty, bounds).join(" ")).toMatch(/Recall is 0.*Missed injuries/);
  });

  it("are broken by a run without notes", () => {
    expect(brokenThresholds(summarise([]), bounds)).toEqual(["No notes were run."]);
  });
});
