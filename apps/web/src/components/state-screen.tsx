import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { TONE_CLASSES, type Tone } from "@/lib/tone";

export type StateScreenProps = {
  icon: LucideIcon;
  tone?: Tone;
  title: string;
  children: ReactNode;
  /** Buttons or links: what can be done now. */
  actions?: ReactNode;
  className?: string;
  /** A heading of the page itself (1), or of a panel in it. */
  level?: 1 | 2 | 3;
};

/** What stands where data would stand. Says what is the case, why, and what to do. */
export function StateScreen({
  icon: Icon,
  tone = "neutral",
  title,
  children,
  actions,
  className,
  level = 3,
}: StateScreenProps) {
  const Heading = level === 1 ? "h1" : level === 2 ? "h2" : "h3";
  return (
    <div
      data-slot="state-screen"
      className={cn("flex flex-1 flex-col items-center justify-center px-6 py-10 text-center", className)}
    >
      <span className={cn("grid size-9 place-items-center rounded-lg border", TONE_CLASSES[tone].badge)}>
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <Heading className="mt-3 text-sm font-semibold">{title}</Heading>
      <div className="mt-1 max-w-md text-pretty text-muted-foreground">{children}</div>
      {actions ? (
        <div className="mt-4 flex flex-wrap items-center justify-center gap-2">{actions}</div>
      ) : null}
    </div>
  );
}
