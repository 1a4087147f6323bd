/** The words in which the labelled notes are written. `notes/` uses nothing else. */

import {
  type LabelledNote,
  labelledNoteSchema,
  type NoteTag,
  type Subject,
} from "@voice-flow/domain/quality/labelled-note";
import type { ClaimSeverity, ClaimTopic } from "@voice-flow/domain/vocabulary/notes";
import type { NoteType } from "@voice-flow/domain/vocabulary/pipeline";
import type { Squad } from "./squad";

type Topics = ClaimTopic | readonly ClaimTopic[];
type Words = string | readonly string[];

interface Expectation {
  topics: readonly ClaimTopic[];
  words: readonly string[];
  severity?: ClaimSeverity;
  subject: (squad: Squad) => Subject;
}
type Exception = (squad: Squad) => { topics: "any" | readonly ClaimTopic[]; playerId?: string };

export interface WrittenNote {
  id: string;
  text: string;
  /** Default: typed. */
  source?: LabelledNote["source"];
  /** Default: training. */
  noteType?: NoteType;
  tags?: readonly NoteTag[];
  expect: readonly Expectation[];
  allow?: readonly Exception[];
  never?: readonly Exception[];
}

const list = <T extends string>(value: T | readonly T[]): readonly T[] =>
  typeof value === "string" ? [value] : value;

function claim(
  topics: Topics,
  words: Words,
  severity: ClaimSeverity | undefined,
  subject: Expectation["subject"],
): Expectation {
  return { topics: list(topics), words: list(words), severity, subject };
}

/** About a player of the roster, whom the note calls `said`. */
export const kid = (topics: Topics, name: string, said: string, words: Words, severity?: ClaimSeverity) =>
  claim(topics, words, severity, (squad) => ({
    kind: "player",
    playerId: squad.playerIdOrThrow(name),
    said,
  }));

/** About one of several players; the note doesn't tell which. */
export const ask = (
  topics: Topics,
  names: readonly string[],
  said: string,
  words: Words,
  severity?: ClaimSeverity,
) =>
  claim(topics, words, severity, (squad) => ({
    kind: "ask",
    amongPlayerIds: names.map((name) => squad.playerIdOrThrow(name)),
    said,
  }));

/** About somebody who is named and on none of the teams. */
export const stranger = (topics: Topics, said: string, words: Words, severity?: ClaimSeverity) =>
  claim(topics, words, severity, () => ({ kind: "unlisted", said }));

/** About a team, by its name and the words for it in the note. */
export const team = (topics: Topics, name: string, said: string, words: Words) =>
  claim(topics, words, undefined, (squad) => ({ kind: "team", teamId: squad.teamIdOrThrow(name), said }));

/** About a group, or about nobody in particular. */
export const group = (topics: Topics, words: Words, said?: string) =>
  claim(topics, words, undefined, () => ({ kind: "team", said }));

/** Something to do: for "me", for "nobody" in particular, or for the coach who is called by these words. */
export const todo = (who: string, words: Words) =>
  claim("todo", words, undefined, () => {
    if (who === "me") return { kind: "assignee", who: "recording_coach" };
    if (who === "nobody") return { kind: "assignee", who: "nobody" };
    return { kind: "assignee", who: "named_coach", said: who };
  });

/** May be claimed: of a player, or without a name of a team, a todo or nobody. */
export const may =
  (topics: Topics | "any", name?: string): Exception =>
  (squad) => ({
    topics: topics === "any" ? "any" : list(topics),
    playerId: name === undefined ? undefined : squad.playerIdOrThrow(name),
  });

/** Must not be claimed of this player. */
export const not = may;

/** Throws for a name that isn't in the squad and for anything else that isn't well formed. */
export function notes(
  part: LabelledNote["part"],
  squad: Squad,
  written: readonly WrittenNote[],
): LabelledNote[] {
  return written.map(({ expect, allow = [], never = [], ...note }) =>
    labelledNoteSchema.parse({
      source: "typed",
      noteType: "training",
      tags: [],
      ...note,
      part,
      sport: squad.sport,
      roster: squad.roster,
      expected: expect.map(({ subject, ...rest }) => ({ ...rest, subject: subject(squad) })),
      allowed: allow.map((exception) => exception(squad)),
      forbidden: never.map((exception) => exception(squad)),
    }),
  );
}
