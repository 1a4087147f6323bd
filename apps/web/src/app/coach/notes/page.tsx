import { NotesPage } from "@/features/coach-notes/notes-page";

export default function CoachNotesPage() {
  return <NotesPage />;
}
