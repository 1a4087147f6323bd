import type { LoggedCall } from "../call-log";
import { byId, element } from "./dom";
import { KIND_LABELS } from "./fault-text";
import { duration, preciseTimeOfDay } from "./format";

const ENDPOINT_LABELS = {
  transcription: "Transcription",
  chat: "Chat completion",
  media: "Media download",
  send: "Send message",
  list: "List of messages",
  remove: "Deletion",
  content: "Template",
  webhook: "Webhook",
  status_callback: "Status callback",
} as const satisfies Record<LoggedCall["endpoint"], string>;

const SHOWN_CALLS = 200;

/** The calls of both sides, newest first. */
export class CallsPanel {
  readonly #rows = element("tbody");
  readonly #empty = element("p", { class: "none" }, "No calls yet.");

  constructor() {
    const head = ["Time", "Call", "Status", "Took"].map((title) =>
      element("th", { attributes: { scope: "col" } }, title),
    );
    byId("panel-calls", HTMLElement).replaceChildren(
      element(
        "p",
        { class: "panel-intro" },
        "Calls of the product to its providers, and of the providers to the product.",
      ),
      element("table", { class: "calls" }, element("thead", {}, element("tr", {}, ...head)), this.#rows),
      this.#empty,
    );
  }

  show(calls: readonly LoggedCall[]): void {
    this.#rows.replaceChildren(...calls.slice(-SHOWN_CALLS).reverse().map(row));
    this.#empty.hidden = calls.length > 0;
  }

  put(call: LoggedCall): void {
    this.#rows.prepend(row(call));
    this.#empty.hidden = true;
    if (this.#rows.children.length > SHOWN_CALLS) this.#rows.lastElementChild?.remove();
  }
}

function row({ startedAt, endpoint, status, faults, durationMs }: LoggedCall): HTMLElement {
  const good = status !== null && status < 400;
  return element(
    "tr",
    {},
    element("td", { class: "muted" }, preciseTimeOfDay(startedAt)),
    element(
      "td",
      {},
      ENDPOINT_LABELS[endpoint],
      ...faults.map((kind) => element("span", { class: "call-fault" }, KIND_LABELS[kind])),
    ),
    element(
      "td",
      {},
      element(
        "span",
        { class: `badge ${good ? "badge-good" : "badge-bad"}` },
        status === null ? "none" : String(status),
      ),
    ),
    element("td", { class: "number" }, duration(durationMs)),
  );
}
