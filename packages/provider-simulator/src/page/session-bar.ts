import { api } from "./api";
import { byId, element } from "./dom";
import { dayAndTime } from "./format";

const HOUR_MS = 3_600_000;
const STEPS = [
  { label: "+1 h", ms: HOUR_MS },
  { label: "+12 h", ms: 12 * HOUR_MS },
  { label: "+25 h", ms: 25 * HOUR_MS },
] as const;

/** The state of the 24-hour window of the open chat, the clock that moves it, and the mark that all was read. */
export class SessionBar {
  readonly #window = byId("window-state", HTMLElement);
  readonly #clock = byId("clock-state", HTMLElement);
  #phone: string | null = null;
  #aheadMs = 0;

  constructor() {
    byId("clock-steps", HTMLElement).replaceChildren(
      ...STEPS.map(({ label, ms }) =>
        element(
          "button",
          { class: "chip", attributes: { type: "button" }, onClick: () => void api.advanceClock(ms) },
          label,
        ),
      ),
      element(
        "button",
        {
          class: "chip",
          attributes: { type: "button" },
          onClick: () => void api.advanceClock(-this.#aheadMs),
        },
        "Now",
      ),
    );
    byId("mark-read", HTMLButtonElement).addEventListener("click", () => {
      if (this.#phone !== null) void api.markRead(this.#phone);
    });
  }

  /** Shows the window of a phone as it is now. */
  async show(phone: string | null): Promise<void> {
    this.#phone = phone;
    const [clock, session] = await Promise.all([api.clock(), phone === null ? null : api.window(phone)]);
    if (phone !== this.#phone) return;
    this.#aheadMs = clock.aheadMs;
    this.#clock.textContent =
      clock.aheadMs === 0 ? "Provider's clock" : `Provider's clock: ${dayAndTime(clock.now)}`;
    this.#window.className = `badge ${session?.isOpen ? "badge-good" : "badge-bad"}`;
    this.#window.hidden = session === null;
    this.#window.textContent = windowText(session);
  }
}

function windowText(session: { closesAt: number | null; isOpen: boolean } | null): string {
  if (session === null || session.closesAt === null) return "No session: the coach hasn't written yet";
  return session.isOpen
    ? `Session open until ${dayAndTime(session.closesAt)}`
    : "Session closed: templates only";
}
