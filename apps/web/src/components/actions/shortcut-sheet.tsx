"use client";

import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { ACTION_GROUPS } from "./action-registry";
import { KeyCaps } from "./key-caps";
import { useRegisteredActions } from "./use-actions";

export function ShortcutSheet({ close }: { close: () => void }) {
  const withKeys = useRegisteredActions().filter((action) => action.keys !== undefined);
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : close())}>
      <DialogContent>
        <DialogTitle>Shortcuts</DialogTitle>
        <DialogDescription>Keys you can use on this page.</DialogDescription>
        {ACTION_GROUPS.map((group) => {
          const actions = withKeys.filter((action) => action.group === group);
          return actions.length === 0 ? null : (
            <section key={group} className="mt-4">
              <h3 className="text-xs font-medium text-muted-foreground">{group}</h3>
              <dl className="mt-1 divide-y">
                {actions.map(({ id, label, keys }) => (
                  <div key={id} className="flex items-center justify-between py-1.5">
                    <dt>{label}</dt>
                    <dd>{keys === undefined ? null : <KeyCaps keys={keys} />}</dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </DialogContent>
    </Dialog>
  );
}
