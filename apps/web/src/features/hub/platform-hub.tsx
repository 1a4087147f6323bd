import { ActivityIcon, ArrowRightIcon, CoinsIcon, type LucideIcon, ShieldCheckIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { OpenIncidentCount } from "@/components/incidents/open-incident-count";
import { AsideBoundary } from "@/components/panel";
import { cn } from "@/lib/cn";
import { words } from "./words";

type HubCard = {
  title: string;
  text: string;
  href: string;
  icon: LucideIcon;
  iconClasses: string;
  /** Beside the title: what asks for somebody now. */
  count?: ReactNode;
};

const CARDS: readonly HubCard[] = [
  {
    title: words.monitoring,
    text: words.monitoringHint,
    href: "/platform/voice-monitoring",
    icon: ActivityIcon,
    iconClasses: "bg-brand-subtle text-brand-text",
    count: (
      <AsideBoundary>
        <OpenIncidentCount />
      </AsideBoundary>
    ),
  },
  {
    title: words.messaging,
    text: words.messagingHint,
    href: "/platform/messaging",
    icon: CoinsIcon,
    iconClasses: "bg-tone-info-subtle text-tone-info",
  },
  {
    title: words.privacy,
    text: words.privacyHint,
    href: "/platform/privacy",
    icon: ShieldCheckIcon,
    iconClasses: "bg-tone-success-subtle text-tone-success",
  },
];

export function PlatformHub() {
  return (
    <main className="mx-auto w-full max-w-5xl px-4 py-10">
      <h1 className="text-xl font-semibold tracking-tight">{words.title}</h1>
      <p className="mt-1 text-muted-foreground">{words.hint}</p>
      <ul className="mt-6 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {CARDS.map(({ title, text, href, icon: Icon, iconClasses, count }) => (
          <li key={href}>
            <Link
              href={href}
              className="group flex h-full flex-col rounded-xl border bg-surface p-4 shadow-xs transition-colors hover:border-border-strong"
            >
              <span className={cn("grid size-8 place-items-center rounded-lg", iconClasses)}>
                <Icon aria-hidden="true" className="size-4" />
              </span>
              <span className="mt-3 flex items-center gap-1 text-sm font-semibold">
                {title}
                {count}
                <ArrowRightIcon
                  aria-hidden="true"
                  className="size-3.5 text-muted-foreground transition-transform group-hover:translate-x-0.5"
                />
              </span>
              <span className="mt-1 text-muted-foreground">{text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
