/** Minutes and seconds, like 0:07. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const timeFormat = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const preciseTimeFormat = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

export const timeOfDay = (at: number): string => timeFormat.format(at);
const dayFormat = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
export const dayAndTime = (at: number): string => dayFormat.format(at);
export const preciseTimeOfDay = (at: number): string => preciseTimeFormat.format(at);

export const duration = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  return ((words[0]?.[0] ?? "") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase() || "#";
}

/** The text with WhatsApp's *bold* and _italic_ as elements. */
export function formatted(text: string): Node[] {
  return text.split(/(\*[^*\n]+\*|(?<![\p{L}\p{N}])_[^_\n]+_(?![\p{L}\p{N}]))/u).map((part) => {
    const tag = /^\*[^*]+\*$/.test(part) ? "strong" : /^_[^_]+_$/.test(part) ? "em" : null;
    if (tag === null) return document.createTextNode(part);
    const node = document.createElement(tag);
    node.textContent = part.slice(1, -1);
    return node;
  });
}
