/** What a model is given of a note: the coach's own players under short handles, and nothing else that could identify them. */
import type { NoteType } from "../vocabulary/pipeline";
import { EXTRACTION_PROMPT } from "./prompt";

export interface ExtractionInput<PlayerId extends string = string> {
  transcript: string;
  /** The players of the coach's own teams. */
  roster: readonly { playerId: PlayerId; name: string; teamName: string; ageGroup: string }[];
  teams: readonly { name: string }[];
  coachName: string;
  noteType: NoteType;
}

export interface ExtractionRequest<PlayerId extends string = string> {
  system: string;
  user: string;
  /** The player behind a handle that came back; undefined for one that wasn't given out. */
  playerOf: (handle: string | null) => PlayerId | undefined;
}

/** @param part the piece of the transcript that this request is about; the whole by default */
export function extractionRequest<PlayerId extends string>(
  input: ExtractionInput<PlayerId>,
  part: string = input.transcript,
): ExtractionRequest<PlayerId> {
  const handles = input.roster.map((player, index) => ({ ...player, handle: `p${index + 1}` }));
  const players = new Map(handles.map(({ handle, playerId }) => [handle, playerId]));
  const user = JSON.stringify({
    transcript: part,
    roster: handles.map(({ handle, name, teamName, ageGroup }) => ({
      playerId: handle,
      name,
      teamName,
      ageGroup,
    })),
    teams: input.teams.map(({ name }, index) => ({ teamId: `t${index + 1}`, name })),
    coachName: input.coachName,
    noteType: input.noteType,
  });
  return {
    system: EXTRACTION_PROMPT,
    user,
    playerOf: (handle) => (handle === null ? undefined : players.get(handle)),
  };
}
