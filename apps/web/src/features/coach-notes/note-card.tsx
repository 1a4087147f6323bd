"use client";

import { NOTE_TYPE_LABELS } from "@voice-flow/domain/labels/pipeline";
import { ChevronDownIcon } from "lucide-react";
import { useId } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { SOURCE_CHANNEL_LABELS } from "@/features/vocabulary/source-channels";
import { cn } from "@/lib/cn";
import { NoteDetail } from "./note-detail";
import { isUnderWay, noteStatus } from "./note-status";
import type { NoteRowView } from "./note-views";

type NoteCardProps = { note: NoteRowView; isOpen: boolean; toggle: () => void };

/** Its first words; its type until it is known what was said. */
const noteName = ({ firstWords, noteType }: NoteRowView): string =>
  firstWords === undefined ? NOTE_TYPE_LABELS[noteType] : `“${firstWords}”`;

export function NoteCard({ note, isOpen, toggle }: NoteCardProps) {
  const bodyId = useId();
  const { label: channel, icon: ChannelIcon } = SOURCE_CHANNEL_LABELS[note.sourceChannel];
  const { label, icon, tone } = noteStatus(note);
  return (
    <article className="rounded-xl border bg-surface shadow-xs">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={toggle}
          className="flex w-full items-center gap-2 rounded-xl px-4 py-3 text-left"
        >
          <ChannelIcon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-medium">{noteName(note)}</span>
            {note.players.length > 0 ? (
              <span className="block truncate text-xs">{note.players.join(", ")}</span>
            ) : null}
            <span className="block truncate text-xs text-muted-foreground">
              <RelativeTime at={note.createdAt} /> · {channel}
            </span>
          </span>
          <Badge tone={tone} icon={icon} spin={isUnderWay(note)}>
            {label}
          </Badge>
          <ChevronDownIcon
            aria-hidden="true"
            className={cn(
              "size-4 shrink-0 text-muted-foreground transition-transform",
              isOpen && "rotate-180",
            )}
          />
        </button>
      </h3>
      <div id={bodyId} hidden={!isOpen} className="border-t px-4 py-3">
        {isOpen ? <NoteDetail noteId={note.noteId} /> : null}
      </div>
    </article>
  );
}
