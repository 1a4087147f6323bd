import { MessageCircleQuestionIcon } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";

/** Something that the coach is asked. */
export function QuestionBox({
  title,
  text,
  children,
}: {
  title: string;
  text?: string;
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className={cn("space-y-3 rounded-lg border bg-surface p-3", TONE_CLASSES.attention.border)}
    >
      <div>
        <h3 id={titleId} className="flex items-center gap-1.5 text-sm font-semibold">
          <MessageCircleQuestionIcon
            aria-hidden="true"
            className={cn("size-4 shrink-0", TONE_CLASSES.attention.text)}
          />
          {title}
        </h3>
        {text === undefined ? null : <p className="mt-0.5 text-13 text-muted-foreground">{text}</p>}
      </div>
      {children}
    </section>
  );
}
