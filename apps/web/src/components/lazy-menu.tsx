"use client";

import { type ComponentType, useState } from "react";
import { notify } from "@/lib/notify";
import { Button, type ButtonProps } from "./ui/button";

export type MenuProps = { trigger: ButtonProps; defaultOpen: boolean };

type LazyMenuProps<Props> = {
  trigger: ButtonProps;
  load: () => Promise<ComponentType<Props & MenuProps>>;
  menuProps: Props;
};

/**
 * A menu whose machinery is loaded when somebody reaches for it. Until then its button alone stands there, and the
 * button keeps its place and looks when the menu takes over.
 */
export function LazyMenu<Props extends object>({ trigger, load, menuProps }: LazyMenuProps<Props>) {
  const [Menu, setMenu] = useState<ComponentType<Props & MenuProps>>();
  if (Menu !== undefined) {
    return <Menu {...menuProps} trigger={trigger} defaultOpen />;
  }
  const open = async () => {
    try {
      const loaded = await load();
      setMenu(() => loaded);
    } catch {
      notify.error("Couldn't load the menu.", {
        description: "Check your connection, then try again.",
      });
    }
  };
  const prepare = () => {
    // Only a head start: when it fails, opening tries again and says so.
    load().catch(() => undefined);
  };
  return (
    <Button
      {...trigger}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={() => void open()}
    />
  );
}
