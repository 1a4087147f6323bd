"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { messagesCanBeShown } from "@/lib/notify";

export function Toaster() {
  const { resolvedTheme } = useTheme();
  useEffect(() => messagesCanBeShown(toast), []);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      toastOptions={{
        classNames: {
          toast: "!rounded-lg !border-border !bg-surface-raised !text-foreground !font-sans !text-13",
          description: "!text-muted-foreground",
        },
      }}
    />
  );
}
