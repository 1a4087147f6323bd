import { redirect } from "next/navigation";

export default function CoachPage() {
  redirect("/coach/notes");
}
