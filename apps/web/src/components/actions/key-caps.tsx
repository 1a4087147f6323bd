"use client";

import { useSyncExternalStore } from "react";
import { Kbd } from "@/components/ui/kbd";
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
