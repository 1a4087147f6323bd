const KEY = "voice-monitoring:told-incidents";
/** More than are ever active at once; the oldest are forgotten first. */
const MAX_REMEMBERED = 200;

/** Which incidents this browser has already told its reader of, over reloads and in all of its tabs. */
export function readTold(storage: Pick<Storage, "getItem">): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(stored) ? stored.filter((id) => typeof id === "string") : []);
  } catch {
    // Storage may be switched off, or hold what another version wrote.
    return new Set();
  }
}

export function rememberTold(
  storage: Pick<Storage, "getItem" | "setItem">,
  alertIds: readonly string[],
): void {
  const kept = [...new Set([...readTold(storage), ...alertIds])].slice(-MAX_REMEMBERED);
  try {
    storage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Without storage, each opened page shows the toast once more, which does no harm.
  }
}
