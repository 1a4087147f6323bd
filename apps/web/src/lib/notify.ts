import type { ExternalToast } from "sonner";

type Sonner = typeof import("sonner");
type Show = (toast: Sonner["toast"]) => void;

let shown: Sonner["toast"] | undefined;
const waiting: Show[] = [];
const wanted = new Set<() => void>();

function show(run: Show): void {
  if (shown) {
    run(shown);
    return;
  }
  waiting.push(run);
  for (const notifyHost of wanted) {
    notifyHost();
  }
}

/**
 * Short messages about what has just come of an action. What draws them is not part of what a page loads first: it
 * comes with the first message, which waits for it.
 */
export const notify = {
  success: (title: string, options?: ExternalToast) => show((toast) => toast.success(title, options)),
  warning: (title: string, options?: ExternalToast) => show((toast) => toast.warning(title, options)),
  error: (title: string, options?: ExternalToast) => show((toast) => toast.error(title, options)),
};

/** For the host of the messages: called when the first one waits. */
export function onMessageWanted(listener: () => void): () => void {
  wanted.add(listener);
  if (waiting.length > 0) {
    listener();
  }
  return () => {
    wanted.delete(listener);
  };
}

/** For what draws the messages: from now on they can be shown, and those that waited are. */
export function messagesCanBeShown(toast: Sonner["toast"]): void {
  shown = toast;
  for (const run of waiting.splice(0)) {
    run(toast);
  }
}
