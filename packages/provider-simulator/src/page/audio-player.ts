import { element, icon } from "./dom";
import { clock } from "./format";

/** One note at a time: starting one stops the one before. */
let playing: HTMLAudioElement | null = null;

/** A small player: a button, a slider and the time. `seconds` is shown until the browser knows the length itself. */
export function audioPlayer(source: string, label: string, seconds?: number): HTMLElement {
  const audio = new Audio();
  audio.preload = "none";
  audio.src = source;
  const button = element("button", { class: "icon-button", attributes: { type: "button" } });
  const slider = element("input", {
    class: "player-slider",
    attributes: { type: "range", min: 0, max: 1000, value: 0, "aria-label": `Position in ${label}` },
  });
  const time = element("span", { class: "player-time" });
  const length = () =>
    Number.isFinite(audio.duration) && audio.duration > 0 ? audio.duration : (seconds ?? 0);
  const show = () => {
    const running = !audio.paused;
    button.replaceChildren(icon(running ? "pause" : "play"));
    button.setAttribute("aria-label", `${running ? "Pause" : "Play"} ${label}`);
    const share = length() > 0 ? audio.currentTime / length() : 0;
    slider.value = String(Math.round(share * 1000));
    slider.style.setProperty("--share", `${share * 100}%`);
    slider.setAttribute("aria-valuetext", clock(audio.currentTime));
    time.textContent = clock(running || audio.currentTime > 0 ? audio.currentTime : length());
  };
  button.addEventListener("click", () => {
    if (!audio.paused) return audio.pause();
    playing?.pause();
    playing = audio;
    audio.play().catch(() => {
      time.textContent = "Cannot be played";
    });
  });
  slider.addEventListener("input", () => {
    audio.currentTime = (Number(slider.value) / 1000) * length();
  });
  for (const event of ["play", "pause", "timeupdate", "durationchange"]) audio.addEventListener(event, show);
  audio.addEventListener("ended", () => {
    audio.currentTime = 0;
    show();
  });
  show();
  return element("div", { class: "player" }, button, slider, time);
}
