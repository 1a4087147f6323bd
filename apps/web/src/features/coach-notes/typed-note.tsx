"use client";

import { SendIcon } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { words } from "./words";

type TypedNoteProps = {
  maxCharacters: number;
  isSending: boolean;
  onEdit: () => void;
  /** Whether it was taken. */
  send: (text: string) => Promise<boolean>;
};

export function TypedNote({ maxCharacters, isSending, onEdit, send }: TypedNoteProps) {
  const textId = useId();
  const countId = useId();
  const [text, setText] = useState("");
  const left = maxCharacters - [...text].length;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isSending && (await send(text))) {
      setText("");
    }
  };

  return (
    <form onSubmit={submit} className="space-y-3">
      <div className="space-y-1.5">
        <Label htmlFor={textId}>{words.typed.label}</Label>
        <textarea
          id={textId}
          value={text}
          rows={5}
          aria-describedby={countId}
          aria-invalid={left < 0 || undefined}
          placeholder={words.typed.placeholder}
          onChange={({ target }) => {
            setText(target.value);
            onEdit();
          }}
          className="block w-full resize-y rounded-md border border-border-strong bg-surface px-3 py-2 text-base leading-6 placeholder:text-muted-foreground aria-invalid:border-tone-danger-solid sm:text-sm"
        />
        <p id={countId} className="text-xs text-muted-foreground tabular-nums">
          {left < 0
            ? words.typed.tooLong(-left)
            : left < maxCharacters / 4
              ? words.typed.left(left)
              : words.typed.hint}
        </p>
      </div>
      <Button type="submit" variant="primary" size="lg" className="h-11 w-full" aria-disabled={isSending}>
        <SendIcon aria-hidden="true" />
        {isSending ? words.typed.sending : words.typed.send}
      </Button>
    </form>
  );
}
