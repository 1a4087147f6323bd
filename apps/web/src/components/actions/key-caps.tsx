"use client";

import { type ComponentProps, useSyncExternalStore } from "react";
import { cn } from "@/lib/cn";
import { keyCaps } from "./key-sequences";

const subscribeToNothing = () => () => undefined;
const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent);

export function KeyCaps({ keys }: { keys: string }) {
  const mac = useSyncExternalStore(subscribeToNothing, isMac, () => false);
  return (
    <span className="inline-flex items-center gap-1">
      {keyCaps(keys, mac).map((cap, index) => (
        // A sequence never changes its order.
        <Kbd key={`${index}-${cap}`}>{cap}</Kbd>
      ))}
    </span>
  );
}

function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        "inline-flex h-5 min-w-5 items-center justify-center rounded-sm border bg-muted px-1 font-sans text-2xs font-medium text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}
