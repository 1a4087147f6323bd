import type { PhoneMessage } from "../twilio/messages";
import { byId, element, icon } from "./dom";

/** The message that the next one answers by a swipe, as it stands above the field. */
export class ReplyTarget {
  readonly #bar = byId("reply-target", HTMLElement);
  #message: PhoneMessage | null = null;

  /** Chooses the message, and puts the cursor into the field. */
  choose(message: PhoneMessage): void {
    this.#message = message;
    this.#bar.replaceChildren(
      element("p", { class: "quote" }, message.body.slice(0, 160)),
      element(
        "button",
        {
          class: "icon-button small",
          attributes: { type: "button", "aria-label": "Don't reply to this message" },
          onClick: () => this.clear(),
        },
        icon("close"),
      ),
    );
    this.#bar.hidden = false;
    byId("composer-text", HTMLTextAreaElement).focus();
  }

  /** The chosen message's id, which is then used up. */
  take(): string | undefined {
    const sid = this.#message?.sid;
    this.clear();
    return sid;
  }

  clear(): void {
    this.#message = null;
    this.#bar.hidden = true;
    this.#bar.replaceChildren();
  }
}
