import type { Coach } from "../coaches";
import { byId, element } from "./dom";
import { initials } from "./format";

const ADDRESS = /^(?:\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9.]{1,160})$/;

/** The list on the left. Which phone is open stands in the address, so that it survives a reload. */
export class CoachesList {
  #coaches: readonly Coach[] = [];
  readonly #onOpen: (phone: string | null) => void;

  constructor(onOpen: (phone: string | null) => void) {
    this.#onOpen = onOpen;
    window.addEventListener("hashchange", () => this.#opened());
    byId("other-number", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#openTyped();
    });
  }

  get phone(): string | null {
    const phone = decodeURIComponent(location.hash.slice(1));
    return ADDRESS.test(phone) ? phone : null;
  }

  /** Shows the list; opens the first coach where no phone is open. */
  show(coaches: readonly Coach[]): void {
    this.#coaches = coaches;
    const [first] = coaches;
    if (this.phone === null && first) location.replace(`#${first.phone}`);
    else this.#opened();
  }

  #openTyped(): void {
    const field = byId("other-phone", HTMLInputElement);
    const phone = field.value.replace(/[\s()-]/g, "").replace(/^00/, "+");
    const valid = ADDRESS.test(phone);
    byId("other-error", HTMLElement).textContent = valid
      ? ""
      : "Give the number in international form, like +353861234567, or a username's id.";
    field.setAttribute("aria-invalid", String(!valid));
    if (valid) location.hash = phone;
  }

  #opened(): void {
    const { phone } = this;
    const coach = this.#coaches.find((candidate) => candidate.phone === phone);
    const name = coach?.name ?? phone ?? "No coach chosen";
    byId("chat-title", HTMLElement).textContent = name;
    byId("chat-subtitle", HTMLElement).textContent = coach
      ? `${coach.club} · ${coach.phone}`
      : phone
        ? "Not in the list of coaches"
        : "";
    byId("chat-avatar", HTMLElement).textContent = coach ? initials(coach.name) : "#";
    byId("coach-list", HTMLElement).replaceChildren(
      ...this.#coaches.map((each) => entry(each, each.phone === phone)),
    );
    if (this.#coaches.length === 0) {
      byId("coach-list", HTMLElement).append(
        element("li", { class: "none" }, "No coaches were given. Open a number below."),
      );
    }
    this.#onOpen(phone);
  }
}

function entry({ name, phone, club }: Coach, open: boolean): HTMLElement {
  return element(
    "li",
    {},
    element(
      "a",
      { class: "coach", attributes: { href: `#${phone}`, "aria-current": open ? "true" : undefined } },
      element("span", { class: "avatar", attributes: { "aria-hidden": true } }, initials(name)),
      element(
        "span",
        { class: "coach-text" },
        element("span", { class: "coach-name" }, name),
        element("span", { class: "muted" }, club),
      ),
    ),
  );
}
