import { ArrowUpRightIcon, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { TONE_CLASSES, type Tone } from "@/lib/tone";
import { Skeleton } from "./ui/skeleton";

export type FigureCardProps = {
  title: string;
  icon: LucideIcon;
  /** Undefined while it is loading. */
  value: ReactNode | undefined;
  /** One or two short lines: what the value rests on, and what it was before. */
  children?: ReactNode;
  tone?: Tone;
  /** The value rests on few samples: it is shown, and not insisted on. */
  isFaded?: boolean;
  /** The runs behind the number. */
  href?: string | undefined;
};

/** One number with its name and what it rests on. Of the same size while it loads. */
export function FigureCard(props: FigureCardProps) {
  const { title, icon: Icon, value, children, tone, isFaded = false, href } = props;
  return (
    <li
      data-card={title}
      className={cn(
        "relative flex min-w-0 flex-col rounded-xl border bg-surface px-4 py-3 shadow-xs",
        href && "focus-within:border-border-strong hover:border-border-strong",
      )}
    >
      <h3 className="flex items-center gap-1.5 text-xs text-muted-foreground">
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        {href ? (
          <Link href={href} className="truncate rounded-sm after:absolute after:inset-0 after:rounded-xl">
            {title}
          </Link>
        ) : (
          <span className="truncate">{title}</span>
        )}
        {href ? <ArrowUpRightIcon aria-hidden="true" className="ml-auto size-3.5 shrink-0" /> : null}
      </h3>
      <div className="mt-1 flex h-8 items-center">
        {value === undefined ? (
          <Skeleton className="h-7 w-16" />
        ) : (
          <span
            data-value
            className={cn(
              "truncate text-2xl font-semibold tracking-tight tabular",
              isFaded ? "text-muted-foreground" : tone && TONE_CLASSES[tone].text,
            )}
          >
            {value}
          </span>
        )}
      </div>
      <div className="min-h-12 text-xs leading-4 text-muted-foreground tabular">
        {value === undefined ? <Skeleton className="mt-1 h-3 w-28" /> : children}
      </div>
    </li>
  );
}
