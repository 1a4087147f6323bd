import type { Coach } from "../coaches";
import type { FaultState } from "../faults/registry";
import type { FaultRuleInput } from "../faults/rules";
import { api } from "./api";
import { byId, element, icon } from "./dom";
import { faultForm } from "./fault-form";
import { effectOf, scopeOf } from "./fault-text";

const PRESETS: readonly { readonly label: string; readonly rule: FaultRuleInput }[] = [
  { label: "OpenAI is down", rule: { kind: "server_error", target: "openai", status: 503 } },
  { label: "Rate limited", rule: { kind: "rate_limit", target: "openai", retryAfterSeconds: 5 } },
  { label: "Slow extraction", rule: { kind: "latency", target: "chat", delayMs: 8000, jitterMs: 4000 } },
  { label: "Media gone", rule: { kind: "refused_media", target: "media", status: 404 } },
  { label: "Half of sends fail", rule: { kind: "server_error", target: "send", share: 0.5 } },
];

/** The faults in force, ready-made ones, and a form for any other. */
export class FaultsPanel {
  #states: readonly FaultState[] = [];
  readonly #list = element("ul", { class: "cards", attributes: { "aria-label": "Faults in force" } });
  readonly #error = element("p", { class: "field-error", attributes: { role: "alert" } });
  readonly #form = faultForm((rule) => this.#add(rule));
  readonly #clear = element(
    "button",
    { class: "button quiet small", attributes: { type: "button" }, onClick: () => void this.#set([]) },
    "Clear all",
  );

  constructor() {
    byId("panel-faults", HTMLElement).replaceChildren(
      element(
        "p",
        { class: "panel-intro" },
        "What goes wrong at the providers, for the calls that the product makes.",
      ),
      element(
        "div",
        { class: "presets", attributes: { role: "group", "aria-label": "Ready-made faults" } },
        ...this.#presets(),
      ),
      element("div", { class: "section-head" }, element("h3", {}, "In force"), this.#clear),
      this.#list,
      element("h3", { class: "form-title" }, "Add a fault"),
      this.#form.node,
      this.#error,
    );
  }

  show(states: readonly FaultState[]): void {
    this.#states = states;
    this.#list.replaceChildren(...states.map((state, index) => this.#card(state, index)));
    if (states.length === 0)
      this.#list.append(element("li", { class: "none" }, "None: every call succeeds."));
    this.#clear.hidden = states.length === 0;
    const count = byId("fault-count", HTMLElement);
    count.hidden = states.length === 0;
    count.textContent = String(states.length);
    count.setAttribute("aria-label", `${states.length} in force`);
  }

  showCoaches(coaches: readonly Coach[]): void {
    this.#form.setCoaches(coaches);
  }

  #presets(): HTMLElement[] {
    return PRESETS.map(({ label, rule }) =>
      element(
        "button",
        { class: "chip", attributes: { type: "button" }, onClick: () => void this.#add(rule) },
        label,
      ),
    );
  }

  #card({ rule, callsSeen, callsFaulted }: FaultState, index: number): HTMLElement {
    const used = rule.nextCalls !== undefined && callsSeen >= rule.nextCalls;
    const others = this.#states.filter((_state, other) => other !== index).map((state) => state.rule);
    return element(
      "li",
      { class: `card fault-card${used ? " fault-used" : ""}` },
      element(
        "div",
        { class: "card-head" },
        element("h3", {}, effectOf(rule)),
        element(
          "button",
          {
            class: "icon-button small",
            attributes: { type: "button", "aria-label": `Remove: ${effectOf(rule)}` },
            onClick: () => void this.#set(others),
          },
          icon("close"),
        ),
      ),
      element("p", { class: "card-text" }, scopeOf(rule).join(" · ")),
      element(
        "p",
        { class: "muted small-text" },
        used ? `Used up: met ${callsFaulted} calls` : `Met ${callsFaulted} of ${callsSeen} calls`,
      ),
    );
  }

  #add(rule: FaultRuleInput): Promise<boolean> {
    return this.#set([...this.#states.map((state) => state.rule), rule]);
  }

  async #set(rules: readonly FaultRuleInput[]): Promise<boolean> {
    this.#error.textContent = "";
    try {
      this.show(await api.setFaults(rules));
      return true;
    } catch (error) {
      this.#error.textContent = error instanceof Error ? error.message : "The faults could not be set.";
      return false;
    }
  }
}
