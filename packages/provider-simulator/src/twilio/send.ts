import type { SimulatorClock } from "../clock";
import { jsonReply, newId, readForm } from "../http/messages";
import type { ProviderEndpoint, Reading } from "../provider-endpoint";
import type { ContentStore } from "./content";
import { type DeliverContext, deliver } from "./deliver";
import type { DeliveryPlan, DeliveryRules } from "./delivery-rules";
import { refuseTwilioCaller, twilioError, twilioErrors, twilioHeaders } from "./errors";
import type { PhoneButton, PhoneMessage } from "./messages";
import { messageResource } from "./resource";
import type { SessionWindows } from "./session-window";

/** Twilio's limit on the body of a message, in characters. */
export const BODY_LIMIT = 1_600;
/** WhatsApp's limit on the text above buttons. */
const BUTTONS_BODY_LIMIT = 1_024;

interface SendRequest {
  readonly phone: string;
  readonly body: string;
  readonly buttons: readonly PhoneButton[];
  readonly contentSid: string | null;
  /** WhatsApp's code for a message that it will not deliver, whatever the rules say. */
  readonly refusedWith: number | null;
  readonly statusCallback: string | null;
}

export interface SendContext extends DeliverContext {
  readonly clock: SimulatorClock;
  readonly windows: SessionWindows;
  readonly contents: ContentStore;
  readonly rules: DeliveryRules;
  /** Where the callbacks of a message go; a mark that it was read is posted later. */
  readonly callbacks: Map<string, SentCallback>;
  /** Keeps what runs on after the answer, so that closing can wait for it. */
  readonly track: (work: Promise<void>) => void;
}

export interface SentCallback {
  readonly url: string;
  readonly plan: DeliveryPlan;
}

export function sendEndpoint(context: SendContext): ProviderEndpoint<SendRequest> {
  const { account, messages, rules, clock } = context;
  return {
    endpoint: "send",
    errors: twilioErrors,
    async read(call) {
      const refusal = refuseTwilioCaller(call.headers.authorization, call.params.account, account);
      if (refusal) return { refusal };
      const form = await readForm(call).catch(() => new FormData());
      return readSendRequest(form, context);
    },
    phoneOf: ({ phone }) => phone,
    answer({ phone, body, buttons, contentSid, refusedWith, statusCallback }) {
      const message: PhoneMessage = {
        sid: newId("SM"),
        phone,
        direction: "to_coach",
        body,
        media: [],
        quotedSid: null,
        buttons,
        contentSid,
        errorCode: null,
        isDeletedAtProvider: false,
        at: clock.now(),
        status: "queued",
        webhookStatus: null,
        problem: null,
      };
      const planned = rules.plan(phone);
      const plan = refusedWith === null ? planned : { ...planned, errorCode: refusedWith };
      messages.add(message);
      if (statusCallback !== null) context.callbacks.set(message.sid, { url: statusCallback, plan });
      context.track(deliver(message, statusCallback, plan, context));
      return jsonReply(201, messageResource(message, account), twilioHeaders());
    },
  };
}

function readSendRequest(form: FormData, context: SendContext): Reading<SendRequest> {
  const field = (name: string) => String(form.get(name) ?? "").trim();
  const refuse = (code: number, message: string) => ({ refusal: twilioError(400, code, message) });
  const [to, from, statusCallback] = [field("To"), field("From"), field("StatusCallback")];
  const { account, windows } = context;
  if (to === "") return refuse(21604, "A 'To' phone number is required.");
  const phone = /^whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9.]{1,160})$/.exec(to)?.[1];
  if (phone === undefined) return refuse(21211, `Invalid 'To' Phone Number: ${to}`);
  if (from === "") return refuse(21603, "A 'From' phone number is required.");
  if (from !== account.whatsappFrom) {
    return refuse(63007, "Twilio could not find a Channel with the specified From address");
  }
  if (to === from) return refuse(63031, "Channel message cannot have same From and To");
  if (windows.hasOptedOut(phone)) return refuse(21610, "Attempt to send to unsubscribed recipient");
  if (statusCallback !== "" && !isHttpUrl(statusCallback)) {
    return refuse(21609, `The StatusCallback URL ${statusCallback} is not a valid URL.`);
  }
  const content = contentOf(form, phone, context);
  if ("code" in content) return refuse(content.code, content.message);
  return { input: { phone, ...content, statusCallback: statusCallback || null } };
}

type MessageContent = Pick<SendRequest, "body" | "buttons" | "contentSid" | "refusedWith">;

function contentOf(
  form: FormData,
  phone: string,
  { windows, contents }: SendContext,
): MessageContent | { code: number; message: string } {
  const field = (name: string) => String(form.get(name) ?? "").trim();
  const isOpen = windows.isOpen(phone);
  const contentSid = field("ContentSid");
  if (contentSid === "") {
    const body = field("Body");
    if (body === "") return { code: 21619, message: "A text message body or media urls must be specified." };
    if (body.length > BODY_LIMIT) {
      return {
        code: 21617,
        message: `The concatenated message body exceeds the ${BODY_LIMIT} character limit`,
      };
    }
    return { body, buttons: [], contentSid: null, refusedWith: isOpen ? null : 63016 };
  }
  const rendered = contents.render(contentSid, field("ContentVariables"));
  if ("code" in rendered) return rendered;
  const { body, buttons, isApproved, hasBreaksInVariables } = rendered;
  if (buttons.length > 0 && body.length > BUTTONS_BODY_LIMIT) {
    return { body, buttons, contentSid, refusedWith: 63013 };
  }
  // In a conversation any content goes; to begin one it must be approved, and its variables be one line each.
  if (isOpen) return { body, buttons, contentSid, refusedWith: null };
  const refusedWith = isApproved ? (hasBreaksInVariables ? 63013 : null) : 63016;
  return { body, buttons, contentSid, refusedWith };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
