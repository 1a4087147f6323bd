import { AudioLinesIcon } from "lucide-react";
import { cn } from "@/lib/cn";

export function ProductMark({ className }: { className?: string }) {
  return (
    <span className={cn("flex items-center gap-2 text-sm font-semibold tracking-tight", className)}>
      <span className="grid size-6 place-items-center rounded-md bg-primary text-primary-foreground">
        <AudioLinesIcon aria-hidden="true" className="size-3.5" />
      </span>
      Voice Flow
    </span>
  );
}
