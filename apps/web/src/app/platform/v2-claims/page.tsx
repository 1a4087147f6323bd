import { redirect } from "next/navigation";

/** The page that the grid of notes has replaced; old links still lead somewhere. */
export default function ClaimsViewerPage() {
  redirect("/platform/voice-monitoring/artifacts");
}
