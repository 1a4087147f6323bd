import type { DeliveryStatus, PhoneMedia, PhoneMessage } from "../twilio/messages";
import { audioPlayer } from "./audio-player";
import { byId, element, type IconName, icon } from "./dom";
import { formatted, timeOfDay } from "./format";

const STATUS = {
  sending: { icon: "clock", label: "Sending" },
  queued: { icon: "clock", label: "Queued" },
  sent: { icon: "tick", label: "Sent" },
  delivered: { icon: "ticks", label: "Delivered" },
  read: { icon: "ticks", label: "Read" },
  failed: { icon: "warning", label: "Failed" },
} as const satisfies Record<DeliveryStatus, { icon: IconName; label: string }>;

const NEAR_END_PX = 80;

export interface ChatActions {
  reply(message: PhoneMessage): void;
  tap(message: PhoneMessage, buttonId: string): void;
}

/** The messages of one phone. */
export class ChatLog {
  readonly #log = byId("chat-log", HTMLElement);
  readonly #actions: ChatActions;
  /** By message, for what quotes them. */
  readonly #texts = new Map<string, string>();
  #phone: string | null = null;
  #atEnd = true;

  constructor(actions: ChatActions) {
    this.#actions = actions;
    // A long chat can be scrolled with the keys in every browser.
    this.#log.tabIndex = 0;
    // A reader at the end stays there when the window changes its size.
    new ResizeObserver(() => {
      if (this.#atEnd) this.#scrollToEnd();
    }).observe(this.#log);
    this.#log.addEventListener("scroll", () => {
      this.#atEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_END_PX;
    });
  }

  /** Replaces what is shown. */
  show(phone: string | null, messages: readonly PhoneMessage[]): void {
    this.#phone = phone;
    this.#log.replaceChildren(...messages.map((message) => this.#bubble(message)));
    if (messages.length === 0) this.#log.append(emptyChat(phone));
    this.#scrollToEnd();
  }

  /** Adds a message, or shows its new state; a message of another phone is left alone. */
  put(message: PhoneMessage): void {
    if (message.phone !== this.#phone) return;
    this.#log.querySelector(".chat-empty")?.remove();
    const before = [...this.#log.querySelectorAll<HTMLElement>(`[data-sid="${CSS.escape(message.sid)}"]`)].at(
      -1,
    );
    const wasAtEnd = this.#atEnd;
    if (before && !isNewSending(before, message)) {
      before.dataset.status = message.status;
      before.querySelector(".bubble-meta")?.replaceWith(meta(message));
      before.querySelector(".bubble-problem")?.remove();
      const problem = problemNote(message);
      if (problem) before.append(problem);
    } else {
      this.#log.append(this.#bubble(message));
    }
    if (wasAtEnd) this.#scrollToEnd();
  }

  #bubble(message: PhoneMessage): HTMLElement {
    this.#texts.set(message.sid, message.body);
    const { quotedSid } = message;
    const quoted = quotedSid === null ? null : (this.#texts.get(quotedSid) ?? "An earlier message");
    return bubble(message, quoted, this.#actions);
  }

  #scrollToEnd(): void {
    this.#log.scrollTop = this.#log.scrollHeight;
  }
}

/** The same message sent once more stands in the chat a second time. */
const isNewSending = (shown: HTMLElement, message: PhoneMessage): boolean =>
  message.status === "sending" && shown.dataset.status !== "sending";

function bubble(message: PhoneMessage, quoted: string | null, actions: ChatActions): HTMLElement {
  const { body, media, buttons, direction } = message;
  return element(
    "article",
    {
      class: `bubble ${message.direction === "from_coach" ? "bubble-out" : "bubble-in"}`,
      attributes: {
        "data-sid": message.sid,
        "data-status": message.status,
        "aria-label": message.direction === "from_coach" ? "From the coach" : "From the product",
      },
    },
    quoted === null ? null : element("p", { class: "quote" }, quoted),
    ...media.map(attachment),
    body === "" ? null : element("p", { class: "bubble-text" }, ...formatted(body)),
    meta(message),
    ...buttons.map(({ id, title }) =>
      element(
        "button",
        {
          class: "bubble-button",
          attributes: { type: "button" },
          onClick: () => actions.tap(message, id),
        },
        title,
      ),
    ),
    direction === "to_coach" ? replyButton(message, actions) : null,
    problemNote(message),
  );
}

const replyButton = (message: PhoneMessage, actions: ChatActions): HTMLElement =>
  element(
    "button",
    {
      class: "bubble-reply icon-button small",
      attributes: { type: "button", "aria-label": "Reply to this message", title: "Reply (swipe)" },
      onClick: () => actions.reply(message),
    },
    icon("reply"),
  );

function attachment({ path, contentType, title, seconds }: PhoneMedia): HTMLElement {
  const name = element("span", { class: "bubble-title" }, title);
  if (!/^(?:audio|video)\//.test(contentType)) return element("div", {}, name);
  return element("div", { class: "bubble-audio" }, name, audioPlayer(path, title, seconds ?? undefined));
}

function meta(message: PhoneMessage): HTMLElement {
  const { icon: name, label } = STATUS[message.status];
  return element(
    "p",
    { class: "bubble-meta" },
    element("time", { attributes: { datetime: new Date(message.at).toISOString() } }, timeOfDay(message.at)),
    element(
      "span",
      {
        class: `ticks ticks-${message.status}`,
        attributes: { role: "img", "aria-label": label, title: label },
      },
      icon(name),
    ),
  );
}

function problemNote({ problem, webhookStatus }: PhoneMessage): HTMLElement | null {
  if (problem === null) return null;
  const badge =
    webhookStatus === null ? null : element("span", { class: "badge badge-bad" }, String(webhookStatus));
  return element("p", { class: "bubble-problem" }, badge, problem);
}

function emptyChat(phone: string | null): HTMLElement {
  const text = phone
    ? "No messages yet. Type a note, record one, or send one of the voice notes."
    : "Choose a coach, or open another number, to start a chat.";
  return element("div", { class: "chat-empty" }, icon("microphone"), element("p", {}, text));
}
