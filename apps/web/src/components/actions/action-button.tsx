"use client";

import { Hint } from "@/components/hint";
import { Button, type ButtonProps } from "@/components/ui/button";
import type { Action } from "./action-registry";
import { KeyCaps } from "./key-caps";

export type ActionButtonProps = Omit<ButtonProps, "onClick" | "disabled" | "children"> & {
  action: Action;
  /** Shows the icon alone; the label is still read out. */
  iconOnly?: boolean;
};

/** The button of a registered action: it tells its key, or why it cannot be pressed. */
export function ActionButton({ action, iconOnly = false, ...props }: ActionButtonProps) {
  const { label, icon: Icon, keys, run, disabledReason } = action;
  const isDisabled = disabledReason !== undefined;
  const hint = (
    <span className="flex items-center gap-2">
      {disabledReason ?? label}
      {keys === undefined || isDisabled ? null : <KeyCaps keys={keys} />}
    </span>
  );
  return (
    <Hint text={hint}>
      {(control) => (
        <Button
          {...props}
          {...control}
          aria-disabled={isDisabled}
          aria-label={iconOnly ? label : undefined}
          onClick={isDisabled ? undefined : run}
        >
          {Icon ? <Icon aria-hidden="true" /> : null}
          {iconOnly ? null : label}
        </Button>
      )}
    </Hint>
  );
}
