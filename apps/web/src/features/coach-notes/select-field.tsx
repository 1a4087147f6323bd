"use client";

import { ChevronDownIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** The browser's own list, which is right on a phone. */
export function SelectField({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <div className="relative min-w-0">
      <select
        className={cn(
          "h-10 w-full min-w-0 appearance-none truncate rounded-md border border-border-strong bg-surface pr-9 pl-3 text-sm",
          "aria-invalid:border-tone-danger-solid",
          className,
        )}
        {...props}
      >
        {children}
      </select>
      <ChevronDownIcon
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </div>
  );
}
