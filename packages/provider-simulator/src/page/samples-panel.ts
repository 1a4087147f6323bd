import type { Sample } from "../samples";
import { audioPlayer } from "./audio-player";
import { byId, element } from "./dom";

/** The voice notes that come with the simulator: hear one, send one. */
export function showSamples(samples: readonly Sample[], send: (sampleId: string) => void): void {
  byId("panel-samples", HTMLElement).replaceChildren(
    element("p", { class: "panel-intro" }, "Recorded notes whose transcript the simulated provider knows."),
    element("ul", { class: "cards" }, ...samples.map((sample) => card(sample, send))),
  );
}

function card(
  { id, title, transcript, durationSeconds }: Sample,
  send: (sampleId: string) => void,
): HTMLElement {
  return element(
    "li",
    { class: "card" },
    element(
      "div",
      { class: "card-head" },
      element("h3", {}, title),
      element(
        "button",
        {
          class: "button small",
          attributes: { type: "button", "data-sample": id, "aria-label": `Send: ${title}` },
          onClick: () => send(id),
        },
        "Send",
      ),
    ),
    element("p", { class: "card-text" }, transcript === "" ? "Nothing is said." : `“${transcript}”`),
    audioPlayer(`/api/samples/${id}/audio`, title, durationSeconds),
  );
}
