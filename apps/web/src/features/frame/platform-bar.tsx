import { ChevronRightIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { words } from "./words";

type PlatformBarProps = {
  /** The name of the section, or a link to its first page. */
  section: ReactNode;
  /** On the right: whether the page is live. */
  state: ReactNode;
  /** Under both, such as tabs. */
  children?: ReactNode;
};

/** What stays on top of every section of the platform: where it is, the way back, and whether the page is live. */
export function PlatformBar({ section, state, children }: PlatformBarProps) {
  return (
    <div className="sticky top-0 z-30 border-b bg-surface">
      <div className="flex h-11 items-center gap-3 px-4">
        <nav aria-label={words.bar.breadcrumb} className="flex min-w-0 items-center gap-1.5 text-13">
          <Link
            href="/platform"
            aria-label={words.bar.back}
            className="rounded-sm text-muted-foreground hover:text-foreground"
          >
            {words.bar.platform}
          </Link>
          <ChevronRightIcon aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
          {section}
        </nav>
        <div className="ml-auto">{state}</div>
      </div>
      {children}
    </div>
  );
}
