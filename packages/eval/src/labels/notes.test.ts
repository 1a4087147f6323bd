import { GIVEN_NAMES } from "@voice-flow/domain/names/known-spellings";
import { foldedWords } from "@voice-flow/domain/names/normalize";
import {
  type ExpectedClaim,
  type LabelledNote,
  labelledNoteSchema,
  type NoteTag,
} from "@voice-flow/domain/quality/labelled-note";
import { CLAIM_TOPICS } from "@voice-flow/domain/vocabulary/notes";
import { describe, expect, it } from "vitest";
import { LABELLED_NOTES } from "./notes";

const RAMBLING_WORDS = 300;
const notes = LABELLED_NOTES.map((note) => ({ ...note, toString: () => note.id }));

const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const withTag = (...tags: NoteTag[]) =>
  LABELLED_NOTES.filter((note) => tags.some((tag) => note.tags.includes(tag)));
const playersOf = ({ subject }: ExpectedClaim): readonly string[] => {
  if (subject.kind === "player") return [subject.playerId];
  return subject.kind === "ask" ? subject.amongPlayerIds : [];
};
const canonical = (word: string): string => GIVEN_NAMES.groupOf.get(word) ?? word;

/** Name words of the note that two players of the roster share. */
function sharedNames({ text, roster }: LabelledNote): string[] {
  const spoken = new Set(foldedWords(text.replace(/['’]s\b/g, "")).map(canonical));
  const owners = new Map<string, number>();
  for (const player of roster.players) {
    const words = new Set(foldedWords(`${player.firstName} ${player.lastName}`).map(canonical));
    for (const word of words) owners.set(word, (owners.get(word) ?? 0) + 1);
  }
  return [...owners].filter(([word, count]) => count > 1 && spoken.has(word)).map(([word]) => word);
}

describe("the labelled set", () => {
  it("is large and keeps about a quarter for releases", () => {
    expect(LABELLED_NOTES.length).toBeGreaterThanOrEqual(200);
    const release = LABELLED_NOTES.filter((note) => note.part === "release").length;
    expect(release / LABELLED_NOTES.length).toBeGreaterThan(0.2);
    expect(release / LABELLED_NOTES.length).toBeLessThan(0.3);
  });

  it("has each id and each text once", () => {
    expect(new Set(LABELLED_NOTES.map((note) => note.id)).size).toBe(LABELLED_NOTES.length);
    expect(new Set(LABELLED_NOTES.map((note) => note.text)).size).toBe(LABELLED_NOTES.length);
  });

  it("covers every topic, sport, channel and kind of note", () => {
    const expected = LABELLED_NOTES.flatMap((note) => note.expected);
    const rare = CLAIM_TOPICS.filter(
      (topic) => expected.filter(({ topics: [first] }) => first === topic).length < 6,
    );
    expect(rare).toEqual([]);
    for (const sport of ["hurling", "camogie", "football", "ladies_football", "soccer"] as const) {
      expect(LABELLED_NOTES.filter((note) => note.sport === sport).length).toBeGreaterThanOrEqual(15);
    }
    expect(LABELLED_NOTES.filter((note) => note.source === "transcript").length).toBeGreaterThanOrEqual(80);
    expect(LABELLED_NOTES.filter((note) => note.noteType === "match").length).toBeGreaterThanOrEqual(40);
  });

  it("holds enough of what is hard", () => {
    expect(withTag("correction", "negation").length).toBeGreaterThanOrEqual(30);
    expect(withTag("namesake", "rival").length).toBeGreaterThanOrEqual(40);
    expect(withTag("everyday_name").length).toBeGreaterThanOrEqual(20);
    expect(withTag("mishearing").length).toBeGreaterThanOrEqual(20);
    expect(withTag("reported_speech").length).toBeGreaterThanOrEqual(15);
    expect(withTag("irish").length).toBeGreaterThanOrEqual(6);
    expect(withTag("rambling").length).toBeGreaterThanOrEqual(15);
    expect(LABELLED_NOTES.filter((note) => note.expected.length === 0).length).toBeGreaterThanOrEqual(10);
  });
});

describe("every note", () => {
  it.each(notes)("$id is well formed and says what its labels say", (note) => {
    expect(labelledNoteSchema.parse(note)).toBeDefined();
    const roster = new Set(note.roster.players.map((player) => player.playerId));
    for (const claim of note.expected) {
      for (const words of claim.words) expect(note.text.toLowerCase()).toContain(words.toLowerCase());
      if ("said" in claim.subject && claim.subject.said) expect(note.text).toContain(claim.subject.said);
      for (const playerId of playersOf(claim)) expect(roster).toContain(playerId);
      const needsSeverity = claim.topics.some((topic) => topic === "injury" || topic === "wellbeing");
      if (!needsSeverity) expect(claim.severity).toBeUndefined();
      if (claim.topics[0] === "injury" || claim.topics[0] === "wellbeing") {
        expect(claim.severity).toBeDefined();
      }
      expect(claim.topics.includes("todo")).toBe(claim.subject.kind === "assignee");
    }
    for (const { playerId } of [...note.allowed, ...note.forbidden]) {
      if (playerId !== undefined) expect(roster).toContain(playerId);
    }
  });

  it.each(notes)("$id forbids nothing that it asks for or allows", (note) => {
    for (const { topics, playerId } of note.forbidden) {
      const wanted = [
        ...note.expected.flatMap((claim) => (playersOf(claim).includes(playerId) ? [...claim.topics] : [])),
        ...note.allowed.flatMap((allowed) =>
          allowed.playerId === playerId ? (allowed.topics === "any" ? CLAIM_TOPICS : allowed.topics) : [],
        ),
      ];
      expect(wanted.filter((topic) => topics === "any" || topics.includes(topic))).toEqual([]);
    }
  });

  it.each(notes)("$id is tagged with what it is", (note) => {
    expect(note.tags.includes("rambling")).toBe(wordCount(note.text) >= RAMBLING_WORDS);
    if (note.tags.includes("namesake")) expect(sharedNames(note)).not.toEqual([]);
    if (note.tags.includes("several_players")) {
      expect(
        new Set([...note.expected.flatMap(playersOf), ...note.allowed.map((each) => each.playerId)]).size,
      ).toBeGreaterThan(1);
    }
  });
});
