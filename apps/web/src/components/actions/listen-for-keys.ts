import type { Action } from "./action-registry";
import { matchKeys, stepOf } from "./key-sequences";

/** How long after "g" the next key of a sequence may come, in ms. */
const SEQUENCE_TIMEOUT = 1_200;

/** Runs actions by their keys, until the function that comes back is called. */
export function listenForKeys(target: Window, list: () => readonly Action[]): () => void {
  let steps: string[] = [];
  let lastPress = 0;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (event.defaultPrevented || event.isComposing || step === undefined || isForOthers(event, step)) {
      return;
    }
    const isContinued = event.timeStamp - lastPress < SEQUENCE_TIMEOUT;
    lastPress = event.timeStamp;
    const continued = [...(isContinued ? steps : []), step];
    const actions = list();
    let match = matchKeys(continued, actions);
    if (match.kind === "none" && continued.length > 1) {
      match = matchKeys([step], actions);
      steps = [step];
    } else {
      steps = continued;
    }
    if (match.kind !== "partial") {
      steps = [];
    }
    if (match.kind === "run") {
      event.preventDefault();
      if (match.bound.disabledReason === undefined) {
        match.bound.run();
      }
    }
  };

  target.addEventListener("keydown", onKeyDown);
  return () => target.removeEventListener("keydown", onKeyDown);
}

/** Whoever types into a field, or moves in a menu or dialog, means that and not the page. */
function isForOthers(event: KeyboardEvent, step: string): boolean {
  if (!(event.target instanceof Element)) {
    return false;
  }
  if (event.target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')) {
    return true;
  }
  if (step.startsWith("mod+")) {
    return false;
  }
  const field = event.target.closest(
    'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]',
  );
  if (field !== null) {
    return true;
  }
  // Enter and space press the button or the box, or follow the link, that has the focus.
  return (step === "enter" || step === "space") && event.target.closest("button, a, summary, input") !== null;
}
