"use client";

import { LogOutIcon } from "lucide-react";
import { toast } from "sonner";
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

type UserMenuProps = { viewer: { name: string; email: string } };

async function signOut() {
  const { error } = await authClient.signOut();
  if (error) {
    toast.error("You are still signed in.", {
      description: "The service did not answer. Try again in a moment.",
    });
    return;
  }
  // A full navigation drops everything that was loaded for this person.
  window.location.assign("/login");
}

export function UserMenu({ viewer }: UserMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`Account ${initialsOf(viewer.name)}`}>
          <span
            aria-hidden="true"
            className="grid size-6 place-items-center rounded-full bg-brand-subtle text-2xs font-semibold text-brand-text"
          >
            {initialsOf(viewer.name)}
          </span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-56">
        <DropdownMenuLabel>
          <span className="block truncate text-13 font-medium text-foreground">{viewer.name}</span>
          <span className="block truncate">{viewer.email}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOutIcon aria-hidden="true" />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return `${first}${last}`.toUpperCase();
}
