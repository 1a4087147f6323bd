/**
 * Keys are written as people say them: "l", "?", "g d" (one after the other), "mod+k" (⌘ on a Mac, Ctrl elsewhere),
 * "enter", "esc". One registry holds them, so that no two actions can claim the same.
 */
export type KeyPress = { key: string; metaKey: boolean; ctrlKey: boolean; altKey: boolean };

/** One step of a sequence for a key press, or undefined for combinations that belong to the browser. */
export function stepOf(press: KeyPress): string | undefined {
  if (press.altKey) {
    return undefined;
  }
  const key = NAMED_KEYS[press.key] ?? press.key.toLowerCase();
  if (press.metaKey || press.ctrlKey) {
    return `mod+${key}`;
  }
  return key;
}

const NAMED_KEYS: Readonly<Record<string, string>> = { Enter: "enter", Escape: "esc", " ": "space" };

export type KeyMatch<Bound> = { kind: "run"; bound: Bound } | { kind: "partial" } | { kind: "none" };

/** What the steps pressed so far mean: an action, the beginning of one, or nothing. */
export function matchKeys<Bound extends { keys?: string | undefined }>(
  steps: readonly string[],
  bound: Iterable<Bound>,
): KeyMatch<Bound> {
  const pressed = steps.join(" ");
  let isPartial = false;
  for (const candidate of bound) {
    if (candidate.keys === pressed) {
      return { kind: "run", bound: candidate };
    }
    isPartial ||= candidate.keys?.startsWith(`${pressed} `) ?? false;
  }
  return isPartial ? { kind: "partial" } : { kind: "none" };
}

/** The caps to draw for a sequence: "g d" → ["G", "D"], "mod+k" → ["⌘K"] or ["Ctrl K"]. */
export function keyCaps(keys: string, isMac: boolean): string[] {
  return keys.split(" ").map((step) => {
    const [modifier, key] = step.startsWith("mod+") ? [isMac ? "⌘" : "Ctrl ", step.slice(4)] : ["", step];
    const cap = key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1);
    return `${modifier}${cap}`;
  });
}
