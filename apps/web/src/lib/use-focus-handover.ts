"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Gives the focus to what `target` holds when a step has taken the control away that had it: whoever works with the keyboard
 * would begin anew at the top of the page. Where the focus is elsewhere it stays. `step` names what is shown.
 */
export function useFocusHandover<Control extends HTMLElement>(step: string): RefObject<Control | null> {
  const target = useRef<Control>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if (document.activeElement === document.body) target.current?.focus();
  }, [step]);
  return target;
}
