"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/lib/cn";

/** How long the pointer must rest before a hint appears, in ms. */
const REST = 250;

export type HintedControl = {
  "aria-describedby": string | undefined;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  onPointerDown: () => void;
  onFocus: () => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

type HintProps = {
  /** A short text; never the only place where something is said. */
  text: ReactNode;
  /** Which edge of the control it keeps to. */
  align?: "start" | "end";
  /** Draws the control, which takes these props: they open the hint and describe the control by it. */
  children: (control: HintedControl) => ReactNode;
  className?: string;
};

/** A few words under a control, on hover and on focus; escape takes them away. */
export function Hint({ text, align = "end", children, className }: HintProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<number>(undefined);
  const openSoon = () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOpen(true), REST);
  };
  const close = () => {
    window.clearTimeout(timer.current);
    setOpen(false);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return (
    <span className={cn("relative inline-flex", className)}>
      {children({
        "aria-describedby": isOpen ? id : undefined,
        onPointerEnter: openSoon,
        onPointerLeave: close,
        onPointerDown: close,
        onFocus: openSoon,
        onBlur: close,
        onKeyDown: (event) => (event.key === "Escape" ? close() : undefined),
      })}
      {isOpen ? (
        <span
          role="tooltip"
          id={id}
          className={cn(
            "absolute top-full z-50 mt-1.5 w-max max-w-72 animate-in rounded-md bg-primary px-2.5 py-1.5 text-xs text-primary-foreground shadow-md fade-in-0",
            align === "end" ? "right-0" : "left-0",
          )}
        >
          {text}
        </span>
      ) : null}
    </span>
  );
}
