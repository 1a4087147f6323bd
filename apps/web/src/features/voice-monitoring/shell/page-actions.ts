import type { Action } from "@/components/actions/action-registry";
import { MONITORING_PAGES, OTHER_PAGES } from "./monitoring-pages";

/** The ways to every page, for the palette and for `g` with a letter. */
export const pageActions = (go: (href: string) => void): readonly Action[] =>
  [...MONITORING_PAGES, ...OTHER_PAGES].map(({ label, href, keys, icon }) => ({
    id: `go:${href}`,
    label: `Go to ${label}`,
    group: "Pages",
    icon,
    keys,
    run: () => go(href),
  }));
