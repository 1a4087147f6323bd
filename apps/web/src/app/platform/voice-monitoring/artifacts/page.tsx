import type { Metadata } from "next";
import { ArtifactsPage } from "@/features/artifacts/grid/artifacts-page";

export const metadata: Metadata = { title: "Artifacts" };

export default function ArtifactGridPage() {
  return <ArtifactsPage />;
}
