"use client";

import { ChevronDownIcon } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";

type FilterButtonProps = {
  /** What is filtered: "Types". */
  name: string;
  /** What is chosen now, in a few words; undefined while nothing is. */
  chosen: string | undefined;
  /** The fields. `close` is for those that end the choice. */
  children: (close: () => void) => ReactNode;
  className?: string;
};

/** A button with a small form under it. Escape, a press elsewhere and leaving it with the keyboard close it. */
export function FilterButton({ name, chosen, children, className }: FilterButtonProps) {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  useLeaving(root, isOpen, setOpen);
  return (
    <div ref={root} className="relative">
      <Button
        size="sm"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        className={cn(chosen !== undefined && "border-border-strong")}
      >
        <span className={cn(chosen !== undefined && "text-muted-foreground")}>{name}</span>
        {chosen === undefined ? null : <span className="max-w-40 truncate">{chosen}</span>}
        <ChevronDownIcon aria-hidden="true" className="text-muted-foreground" />
      </Button>
      {isOpen ? (
        <div
          id={id}
          role="dialog"
          aria-label={name}
          className={cn(
            "absolute top-full left-0 z-40 mt-1.5 max-h-[min(28rem,70dvh)] w-max max-w-[calc(100vw-2rem)] animate-in overflow-y-auto rounded-lg border bg-surface-raised p-3 shadow-lg fade-in-0",
            className,
          )}
        >
          {children(close)}
        </div>
      ) : null}
    </div>
  );
}

/** Escape, a press elsewhere and a focus that moves elsewhere close what is open. */
function useLeaving(
  root: RefObject<HTMLElement | null>,
  isOpen: boolean,
  setOpen: (isOpen: boolean) => void,
): void {
  useEffect(() => {
    const element = root.current;
    if (!isOpen || element === null) {
      return;
    }
    const over = new AbortController();
    const { signal } = over;
    const isOutside = (target: EventTarget | null) => target instanceof Node && !element.contains(target);
    document.addEventListener("pointerdown", ({ target }) => isOutside(target) && setOpen(false), { signal });
    element.addEventListener("focusout", ({ relatedTarget }) => isOutside(relatedTarget) && setOpen(false), {
      signal,
    });
    element.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Escape") {
          // The page's own escape would close what lies behind.
          event.preventDefault();
          event.stopPropagation();
          setOpen(false);
          element.querySelector("button")?.focus();
        }
      },
      { signal },
    );
    return () => over.abort();
  }, [root, isOpen, setOpen]);
}
