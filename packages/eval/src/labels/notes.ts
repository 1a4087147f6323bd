/** The whole labelled set. The release part runs only when it is asked for, so that nobody tunes a prompt on it. */

import type { LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import { RELEASE_GAELIC } from "../../notes/release/gaelic";
import { RELEASE_RAMBLING } from "../../notes/release/rambling";
import { RELEASE_SOCCER } from "../../notes/release/soccer";
import { ACADEMY } from "../../notes/visible/academy";
import { CAMOGIE } from "../../notes/visible/camogie";
import { CORRECTIONS } from "../../notes/visible/corrections";
import { FOOTBALL } from "../../notes/visible/football";
import { GIRLS_SOCCER } from "../../notes/visible/girls-soccer";
import { HURLING } from "../../notes/visible/hurling";
import { LADIES } from "../../notes/visible/ladies";
import { NAMESAKES } from "../../notes/visible/namesakes";
import { RAMBLING_1 } from "../../notes/visible/rambling-1";
import { RAMBLING_2 } from "../../notes/visible/rambling-2";
import { RIVALS } from "../../notes/visible/rivals";
import { SOCCER } from "../../notes/visible/soccer";

export const LABELLED_NOTES: readonly LabelledNote[] = [
  ...HURLING,
  ...CAMOGIE,
  ...FOOTBALL,
  ...LADIES,
  ...SOCCER,
  ...GIRLS_SOCCER,
  ...NAMESAKES,
  ...ACADEMY,
  ...CORRECTIONS,
  ...RIVALS,
  ...RAMBLING_1,
  ...RAMBLING_2,
  ...RELEASE_GAELIC,
  ...RELEASE_SOCCER,
  ...RELEASE_RAMBLING,
];

export const notesOf = (parts: readonly LabelledNote["part"][]): readonly LabelledNote[] =>
  LABELLED_NOTES.filter((note) => parts.includes(note.part));
