"use client";

import { SearchIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";

/** The field that "/" leads to. */
export function SearchField({ className, ...props }: ComponentProps<"input">) {
  return (
    <div className={cn("relative", className)}>
      <SearchIcon
        aria-hidden="true"
        className="pointer-events-none absolute top-1.5 left-2 size-3.5 text-muted-foreground"
      />
      <Input
        autoComplete="off"
        spellCheck={false}
        className="h-7 pl-7 font-mono text-xs placeholder:font-sans"
        {...props}
      />
    </div>
  );
}
