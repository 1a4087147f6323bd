import type { Metadata } from "next";
import { ArtifactPage } from "@/features/artifacts/detail/artifact-page";

type ArtifactProps = PageProps<"/platform/voice-monitoring/artifacts/[artifactId]">;

export async function generateMetadata({ params }: ArtifactProps): Promise<Metadata> {
  return { title: `Note ${(await params).artifactId.slice(0, 8)}` };
}

export default async function ArtifactDetailPage({ params }: ArtifactProps) {
  const { artifactId } = await params;
  return <ArtifactPage artifactId={decodeURIComponent(artifactId)} />;
}
