import { audioPlayer } from "./audio-player";
import { byId, element, icon } from "./dom";
import { clock } from "./format";

/** In the order of preference; WhatsApp itself sends Opus in Ogg. */
const CONTENT_TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

interface RecorderEvents {
  readonly send: (recording: Blob, transcript: string) => Promise<void>;
  /** Takes a sentence for the person. */
  readonly fail: (message: string) => void;
}

/** Records with the microphone; the recording is heard again, and may be given its words, before it is sent. */
export class VoiceRecorder {
  readonly #events: RecorderEvents;
  readonly #bar = byId("recording", HTMLElement);
  readonly #row = byId("composer-row", HTMLElement);

  constructor(events: RecorderEvents) {
    this.#events = events;
  }

  async start(): Promise<void> {
    this.#events.fail("");
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      this.#record(stream);
    } catch (error) {
      const refused = error instanceof DOMException && error.name === "NotAllowedError";
      this.#events.fail(
        refused
          ? "The browser does not let this page use the microphone. Allow it, or send one of the voice notes."
          : "No microphone was found. Send one of the voice notes instead.",
      );
    }
  }

  #record(stream: MediaStream): void {
    const mimeType = CONTENT_TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
    const parts: Blob[] = [];
    const startedAt = Date.now();
    let wanted = true;
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    recorder.addEventListener("stop", () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      if (wanted) this.#review(new Blob(parts, { type: recorder.mimeType }), (Date.now() - startedAt) / 1000);
      else this.#close();
    });
    const time = element("span", { class: "player-time" }, clock(0));
    const timer = setInterval(() => {
      time.textContent = clock((Date.now() - startedAt) / 1000);
    }, 250);
    const discard = () => {
      wanted = false;
      recorder.stop();
    };
    const stop = iconButton("stop", "Stop recording", () => recorder.stop(), "danger");
    this.#open(
      element("span", { class: "record-dot", attributes: { "aria-hidden": true } }),
      element("span", { attributes: { role: "status" } }, "Recording"),
      time,
      element("span", { class: "spacer" }),
      iconButton("close", "Discard the recording", discard),
      stop,
    );
    stop.focus();
    recorder.start();
  }

  #review(recording: Blob, seconds: number): void {
    const url = URL.createObjectURL(recording);
    const words = element("input", {
      attributes: {
        type: "text",
        placeholder: "What it says (optional)",
        "aria-label": "What the recording says",
      },
    });
    const close = () => {
      URL.revokeObjectURL(url);
      this.#close();
    };
    const send = () => {
      const transcript = words.value;
      close();
      void this.#events.send(recording, transcript);
    };
    words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      send();
    });
    this.#open(
      audioPlayer(url, "the recording", seconds),
      words,
      iconButton("close", "Discard the recording", close),
      iconButton("send", "Send the recording", send, "primary"),
    );
    words.focus();
  }

  #open(...children: readonly HTMLElement[]): void {
    this.#bar.replaceChildren(...children);
    this.#bar.hidden = false;
    this.#row.hidden = true;
  }

  #close(): void {
    this.#bar.hidden = true;
    this.#row.hidden = false;
    byId("record", HTMLButtonElement).focus();
  }
}

const iconButton = (name: "stop" | "close" | "send", label: string, onClick: () => void, kind = "") =>
  element(
    "button",
    { class: `icon-button ${kind}`, attributes: { type: "button", "aria-label": label }, onClick },
    icon(name),
  );
