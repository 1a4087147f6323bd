"use client";

import { Command } from "cmdk";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { ACTION_GROUPS, type Action } from "./action-registry";
import { KeyCaps } from "./key-caps";
import { useRegisteredActions } from "./use-actions";

export function CommandPalette({ close }: { close: () => void }) {
  const actions = useRegisteredActions().filter((action) => action.id !== "palette");
  const choose = (action: Action) => {
    close();
    action.run();
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : close())}>
      <DialogContent className="overflow-hidden p-0">
        <DialogTitle className="sr-only">Find an action</DialogTitle>
        <DialogDescription className="sr-only">Type to search, then press Enter.</DialogDescription>
        <Command label="Actions" loop>
          <Command.Input
            autoFocus
            placeholder="What do you want to do?"
            className="h-12 w-full border-b bg-transparent pr-12 pl-4 text-sm outline-none placeholder:text-muted-foreground"
          />
          <Command.List className="max-h-80 overflow-y-auto p-2">
            <Command.Empty className="px-2 py-6 text-center text-muted-foreground">
              No matching actions.
            </Command.Empty>
            {ACTION_GROUPS.map((group) => (
              <PaletteGroup
                key={group}
                heading={group}
                actions={actions.filter((action) => action.group === group)}
                choose={choose}
              />
            ))}
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

type PaletteGroupProps = { heading: string; actions: readonly Action[]; choose: (action: Action) => void };

function PaletteGroup({ heading, actions, choose }: PaletteGroupProps) {
  if (actions.length === 0) {
    return null;
  }
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground"
    >
      {actions.map((action) => (
        <Command.Item
          key={action.id}
          value={action.id}
          keywords={[action.label]}
          disabled={action.disabledReason !== undefined}
          onSelect={() => choose(action)}
          className="flex items-center gap-2 rounded-sm px-2 py-2 data-[disabled=true]:opacity-50 data-[selected=true]:bg-muted"
        >
          {action.icon ? <action.icon aria-hidden="true" className="size-3.5 text-muted-foreground" /> : null}
          {action.label}
          <span className="ml-auto flex items-center gap-2 text-xs text-muted-foreground">
            {action.disabledReason}
            {action.keys === undefined ? null : <KeyCaps keys={action.keys} />}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
