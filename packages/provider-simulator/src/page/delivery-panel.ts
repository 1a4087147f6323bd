import type { DeliveryRule, DeliveryRuleInput, DeliveryRuleState } from "../twilio/delivery-rules";
import { api } from "./api";
import { byId, element, icon } from "./dom";

const PRESETS: readonly { readonly label: string; readonly rule: DeliveryRuleInput }[] = [
  { label: "Next: rate limit (63018)", rule: { kind: "undelivered", errorCode: 63018, nextMessages: 1 } },
  { label: "Not on WhatsApp (63003)", rule: { kind: "undelivered", errorCode: 63003 } },
  { label: "Outside the window (63016)", rule: { kind: "undelivered", errorCode: 63016 } },
  { label: "Phone off", rule: { kind: "phone_off" } },
  { label: "Callbacks lost", rule: { kind: "lose_callbacks" } },
  { label: "Callbacks 10 s late", rule: { kind: "delay_callbacks", delayMs: 10_000 } },
  { label: "Callbacks reversed", rule: { kind: "reorder_callbacks" } },
  { label: "Callbacks repeated", rule: { kind: "repeat_callbacks", times: 3 } },
];

/** What a rule does, in a few words. */
function effectOf(rule: DeliveryRule): string {
  switch (rule.kind) {
    case "undelivered":
      return `Not delivered, code ${rule.errorCode}`;
    case "phone_off":
      return "The phone is off: sent, never delivered";
    case "lose_callbacks":
      return rule.callbacks ? `Callbacks lost: ${rule.callbacks.join(", ")}` : "Every callback is lost";
    case "delay_callbacks":
      return `Callbacks come ${rule.delayMs / 1000} s late`;
    case "reorder_callbacks":
      return "Callbacks come in reverse";
    case "repeat_callbacks":
      return `Callbacks come ${rule.times} times`;
  }
}

const scopeOf = (rule: DeliveryRule): string =>
  [
    rule.phone ?? "Every phone",
    ...(rule.nextMessages === undefined ? [] : [`next ${rule.nextMessages} only`]),
  ].join(" · ");

/** What becomes of messages after the provider has taken them. */
export class DeliveryPanel {
  #states: readonly DeliveryRuleState[] = [];
  readonly #list = element("ul", { class: "cards", attributes: { "aria-label": "Delivery rules in force" } });

  constructor() {
    byId("panel-delivery", HTMLElement).replaceChildren(
      element(
        "p",
        { class: "panel-intro" },
        "What becomes of messages to coaches once Twilio has taken them, and of the callbacks.",
      ),
      element(
        "div",
        { class: "presets", attributes: { role: "group", "aria-label": "Ready-made rules" } },
        ...PRESETS.map(({ label, rule }) =>
          element(
            "button",
            {
              class: "chip",
              attributes: { type: "button" },
              onClick: () => void this.#set([...this.#rules(), rule]),
            },
            label,
          ),
        ),
      ),
      element("h3", { class: "form-title" }, "In force"),
      this.#list,
    );
  }

  show(states: readonly DeliveryRuleState[]): void {
    this.#states = states;
    this.#list.replaceChildren(...states.map((state, index) => this.#card(state, index)));
    if (states.length === 0)
      this.#list.append(element("li", { class: "none" }, "None: every message arrives."));
    const count = byId("delivery-count", HTMLElement);
    count.hidden = states.length === 0;
    count.textContent = String(states.length);
    count.setAttribute("aria-label", `${states.length} in force`);
  }

  #rules = (): DeliveryRule[] => this.#states.map(({ rule }) => rule);

  async #set(rules: readonly DeliveryRuleInput[]): Promise<void> {
    this.show(await api.setDeliveryRules(rules));
  }

  #card({ rule, messagesSeen }: DeliveryRuleState, index: number): HTMLElement {
    return element(
      "li",
      { class: "card fault-card" },
      element(
        "div",
        { class: "card-head" },
        element("h3", {}, effectOf(rule)),
        element(
          "button",
          {
            class: "icon-button small",
            attributes: { type: "button", "aria-label": `Remove: ${effectOf(rule)}` },
            onClick: () => void this.#set(this.#rules().filter((_rule, other) => other !== index)),
          },
          icon("close"),
        ),
      ),
      element("p", { class: "card-text" }, scopeOf(rule)),
      element(
        "p",
        { class: "muted small-text" },
        `Met ${messagesSeen} message${messagesSeen === 1 ? "" : "s"}`,
      ),
    );
  }
}
