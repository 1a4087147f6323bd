/** How a message is put to the provider: as text, with quick-reply buttons, or as an approved template. */
import {
  BUTTONS_MAX_BODY_LENGTH,
  buttonContentOf,
  type ContentKey,
  templateContentOf,
  templateText,
} from "@voice-flow/domain/delivery/contents";
import type { Doc } from "../../../_generated/dataModel";
import { type OptionalVariable, optionalEnvironment } from "../../foundation/environment";

type Outbound = Pick<Doc<"outboundMessages">, "body" | "buttons" | "template">;

export type MessageContent =
  | { kind: "text"; body: string }
  | { kind: "content"; contentSid: string; variables: Record<string, string> };

const VARIABLES = {
  summary: "TWILIO_CONTENT_SID_SUMMARY",
  question: "TWILIO_CONTENT_SID_QUESTION",
  notice: "TWILIO_CONTENT_SID_NOTICE",
  buttons_save_cancel: "TWILIO_CONTENT_SID_BUTTONS_SAVE_CANCEL",
  buttons_save_choose_cancel: "TWILIO_CONTENT_SID_BUTTONS_SAVE_CHOOSE_CANCEL",
  buttons_use_drop: "TWILIO_CONTENT_SID_BUTTONS_USE_DROP",
  buttons_use_listen_drop: "TWILIO_CONTENT_SID_BUTTONS_USE_LISTEN_DROP",
} as const satisfies Record<ContentKey, OptionalVariable>;

/** The environment variable with the provider's id of a content. */
export const contentVariable = (key: ContentKey): string => VARIABLES[key];
export const configuredContent = (key: ContentKey): string | null =>
  optionalEnvironment(VARIABLES[key]) || null;

/** Within the window: with its buttons, where these are configured and fit; the text offers the same to type. */
export function freeFormContent({ body, buttons = [] }: Outbound): MessageContent {
  const key = buttonContentOf(buttons.map(({ label }) => label));
  const contentSid = key && body.length <= BUTTONS_MAX_BODY_LENGTH ? configuredContent(key) : null;
  if (!contentSid) return { kind: "text", body };
  const payloads = buttons.map(({ payload }, index) => [String(index + 2), payload]);
  return { kind: "content", contentSid, variables: { "1": body, ...Object.fromEntries(payloads) } };
}

/** Outside the window; null where there is no template for it, or it says too much for one. */
export function templateContent({ body, template }: Outbound): MessageContent | null {
  const key = templateContentOf(template);
  const contentSid = key && configuredContent(key);
  const text = templateText(body);
  return contentSid && text ? { kind: "content", contentSid, variables: { "1": text } } : null;
}
