import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** Makes the region reachable by keyboard. Only Chromium does this automatically. */
const REACHABLE_BY_KEYS = 0;

/** A wide table that scrolls sideways in its own box, so that the page does not. */
export function ScrollRegion({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section
      aria-label={label}
      tabIndex={REACHABLE_BY_KEYS}
      className={cn("relative overflow-x-auto [scrollbar-width:thin]", className)}
    >
      {children}
    </section>
  );
}
