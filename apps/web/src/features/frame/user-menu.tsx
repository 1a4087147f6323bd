"use client";

import { LazyMenu } from "@/components/lazy-menu";
import { words } from "./words";

type UserMenuProps = { viewer: { name: string; email: string } };

const load = () => import("./user-menu-open").then((module) => module.UserMenuOpen);

export function UserMenu({ viewer }: UserMenuProps) {
  const initials = initialsOf(viewer.name);
  return (
    <LazyMenu
      load={load}
      menuProps={{ viewer }}
      trigger={{
        variant: "ghost",
        size: "icon",
        "aria-label": words.account.menu(initials),
        children: (
          <span
            aria-hidden="true"
            className="grid size-6 place-items-center rounded-full bg-brand-subtle text-2xs font-semibold text-brand-text"
          >
            {initials}
          </span>
        ),
      }}
    />
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return `${first}${last}`.toUpperCase();
}
