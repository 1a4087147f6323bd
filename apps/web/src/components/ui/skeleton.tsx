import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A grey place-holder. Give it the size of what will stand there, so that nothing moves when it arrives. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-slot="skeleton"
      aria-hidden="true"
      className={cn("animate-pulse rounded-sm bg-muted", className)}
      {...props}
    />
  );
}
