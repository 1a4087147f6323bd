"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useId, useRef } from "react";
import { Panel, PanelBoundary } from "@/components/panel";
import { NoteForm } from "./note-form";
import { NoteList } from "./note-list";
import { RememberedNames } from "./remembered-names";

/** A coach's notes on the web: a new one on top, and what became of the others. */
export function NotesPage() {
  const listId = useId();
  const [openId, setOpen] = useQueryState("note", parseAsString);
  const list = useRef<HTMLElement>(null);
  const show = (noteId: string) => {
    void setOpen(noteId);
    // On a phone it would open below what is in view.
    list.current?.scrollIntoView({ block: "start" });
  };
  return (
    <main className="mx-auto w-full max-w-xl px-4 py-6">
      <h1 className="text-xl font-semibold tracking-tight">Your notes</h1>
      <p className="mt-1 text-muted-foreground">
        Say or write what you saw. You get it back sorted by player, to confirm.
      </p>
      <Panel title="New note" className="mt-5">
        <NoteForm onNote={show} />
      </Panel>
      <section ref={list} aria-labelledby={listId} className="mt-8 scroll-mt-4">
        <h2 id={listId} className="mb-2 text-sm font-semibold">
          Sent notes
        </h2>
        <PanelBoundary title="Your notes">
          <NoteList openId={openId} setOpen={(noteId) => void setOpen(noteId)} />
        </PanelBoundary>
      </section>
      <PanelBoundary title="Names I remember">
        <RememberedNames />
      </PanelBoundary>
    </main>
  );
}
