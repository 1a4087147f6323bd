import { CheckIcon, CircleIcon, LoaderCircleIcon, XIcon } from "lucide-react";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import { type Step, stepsOf } from "./note-status";
import type { NoteView } from "./note-views";

const LOOK = {
  done: { icon: CheckIcon, classes: TONE_CLASSES.success.text, word: "done" },
  now: {
    icon: LoaderCircleIcon,
    classes: cn(TONE_CLASSES.info.text, "motion-safe:animate-spin"),
    word: "now",
  },
  failed: { icon: XIcon, classes: TONE_CLASSES.danger.text, word: "went wrong" },
  waiting: { icon: CircleIcon, classes: "text-muted-foreground", word: "not yet" },
} as const satisfies Record<Step["state"], unknown>;

/** The stages of a note that is on its way. */
export function NoteProgress({ note }: { note: NoteView }) {
  return (
    <ol aria-label="Progress" className="space-y-1.5">
      {stepsOf(note).map(({ stage, label, state }) => {
        const { icon: Icon, classes, word } = LOOK[state];
        return (
          <li
            key={stage}
            className={cn("flex items-center gap-2 text-13", state === "waiting" && "text-muted-foreground")}
          >
            <Icon aria-hidden="true" className={cn("size-4 shrink-0", classes)} />
            {label}
            <span className="sr-only">: {word}</span>
          </li>
        );
      })}
    </ol>
  );
}
