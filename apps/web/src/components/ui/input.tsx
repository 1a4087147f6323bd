import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      className={cn(
        "h-9 w-full min-w-0 rounded-md border border-border-strong bg-surface px-3 text-sm transition-colors",
        "placeholder:text-muted-foreground disabled:opacity-50",
        "focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-ring",
        "aria-invalid:border-tone-danger-solid",
        className,
      )}
      {...props}
    />
  );
}
