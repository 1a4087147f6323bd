"use client";

import { SearchIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { KeyCaps } from "./key-caps";
import { useRegisteredActions } from "./use-actions";

/** The way to the palette for those who do not know its key, which it tells. */
export function PaletteButton() {
  const palette = useRegisteredActions().find(({ id }) => id === "palette");
  return (
    <Button variant="ghost" onClick={() => palette?.run()} className="max-sm:w-8 max-sm:px-0">
      <SearchIcon aria-hidden="true" />
      <span className="max-sm:sr-only">Find an action</span>
      <span aria-hidden="true" className="max-sm:hidden">
        <KeyCaps keys="mod+k" />
      </span>
    </Button>
  );
}
