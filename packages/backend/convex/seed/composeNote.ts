/** From a planned note and a roster to a transcript with its claims: quotes, offsets and mentions as the pipeline has them. */
import { TOPIC_SUBJECT } from "@voice-flow/domain/vocabulary/notes";
import type { Doc } from "../_generated/dataModel";
import type { Mention } from "../tables/notes";
import type { PlannedNote } from "./planDay";
import { type SeedSentence, UNKNOWN_NAMES } from "./sentences";

export interface SeedRoster {
  teamName: string;
  teamId: Doc<"teams">["_id"];
  players: readonly Pick<Doc<"players">, "_id" | "firstName" | "lastName">[];
}

export interface ComposedClaim {
  sentence: SeedSentence;
  sourceText: string;
  sourceStart: number;
  sourceEnd: number;
  mentions: Mention[];
}

export interface ComposedNote {
  transcript: string;
  claims: ComposedClaim[];
}

export function composeNote(note: PlannedNote, roster: SeedRoster): ComposedNote {
  let transcript = "";
  const claims: ComposedClaim[] = [];
  for (const [index, sentence] of note.sentences.entries()) {
    const name = spokenName(note, roster, index);
    const sourceText = sentence.text.replace("{name}", name).replace("{team}", roster.teamName);
    const sourceStart = transcript === "" ? 0 : transcript.length + 1;
    transcript = transcript === "" ? sourceText : `${transcript} ${sourceText}`;
    claims.push({
      sentence,
      sourceText,
      sourceStart,
      sourceEnd: sourceStart + sourceText.length,
      mentions: mentionsOf(sentence, name, roster.teamName, sourceStart),
    });
  }
  return { transcript, claims };
}

/** First names, as coaches speak. */
function spokenName(note: PlannedNote, { players }: SeedRoster, index: number): string {
  const draw = note.playerDraws[index] ?? 0;
  if (index === 0 && note.saysUnknownName) {
    return UNKNOWN_NAMES[Math.floor(draw * UNKNOWN_NAMES.length)] ?? UNKNOWN_NAMES[0];
  }
  return players[Math.floor(draw * players.length)]?.firstName ?? UNKNOWN_NAMES[0];
}

function mentionsOf(sentence: SeedSentence, name: string, teamName: string, start: number): Mention[] {
  if (sentence.text.includes("{name}")) {
    const position = start + sentence.text.indexOf("{name}");
    return [{ rawText: name, mentionType: "player_name", position }];
  }
  if (sentence.text.includes("{team}")) {
    const position = start + sentence.text.indexOf("{team}");
    return [{ rawText: teamName, mentionType: "team_name", position }];
  }
  return [];
}

/** Whether a claim is the coach's own errand. */
export const isErrand = ({ topic }: SeedSentence): boolean => TOPIC_SUBJECT[topic] === "coach_or_nobody";
