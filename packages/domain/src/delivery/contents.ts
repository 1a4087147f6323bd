/**
 * The contents that the product has at the messaging provider: templates for messages outside the 24-hour window, and
 * quick replies within it. The environment names the provider's id of each; without one a message goes as text, or waits.
 */

export const BUTTONS_MAX_BODY_LENGTH = 1024;
/** WhatsApp allows a template's variables 1,024 characters with its own words, and no line breaks. */
const TEMPLATE_MAX_TEXT_LENGTH = 900;

export interface ContentDefinition {
  /** Name at the provider: lower case, for WhatsApp's approval too. */
  name: string;
  body: string;
  /** Labels of the buttons, whose payloads are the variables from 2 on. */
  labels: readonly string[];
  /** Only templates that begin a conversation need WhatsApp's approval. */
  needsApproval: boolean;
  /** Sample of the first variable, for the approval. */
  sample: string;
}

const template = (name: string, body: string, sample: string): ContentDefinition => ({
  name: `voice_flow_${name}`,
  body,
  labels: [],
  needsApproval: true,
  sample,
});

const buttons = (name: string, labels: readonly string[]): ContentDefinition => ({
  name: `voice_flow_${name}`,
  body: "{{1}}",
  labels,
  needsApproval: false,
  sample: "1. Injury – Aoife Kelly: a knock to the knee.",
});

export const CONTENTS = {
  summary: template(
    "summary",
    "Your coaching notes: {{1}} Reply R to see everything that is waiting.",
    "1. Injury – Aoife Kelly: a knock to the knee. Reply CONFIRM to save it.",
  ),
  question: template(
    "question",
    "A question about your coaching note: {{1}} Reply R to see it again.",
    "Which club is it for? 1. Grange GAA 2. Harbour FC",
  ),
  notice: template(
    "notice",
    "News of your coaching note: {{1}} Reply HELP for what you can do.",
    "Your note couldn't be worked on. Please record it again.",
  ),
  buttons_save_cancel: buttons("buttons_save_cancel", ["Save", "Cancel"]),
  buttons_save_choose_cancel: buttons("buttons_save_choose_cancel", ["Save", "Choose", "Cancel"]),
  buttons_use_drop: buttons("buttons_use_drop", ["Use it", "Drop it"]),
  buttons_use_listen_drop: buttons("buttons_use_listen_drop", ["Use it", "Listen again", "Drop it"]),
} as const satisfies Record<string, ContentDefinition>;
export type ContentKey = keyof typeof CONTENTS;

// The keys of a constant object, whose type `Object.keys` forgets.
const isContentKey = (key: string): key is ContentKey => Object.hasOwn(CONTENTS, key);
export const CONTENT_KEYS: readonly ContentKey[] = Object.keys(CONTENTS).filter(isContentKey);

/** The quick reply with exactly these labels; null where there is none. */
export function buttonContentOf(labels: readonly string[]): ContentKey | null {
  if (labels.length === 0) return null;
  const isSame = (key: ContentKey) =>
    CONTENTS[key].labels.length === labels.length &&
    CONTENTS[key].labels.every((label, index) => label === labels[index]);
  return CONTENT_KEYS.find(isSame) ?? null;
}

/** By the key of the message catalogue. What answers a message that has just come needs none: the window is open. */
const TEMPLATE_OF: Readonly<Record<string, ContentKey>> = {
  summary: "summary",
  transcriptQuestion: "question",
  clubQuestion: "question",
  processingFailed: "notice",
  notePaused: "notice",
  noteNotWrittenDown: "notice",
  messageHeld: "notice",
  transcriptRejected: "notice",
  stillProcessing: "notice",
};

export const templateContentOf = (message: string): ContentKey | null =>
  Object.hasOwn(TEMPLATE_OF, message) ? (TEMPLATE_OF[message] ?? null) : null;

/** The text as one line, as a template's variable must be; null where it says more than a template may. */
export function templateText(body: string): string | null {
  const line = body
    .replace(/\s*\n\s*/g, " · ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 0 && line.length <= TEMPLATE_MAX_TEXT_LENGTH ? line : null;
}
