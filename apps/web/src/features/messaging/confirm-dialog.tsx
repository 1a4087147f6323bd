"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { words } from "./words";

type ConfirmDialogProps = {
  title: string;
  /** One sentence; what follows from it is in `children`. */
  description: string;
  children?: ReactNode;
  /** What the button says: what it does. */
  confirmLabel: string;
  busyLabel: string;
  isDangerous?: boolean;
  isBusy: boolean;
  problem: string | undefined;
  confirm: () => void;
  close: () => void;
};

/** Asks before something that reaches far, and shows how far. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, description, children, confirmLabel, busyLabel, isBusy, problem, confirm, close } = props;
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : close())}>
      <DialogContent>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) confirm();
          }}
        >
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{description}</DialogDescription>
          {children}
          {problem === undefined ? null : (
            <p role="alert" className="mt-3 text-13 text-tone-danger">
              {problem}
            </p>
          )}
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={close}>{words.budget.cancel}</Button>
            <Button type="submit" variant={props.isDangerous ? "danger" : "primary"} aria-disabled={isBusy}>
              {isBusy ? busyLabel : confirmLabel}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** What an act does, point by point. */
export function Effects({ children }: { children: readonly ReactNode[] }) {
  return (
    <ul className="mt-4 flex list-disc flex-col gap-1.5 pl-5 text-13 text-pretty">
      {children.map((effect, index) => (
        // Fixed points of a fixed text.
        <li key={`effect-${index}`}>{effect}</li>
      ))}
    </ul>
  );
}
