"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/lib/cn";

const CONTROLS = "button:not(:disabled), a[href]";

type KeepFocusProps = { label: string; className?: string; children: ReactNode };

/**
 * Wraps a list whose rows (`li`) disappear once they are resolved. When the focused row goes, focus moves to the row in
 * its place, the one before, or the list. Otherwise a keyboard user would land back at the top of the page.
 */
export function KeepFocus({ label, className, children }: KeepFocusProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => (list.current === null ? undefined : keepFocusIn(list.current)), []);
  return (
    <fieldset ref={list} tabIndex={-1} aria-label={label} className={cn("min-w-0 outline-none", className)}>
      {children}
    </fieldset>
  );
}

/** Until the function that it returns is called. */
function keepFocusIn(list: HTMLElement): () => void {
  let held: { element: Element; row: number } | undefined;
  const rows = () => [...list.querySelectorAll("li")];
  const take = ({ target }: FocusEvent) => {
    if (target instanceof Element && target !== list) {
      held = { element: target, row: rows().findIndex((row) => row.contains(target)) };
    }
  };
  const leave = ({ target }: FocusEvent) => {
    // What is taken out of the page loses the focus as well; only what is left by somebody is let go.
    setTimeout(() => {
      if (target === held?.element && held?.element.isConnected && held.element !== document.activeElement) {
        held = undefined;
      }
    });
  };
  const restore = () => {
    if (held === undefined || held.element.isConnected || document.activeElement !== document.body) return;
    const place = Math.max(held.row, 0);
    held = undefined;
    const all = rows();
    const inOrder = [...all.slice(place), ...all.slice(0, place).toReversed()];
    const next = inOrder.map((row) => row.querySelector<HTMLElement>(CONTROLS)).find((control) => control);
    (next ?? list).focus();
  };
  const observer = new MutationObserver(restore);
  observer.observe(list, { childList: true, subtree: true });
  list.addEventListener("focusin", take);
  list.addEventListener("focusout", leave);
  return () => {
    observer.disconnect();
    list.removeEventListener("focusin", take);
    list.removeEventListener("focusout", leave);
  };
}
