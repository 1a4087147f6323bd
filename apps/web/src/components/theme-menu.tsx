"use client";

import { MoonIcon, SunIcon } from "lucide-react";
import { LazyMenu } from "./lazy-menu";

const load = () => import("./theme-menu-open").then((module) => module.ThemeMenuOpen);

export function ThemeMenu() {
  return (
    <LazyMenu
      load={load}
      menuProps={{}}
      trigger={{
        variant: "ghost",
        size: "icon",
        "aria-label": "Theme",
        // Both are rendered and CSS picks one, so that the server needs not know the theme.
        children: (
          <>
            <SunIcon aria-hidden="true" className="dark:hidden" />
            <MoonIcon aria-hidden="true" className="hidden dark:block" />
          </>
        ),
      }}
    />
  );
}
