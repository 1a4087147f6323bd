"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useId, useRef } from "react";
import { Panel, PanelBoundary } from "@/components/panel";
import { NoteForm } from "./note-form";
import { NoteList } from "./note-list";
import { RememberedNames } from "./remembered-names";
import { words } from "./words";

/** A coach's notes on the web: a form for a new one, and the earlier ones below. */
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
      <h1 className="text-xl font-semibold tracking-tight">{words.page.title}</h1>
      <p className="mt-1 text-muted-foreground">{words.page.hint}</p>
      <Panel title={words.page.newNote} className="mt-5">
        <NoteForm onNote={show} />
      </Panel>
      <section ref={list} aria-labelledby={listId} className="mt-8 scroll-mt-4">
        <h2 id={listId} className="mb-2 text-sm font-semibold">
          {words.page.sent}
        </h2>
        <PanelBoundary title={words.page.sentTitle}>
          <NoteList openId={openId} setOpen={(noteId) => void setOpen(noteId)} />
        </PanelBoundary>
      </section>
      <PanelBoundary title={words.page.names}>
        <RememberedNames />
      </PanelBoundary>
    </main>
  );
}
