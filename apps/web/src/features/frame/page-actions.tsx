"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { MONITORING_PAGES, OTHER_PAGES } from "@/lib/routes/monitoring-pages";
import { words } from "./words";

/** Offers the ways to every page. */
export function PageActions() {
  const router = useRouter();
  useRegisterActions(useMemo(() => pageActions(router.push), [router]));
  return null;
}

/** The ways to every page, for the palette and for `g` with a letter. */
const pageActions = (go: (href: string) => void): readonly Action[] =>
  [...MONITORING_PAGES, ...OTHER_PAGES].map(({ label, href, keys, icon }) => ({
    id: `go:${href}`,
    label: words.pages.goTo(label),
    group: "Pages",
    icon,
    keys,
    run: () => go(href),
  }));
