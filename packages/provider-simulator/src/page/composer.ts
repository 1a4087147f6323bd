import { api } from "./api";
import { byId, element, icon } from "./dom";
import { VoiceRecorder } from "./recorder";
import type { ReplyTarget } from "./reply-target";

/** The words that the product takes as commands, for a click instead of typing. */
const COMMANDS = ["HELP", "CONFIRM", "CANCEL", "UNDO", "R", "SNOOZE 2H", "RETRY", "STOP", "START"];

/** The field at the foot of the chat. `phoneNow` is the phone whose chat is open. */
export function setUpComposer(phoneNow: () => string | null, target: ReplyTarget): void {
  const form = byId("composer", HTMLFormElement);
  const text = byId("composer-text", HTMLTextAreaElement);
  const send = byId("send", HTMLButtonElement);
  const recordButton = byId("record", HTMLButtonElement);
  send.append(icon("send"));
  recordButton.append(icon("microphone"));

  const grow = () => {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
  };
  text.addEventListener("input", grow);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const note = text.value;
    if (note.trim() === "") return text.focus();
    text.value = "";
    grow();
    const replyTo = target.take();
    void sendTo(phoneNow(), (phone) => api.sendText(phone, note, replyTo));
  });
  byId("commands", HTMLElement).replaceChildren(
    ...COMMANDS.map((command) =>
      element(
        "button",
        {
          class: "chip",
          attributes: { type: "button" },
          onClick: () => {
            const replyTo = target.take();
            void sendTo(phoneNow(), (phone) => api.sendText(phone, command, replyTo));
          },
        },
        command,
      ),
    ),
  );
  const recorder = new VoiceRecorder({
    send: (recording, transcript) =>
      sendTo(phoneNow(), (phone) => api.sendRecording(phone, recording, transcript, target.take())),
    fail: showError,
  });
  recordButton.addEventListener("click", () => void recorder.start());
}

/** Sends something for the open chat, and says under the field where that is not possible. */
export async function sendTo(phone: string | null, send: (phone: string) => Promise<unknown>): Promise<void> {
  showError("");
  if (phone === null) return showError("Choose a coach first.");
  try {
    await send(phone);
  } catch (error) {
    showError(error instanceof Error ? error.message : "The message could not be sent.");
  }
}

function showError(message: string): void {
  byId("composer-error", HTMLElement).textContent = message;
}
