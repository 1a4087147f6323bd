import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { TONE_CLASSES, type Tone } from "@/lib/tone";

export type BadgeProps = ComponentProps<"span"> & { tone?: Tone; icon?: LucideIcon; spin?: boolean };

/** A word with an icon on a tinted ground. The icon and the word carry the meaning; the colour helps the eye. */
export function Badge({
  className,
  tone = "neutral",
  icon: Icon,
  spin = false,
  children,
  ...props
}: BadgeProps) {
  return (
    <span
      data-slot="badge"
      data-tone={tone}
      className={cn(
        "inline-flex h-5.5 shrink-0 items-center gap-1 rounded-md border px-1.5 text-xs font-medium whitespace-nowrap",
        TONE_CLASSES[tone].badge,
        className,
      )}
      {...props}
    >
      {Icon ? (
        <Icon
          aria-hidden="true"
          className={cn("size-3 shrink-0", spin && "motion-safe:animate-[spin_2.4s_linear_infinite]")}
        />
      ) : null}
      {children}
    </span>
  );
}
