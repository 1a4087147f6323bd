import type { Claim } from "./contract";

interface Cue {
  readonly pattern: RegExp;
  readonly assignee: Claim["assignee"];
}

/** First-person sayings that promise nothing. */
const MERE_TALK = "(?!(?:to )?(?:say|admit|tell you|be honest|have to say|add|mention)\\b)";
const ACTION =
  "(?:ring|call|text|email|message|talk|speak|meet|book|order|bring|collect|buy|check|organi[sz]e|arrange|send|get|ask|wash|pump|print|update|register|pay|confirm|sort|fix|set up|find|move|cancel|contact|chase|drop|charge|mark out)";

/** What makes a statement an action to be done. The named group `action` is what is to be done. */
const CUES: readonly Cue[] = [
  {
    pattern: /\b(?:please )?remind me (?:to|about|that i (?:need|have) to) (?<action>.+)/isu,
    assignee: "recording_coach",
  },
  {
    pattern: new RegExp(
      `\\bi(?:['’]ve| have)? ?(?:also |really |still )?(?:need to|have to|got to|gotta|must|ought to|should|to) ${MERE_TALK}(?<action>${ACTION}\\b.+|.+)`,
      "isu",
    ),
    assignee: "recording_coach",
  },
  {
    pattern: new RegExp(
      `\\bi(?:['’]ll| will|['’]m going to| am going to) (?:also |just |have to |need to )?${MERE_TALK}(?<action>.+)`,
      "isu",
    ),
    assignee: "recording_coach",
  },
  {
    pattern:
      /\b(?:note to self|don['’]t let me forget|i (?:can['’]t|must not|mustn['’]t) forget)(?: to)?[:,]? (?<action>.+)/isu,
    assignee: "recording_coach",
  },
  { pattern: /^\W*(?:to.?do|action)[:,-] *(?<action>.+)/isu, assignee: null },
  {
    pattern: new RegExp(
      `\\b(?:someone|somebody|we)(?:['’]ll| will)? (?:also )?(?:needs? to|has to|have to|must|should|to) (?<action>${ACTION}\\b.+)`,
      "isu",
    ),
    assignee: null,
  },
  {
    pattern: /^(?:don['’]t forget to|make sure to|need to|have to|must|remember to) (?<action>.+)/isu,
    assignee: null,
  },
];

/** An errand for somebody else: "ask Mary to bring the cones", "Coach Pat will book the bus". */
const ERRAND =
  /\b(?:ask|get|tell|remind) (?<who>\p{Lu}[\p{L}\p{M}'’]+(?: \p{Lu}[\p{L}\p{M}'’]+)?) to (?<action>.+)/isu;

export interface Todo {
  readonly assignee: Claim["assignee"];
  readonly assigneeName: string | null;
  readonly action: string;
}

/** Where in a sentence an action begins; null where there is none. */
export function todoCueAt(sentence: string): number | null {
  const found = CUES.flatMap(({ pattern }) => pattern.exec(sentence)?.index ?? []);
  return found.length === 0 ? null : Math.min(...found);
}

/** The action that a statement asks for. `coach` is the name of a coach in it, other than whoever speaks. */
export function todoIn(clause: string, coach: string | null): Todo | null {
  const cue = CUES.find(({ pattern }) => pattern.test(clause));
  if (cue) {
    const action = tidy(cue.pattern.exec(clause)?.groups?.action ?? clause);
    return { assignee: cue.assignee, assigneeName: null, action };
  }
  const errand = ERRAND.exec(clause)?.groups;
  if (errand?.who && errand.action) {
    return coach === errand.who
      ? { assignee: "named_coach", assigneeName: coach, action: tidy(errand.action) }
      : { assignee: null, assigneeName: null, action: tidy(clause) };
  }
  const duty = new RegExp(
    `\\b(?:will|to|should|needs? to|has to|can you|could you) (?<action>${ACTION}\\b.+)`,
    "isu",
  ).exec(clause);
  if (coach !== null && duty?.groups?.action) {
    return { assignee: "named_coach", assigneeName: coach, action: tidy(duty.groups.action) };
  }
  return null;
}

/** One line, with a capital and without the punctuation of the note. */
function tidy(text: string): string {
  const line = text
    .replace(/\s+/g, " ")
    .replace(/[\s.,;!?]+$/u, "")
    .trim();
  return line.charAt(0).toUpperCase() + line.slice(1);
}
