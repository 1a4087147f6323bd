import { CircleAlertIcon } from "lucide-react";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";

/** What went wrong and what to do. The box that announces it is always there, as screen readers want it. */
export function Problem({ id, text }: { id?: string; text: string | undefined }) {
  return (
    <div role="alert" id={id} className="empty:absolute">
      {text === undefined ? null : (
        <p className={cn("flex gap-2 rounded-md border px-3 py-2 text-13", TONE_CLASSES.danger.badge)}>
          <CircleAlertIcon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {text}
        </p>
      )}
    </div>
  );
}
