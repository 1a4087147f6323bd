"use client";

import { LogOutIcon } from "lucide-react";
import type { MenuProps } from "@/components/lazy-menu";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { authClient } from "@/lib/auth-client";
import { notify } from "@/lib/notify";
import { leaving } from "./leaving";
import { words } from "./words";

async function signOut() {
  leaving.begin();
  const { error } = await authClient.signOut();
  if (error) {
    leaving.giveUp();
    notify.error(words.account.stillSignedIn, {
      description: words.account.stillSignedInHint,
    });
    return;
  }
  // A full navigation drops everything that was loaded for this person.
  window.location.assign("/login");
}

type UserMenuOpenProps = MenuProps & { viewer: { name: string; email: string } };

export function UserMenuOpen({ viewer, trigger, defaultOpen }: UserMenuOpenProps) {
  return (
    <DropdownMenu defaultOpen={defaultOpen}>
      <DropdownMenuTrigger asChild>
        <Button {...trigger} />
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-56">
        <DropdownMenuLabel>
          <span className="block truncate text-13 font-medium text-foreground">{viewer.name}</span>
          <span className="block truncate">{viewer.email}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOutIcon aria-hidden="true" />
          {words.account.signOut}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
